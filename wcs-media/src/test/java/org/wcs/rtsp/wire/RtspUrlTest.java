package org.wcs.rtsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtspUrlTest {

  private static RtspUrl url(String text) {
    return Objects.requireNonNull(RtspUrl.parse(text), text);
  }

  @Test
  void tellsItsParts() {
    RtspUrl url = url("RTSP://admin:p%40ss@Cam-1.local:8554/Streaming/Channels/101?mode=1");
    assertThat(url.tls()).isFalse();
    assertThat(url.host()).isEqualTo("Cam-1.local");
    assertThat(url.port()).isEqualTo(8554);
    assertThat(url.user()).isEqualTo("admin");
    assertThat(url.password()).isEqualTo("p@ss");
    assertThat(url.path()).isEqualTo("/Streaming/Channels/101");
    assertThat(url.query()).isEqualTo("mode=1");
    assertThat(url.name()).isEqualTo("Streaming/Channels/101");
  }

  @Test
  void sendsNoCredentialsAndShowsNoParameters() {
    RtspUrl url = url("rtsps://admin:secret@h/live/a b?token=x");
    assertThat(url.request()).isEqualTo("rtsps://h/live/a%20b?token=x");
    assertThat(url.shown()).isEqualTo("rtsps://h/live/a%20b");
    assertThat(url).hasToString("rtsps://h/live/a%20b");
    assertThat(url.port()).isEqualTo(322);
    assertThat(url.name()).isEqualTo("live/a b");
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://u:a@b@h/x, u, a@b, h",
    "rtsp://u:a/b@h/x, u, a/b, h",
    "rtsp://u:a:b@h:554/x, u, a:b, h",
    "rtsp://u:a?b#c@h/x, u, a?b#c, h",
    "rtsp://u@h/x, u, '', h",
    "rtsp://u:%zz@h/x, u, %zz, h",
    "rtsp://u:p@[2001:db8::1]:554/x, u, p, 2001:db8::1",
    "rtsp://h/x@y, , , h",
    "rtsp://h:/x, , , h",
  })
  void takesPasswordsThatAreNotEncoded(String text, String user, String password, String host) {
    RtspUrl url = url(text);
    assertThat(url.user()).isEqualTo(user);
    assertThat(url.password()).isEqualTo(password);
    assertThat(url.host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rtsp://",
        "rtsp:///x",
        "http://h/x",
        "rtsp://h:0/x",
        "rtsp://h:65536/x",
        "rtsp://h:x/",
        "rtsp://a b/x",
        "rtsp://[::1]x@y]/",
        "rtsp://[]/",
        "rtsp://[::1/",
        "rtsp://::1/x",
        "rtsp://h/\r\nX: y",
        "rtsp://u:p@",
        "//h/x",
        "*",
        "/cam"
      })
  void refusesWhatIsNoUrl(String text) {
    assertThat(RtspUrl.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    ", , rtsp://h:8554/live",
    ", *, rtsp://h:8554/live",
    ", trackID=1, rtsp://h:8554/live/trackID=1",
    "rtsp://h/live/, trackID=1, rtsp://h/live/trackID=1",
    "rtsp://h/live/, *, rtsp://h/live/",
    "rtsp://h/c?channel=1&subtype=0/, trackID=0, rtsp://h/c?channel=1&subtype=0/trackID=0",
    "192.0.2.1/live, track1, rtsp://h:8554/live/track1",
    ", rtsp://192.0.2.1:554/live/trackID=2, rtsp://192.0.2.1:554/live/trackID=2",
    ", RTSP://u:p@h/a, rtsp://h/a",
    ", /other/track1, rtsp://h:8554/other/track1",
    ", ?ctype=video, rtsp://h:8554/live?ctype=video",
    ", ' trackID=1 ', rtsp://h:8554/live/trackID=1",
  })
  void findsTheUrlOfAMedium(String base, String control, String expected) {
    assertThat(url("rtsp://u:p@h:8554/live").resolve(base, control)).isEqualTo(expected);
  }

  @Test
  void letsNoControlWriteAHeader() {
    assertThat(url("rtsp://h/a").resolve(null, "t\r\nX: y")).doesNotContain("\r", "\n", " ");
  }

  @Test
  void keepsCredentialsOverARedirect() {
    RtspUrl moved = url("rtsp://h2/b").withCredentialsOf(url("rtsp://u:a%2F@h/a"));
    assertThat(moved.user()).isEqualTo("u");
    assertThat(moved.password()).isEqualTo("a/");
    assertThat(moved.request()).isEqualTo("rtsp://h2/b");
    assertThat(moved).isNotEqualTo(url("rtsp://h2/b")).isEqualTo(url("rtsp://u:a%2F@h2/b"));
  }

  @Test
  void bearsEveryCorruptionAndTruncation() {
    String golden = "rtsps://u:p%40@[::1]:8554/a%20b/c?d=e";
    for (int at = 0; at <= golden.length(); at++) {
      String cut = golden.substring(0, at);
      assertThatCode(() -> RtspUrl.parse(cut)).doesNotThrowAnyException();
      for (char c : new char[] {0, '%', '@', ':', '/', '[', ']', 0xFF, 0xD800}) {
        String bad = cut + c + golden.substring(Math.min(golden.length(), at + 1));
        assertThatCode(() -> RtspUrl.parse(bad)).doesNotThrowAnyException();
      }
    }
  }
}
