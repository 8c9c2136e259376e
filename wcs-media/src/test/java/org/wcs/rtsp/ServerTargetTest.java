package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTargetTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://host/cam, cam, -1",
    "rtsp://host:8554/cam/, cam, -1",
    "rtsp://host/live/cam, live/cam, -1",
    "rtsp://host//live//cam//, live//cam, -1",
    "rtsp://host/cam/trackID=1, cam, 1",
    "rtsp://host/cam/trackid=12/, cam, 12",
    "rtsp://host/cam?a=b/trackID=1, cam, 1",
    "rtsp://host/cam/?a=b/trackID=1, cam, 1",
    "rtsp://host/cam/trackID=1?a=b, cam, 1",
    "rtsp://host/cam/trackID=1x, cam/trackID=1x, -1",
    "rtsp://host/cam/trackID=, cam/trackID=, -1",
    "rtsp://host/cam/trackID=99999999999, cam/trackID=99999999999, -1",
    "rtsp://host/a%20b%2Fc%zz, a b/c%zz, -1",
    "rtsp://host/rtsp%3A%2F%2Fother%3A554%2Flive, rtsp://other:554/live, -1",
    "rtsp://u:p@host/cam, cam, -1",
    "/cam, cam, -1",
    "cam, cam, -1",
    "*, *, -1",
    "rtsp://host, '', -1",
    "rtsp://host?a=b, '', -1"
  })
  void readsNameAndTrack(String uri, String name, int track) {
    ServerTarget target = ServerTarget.of(uri);

    assertThat(target.name()).isEqualTo(name);
    assertThat(target.track()).isEqualTo(track);
  }

  @Test
  void readsParameters() {
    Map<String, String> expected = Map.of("a", "b c", "d", "", "e", "1=2");

    assertThat(ServerTarget.of("rtsp://h/n?a=b%20c&d&e=1=2/").parameters()).isEqualTo(expected);
    assertThat(ServerTarget.of("rtsp://h/n/trackID=1?a=b%20c&d&e=1=2").parameters())
        .isEqualTo(expected);
  }

  @Test
  void forgetsCredentials() {
    assertThat(ServerTarget.of("rtsp://u:p@h:1/a/trackID=2").url("")).isEqualTo("rtsp://h:1/a");
    assertThat(ServerTarget.of("/a").url("rtsp://here")).isEqualTo("rtsp://here/a");
    assertThat(ServerTarget.withoutCredentials("rtsp://u:p@h/a@b?c")).isEqualTo("rtsp://h/a@b?c");
    assertThat(ServerTarget.withoutCredentials("a@b")).isEqualTo("a@b");
    assertThat(ServerTarget.withoutCredentials("@://x")).isEqualTo("@://x");
  }

  @Test
  void neverFails() {
    Random random = new Random(7);
    String letters = "rtsp:/@?&=%#0aF trackID=trackID=\u00e9";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      ServerTarget target = ServerTarget.of(text.toString());
      assertThat(target.track()).isGreaterThanOrEqualTo(-1);
      assertThat(target.url("x")).isNotNull();
      assertThat(ServerTarget.withoutCredentials(text.toString())).isNotNull();
    }
  }
}
