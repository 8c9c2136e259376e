package org.wcs.rtsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtspMessageTest {

  @Test
  void writesARequest() {
    RtspRequest request =
        new RtspRequest("OPTIONS", "rtsp://h/a", RtspHeaders.of("CSeq", "1", "Accept", "a"));
    assertThat(new String(RtspWriter.bytes(request), StandardCharsets.UTF_8))
        .isEqualTo("OPTIONS rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\nAccept: a\r\n\r\n");
  }

  @Test
  void writesTheLengthOfTheBodyWhateverTheFieldsSay() {
    RtspResponse response =
        new RtspResponse(200, RtspHeaders.of("content-length", "99"), new byte[] {'a', 'b'});
    assertThat(new String(RtspWriter.bytes(response), StandardCharsets.UTF_8))
        .isEqualTo("RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab");
  }

  @Test
  void writesTheFrontOfAPacket() {
    byte[] front = new byte[RtspWriter.INTERLEAVED_HEADER];
    RtspWriter.interleaved(front, 0, 255, 65_535);
    assertThat(front).containsExactly('$', 255, 255, 255);
  }

  @Test
  void letsNothingBecomeAHeaderOfItsOwn() {
    for (String bad : List.of("a\r\nSession: 1", "a\nb", "a\rb", "a\0b")) {
      assertThat(RtspHeaders.allowed(bad)).isFalse();
      assertThatThrownBy(() -> RtspHeaders.of("Location", bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new RtspRequest("PLAY", "rtsp://h/" + bad, RtspHeaders.NONE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new RtspResponse(200, bad, RtspHeaders.NONE, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String bad : List.of("", "a b", "a:b", "a\r\n", "ä")) {
      assertThatThrownBy(() -> RtspHeaders.of(bad, "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void replacesFieldsOfTheSameNameInAnyCase() {
    RtspHeaders headers =
        RtspHeaders.of("Via", "1", "VIA", "2", "CSeq", "3").with().set("via", "4").build();
    assertThat(headers.all("Via")).containsExactly("4");
    assertThat(headers.number("cseq", -1)).isEqualTo(3);
    assertThat(headers.number("Via2", 7)).isEqualTo(7);
  }

  @Test
  void findsAWordInAList() {
    RtspHeaders headers = RtspHeaders.of("Public", "OPTIONS,describe , GET_PARAMETER");
    assertThat(headers.lists("public", "DESCRIBE")).isTrue();
    assertThat(headers.lists("public", "GET_PARAMETER")).isTrue();
    assertThat(headers.lists("public", "PARAMETER")).isFalse();
  }

  @Test
  void showsNoSecretsInLogs() {
    RtspHeaders headers = RtspHeaders.of("Authorization", "Basic c2VjcmV0");
    assertThat(headers.toString()).doesNotContain("c2VjcmV0");
    assertThat(new RtspRequest("PLAY", "rtsp://h/a?token=x", headers).shown())
        .isEqualTo("PLAY rtsp://h/a");
  }

  @Test
  void hasAWordForEveryStatus() {
    for (int status = 100; status < 1_000; status++) {
      assertThat(RtspStatus.reason(status)).isNotBlank();
    }
    assertThat(RtspStatus.reason(461)).isEqualTo("Unsupported Transport");
  }
}
