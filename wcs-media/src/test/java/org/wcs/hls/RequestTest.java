package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestTest {

  private static final List<String> GOLDENS =
      List.of(
          "/cam1/cam1.m3u8?_HLS_msn=12&_HLS_part=3&_HLS_skip=YES",
          "/vod-live%3A%2F%2Ffile.mp4/vod-live%3A%2F%2Ffile.mp4.m3u8?key1=value1&key2=value2",
          "/caf%C3%A9/0-00ff.ts?token=a+b%26c",
          "/a/b?&&x=&=y");

  private static @Nullable HlsRequest parse(String target) {
    String[] parts = target.split("\\?", 2);
    return HlsRequest.parse(parts[0], parts.length > 1 ? parts[1] : null, "client");
  }

  @Test
  void readsNamesAndParameters() {
    HlsRequest request = Objects.requireNonNull(parse(GOLDENS.get(1)));
    assertThat(request.streamName()).isEqualTo("vod-live://file.mp4");
    assertThat(request.file()).isEqualTo("vod-live://file.mp4.m3u8");
    assertThat(request.parameters()).isEqualTo(Map.of("key1", "value1", "key2", "value2"));
    request = Objects.requireNonNull(parse(GOLDENS.get(2)));
    assertThat(request.streamName()).isEqualTo("café");
    assertThat(request.parameters()).containsEntry("token", "a b&c");
  }

  @Test
  void refusesTricks() {
    for (String target :
        List.of(
            "",
            "/",
            "//",
            "/cam",
            "/cam/",
            "//cam.m3u8",
            "/../cam.m3u8",
            "/cam/..",
            "/cam/%2e%2e",
            "/%2E%2E/passwd",
            "/cam/../../etc/passwd",
            "/cam/x/y",
            "/cam/a%00.m3u8",
            "/cam/a%0d%0aX: y",
            "/cam/a%",
            "/cam/a%4",
            "/cam/a%zz",
            "/cam/a%ff",
            "/cam/a%c0%ae",
            "/cam/\u00e9.m3u8",
            "/cam/a?x=%00",
            "/cam/a?x=%",
            "/" + "a".repeat(5_000) + "/a",
            "/a/a?" + "a".repeat(5_000),
            "/a/a?" + "a=1&".repeat(70))) {
      assertThat(parse(target)).as(target).isNull();
    }
  }

  @Test
  void leadsNowhereOnDisk() {
    HlsStage stage = new HlsStage();
    stage.publish("cam");
    for (String target :
        List.of(
            "/cam/%2Fetc%2Fpasswd",
            "/cam/..%2F..%2Fetc%2Fpasswd.ts",
            "/cam/..%5C..%5Cboot.m4s",
            "/..%2Fcam/cam.m3u8",
            "/nobody/nobody.m3u8",
            "/nobody/0-1.ts",
            "/cam/cam.txt",
            "/cam/CAM.m3u8")) {
      assertThat(stage.status(target)).as(target).isEqualTo(404);
    }
    assertThat(stage.hls.origins()).isEmpty();
  }

  @Test
  void survivesEveryCorruptionAndTruncation() {
    HlsStage stage = new HlsStage();
    stage.publish("cam1").play(100);
    for (String golden : GOLDENS) {
      byte[] bytes = golden.getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; at++) {
        byte[] cut = Arrays.copyOf(bytes, at);
        answered(stage, cut);
        for (int value : new int[] {bytes[at] ^ 1, bytes[at] ^ 0x80, ~bytes[at], 0, 0xFF}) {
          byte[] corrupt = bytes.clone();
          corrupt[at] = (byte) value;
          answered(stage, corrupt);
        }
      }
    }
    stage.lane.advance(20_000 * HlsStage.MILLI);
    assertThat(stage.hls.statistics().waiters()).isZero();
  }

  private static void answered(HlsStage stage, byte[] target) {
    stage.ask(new String(target, StandardCharsets.ISO_8859_1));
  }

  @Test
  void repeatsTheQueryOnEveryName() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/cam.m3u8");
    cam.play(5_000);
    String list = stage.text("/cam/media.m3u8?token=a%22b%26&sessionId=s1&_HLS_msn=0");
    assertThat(HlsStage.names(list))
        .isNotEmpty()
        .allMatch(name -> name.endsWith(".ts?token=a%22b%26"))
        .allMatch(name -> stage.status("/cam/" + name) == 200);
  }
}
