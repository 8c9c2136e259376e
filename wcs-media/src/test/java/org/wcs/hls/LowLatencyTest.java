package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** fMP4 in parts, and what players may ask about them. */
final class LowLatencyTest {

  private final HlsStage stage = new HlsStage();
  private final HlsStage.Source cam = stage.publish("cam");

  private String video(String query) {
    return stage.text("/cam/video.m3u8" + query);
  }

  private void play(long millis) {
    if (stage.hls.origins().isEmpty()) {
      stage.ask("/cam/ll.m3u8");
    }
    cam.play(millis);
  }

  @Test
  void givesOutPicturesAndSoundApart() {
    play(3_000);
    String master = stage.text("/cam/ll.m3u8?token=a%20b");
    assertThat(master)
        .contains("TYPE=AUDIO,GROUP-ID=\"audio\"")
        .contains("AUDIO=\"audio\"\n")
        .contains("CODECS=\"avc1.64000d,mp4a.40.2\"");
    assertThat(HlsStage.names(master))
        .hasSize(2)
        .allMatch(
            name -> name.matches("(audio|video)\\.m3u8\\?token=a%20b&sessionId=[0-9a-f]{32}"));
  }

  @Test
  void makesPartsThatAreNoLongerThanTold() {
    play(6_000);
    List<String> parts = HlsStage.values(video(""), "EXT-X-PART");
    assertThat(video("")).contains("#EXT-X-PART-INF:PART-TARGET=0.55000\n");
    assertThat(parts).hasSize(11);
    for (String part : parts) {
      double seconds = Double.parseDouble(part.split("[=,]")[1]);
      assertThat(seconds).isBetween(0.3, 0.55);
    }
    assertThat(parts.getFirst()).endsWith(",INDEPENDENT=YES");
    assertThat(parts.get(1)).doesNotContain("INDEPENDENT");
  }

  @Test
  void makesSegmentsOfTheirParts() {
    play(4_400);
    String list = video("");
    List<String> names = HlsStage.names(list);
    int first =
        names.indexOf(
            names.stream().filter(name -> name.startsWith("v0-")).findFirst().orElseThrow());
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    names.subList(0, first).stream()
        .filter(name -> name.startsWith("vp"))
        .forEach(name -> parts.writeBytes(stage.octets("/cam/" + name)));
    assertThat(stage.octets("/cam/" + names.get(first))).isEqualTo(parts.toByteArray());
  }

  @Test
  void holdsAReloadUntilThePartIsThere() {
    play(4_200);
    CompletableFuture<HlsResponse> reload = stage.ask("/cam/video.m3u8?_HLS_msn=2&_HLS_part=1");
    assertThat(reload).isNotDone();
    cam.play(400);
    assertThat(reload).isNotDone();
    cam.play(600);
    assertThat(HlsStage.text(reload)).contains("EXT-X-PRELOAD-HINT");
    assertThat(reload.join().body().length()).isPositive();
  }

  @Test
  void holdsAReloadUntilTheSegmentIsComplete() {
    play(4_200);
    CompletableFuture<HlsResponse> reload = stage.ask("/cam/audio.m3u8?_HLS_msn=2");
    cam.play(1_700);
    assertThat(reload).isNotDone();
    cam.play(400);
    assertThat(HlsStage.durations(HlsStage.text(reload))).hasSize(3);
  }

  @Test
  void takesAPartBehindTheLastForTheFirstOfTheNextSegment() {
    play(4_040);
    CompletableFuture<HlsResponse> reload = stage.ask("/cam/video.m3u8?_HLS_msn=1&_HLS_part=9");
    assertThat(reload).isNotDone();
    cam.play(600);
    assertThat(reload).isDone();
  }

  @Test
  void refusesReloadsThatAreTooFarAhead() {
    play(4_200);
    for (String query :
        List.of(
            "_HLS_msn=9",
            "_HLS_msn=4",
            "_HLS_msn=2&_HLS_part=30",
            "_HLS_part=1",
            "_HLS_msn=-1",
            "_HLS_msn=x",
            "_HLS_msn=",
            "_HLS_msn=99999999999999999999",
            "_HLS_msn=2&_HLS_part=99999999999")) {
      assertThat(stage.status("/cam/video.m3u8?" + query)).as(query).isEqualTo(400);
    }
    assertThat(stage.status("/cam/video.m3u8?_HLS_msn=0&_HLS_unknown=7")).isEqualTo(200);
  }

  @Test
  void refusesAReloadThatNothingAnswers() {
    play(4_200);
    CompletableFuture<HlsResponse> reload = stage.ask("/cam/video.m3u8?_HLS_msn=3");
    stage.lane.advance(10_000 * HlsStage.MILLI);
    assertThat(reload.join().status()).isEqualTo(503);
    assertThat(reload.join().headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void holdsTheHintedPartWhateverSegmentItFallsInto() {
    play(3_600);
    for (int i = 0; i < 8; i++) {
      String hint = HlsStage.values(video(""), "EXT-X-PRELOAD-HINT").getFirst();
      String name = hint.split("\"")[1];
      CompletableFuture<HlsResponse> part = stage.ask("/cam/" + name);
      assertThat(part).isNotDone();
      cam.play(600);
      assertThat(part).isDone();
      assertThat(part.join().status()).isEqualTo(200);
      assertThat(video("")).contains("#EXT-X-PART:DURATION=").contains("URI=\"" + name + "\"");
    }
  }

  @Test
  void takesTheHintBackWhenTheStreamDoesNotGoOn() {
    play(4_200);
    cam.offsetMillis = 3_600_000;
    cam.play(200);
    String hint = HlsStage.values(video(""), "EXT-X-PRELOAD-HINT").getFirst().split("\"")[1];
    CompletableFuture<HlsResponse> part = stage.ask("/cam/" + hint);
    assertThat(part).isNotDone();
    cam.play(3_000);
    assertThat(part.join().status()).isEqualTo(404);
    assertThat(video("")).contains("#EXT-X-DISCONTINUITY\n").doesNotContain(hint);
  }

  @Test
  void refusesTheHintedPartOfAStreamThatEnds() {
    play(4_080);
    CompletableFuture<HlsResponse> part = stage.ask("/cam/vp99-0.m4s");
    assertThat(part.join().status()).isEqualTo(404);
    cam.end();
    stage.lane.advance(1_000 * HlsStage.MILLI);
    assertThat(video("?_HLS_msn=77")).contains("#EXT-X-ENDLIST").doesNotContain("PRELOAD-HINT");
  }

  @Test
  void leavesOutOldSegmentsFromDeltaUpdates() {
    play(4_400);
    assertThat(video("?_HLS_skip=YES")).doesNotContain("#EXT-X-SKIP");
    cam.play(24_000);
    String full = video("");
    String delta = video("?_HLS_skip=YES");
    int skipped = Integer.parseInt(HlsStage.values(delta, "EXT-X-SKIP").getFirst().split("=")[1]);
    assertThat(skipped).isPositive();
    assertThat(delta).contains("#EXT-X-VERSION:9\n").doesNotContain("#EXT-X-MAP");
    assertThat(HlsStage.durations(delta)).hasSize(HlsStage.durations(full).size() - skipped);
    assertThat(full).endsWith(delta.substring(delta.indexOf("#EXT-X-PROGRAM-DATE-TIME")));
    double listed = HlsStage.durations(delta).stream().mapToDouble(each -> each).sum();
    assertThat(listed).isGreaterThanOrEqualTo(12);
  }

  @Test
  void reportsHowFarTheOtherRenditionIs() {
    play(5_200);
    assertThat(video("?sessionId=me"))
        .contains("#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8?sessionId=me\",LAST-MSN=2,LAST-PART=");
    assertThat(stage.text("/cam/audio.m3u8")).contains("URI=\"video.m3u8\",LAST-MSN=2,LAST-PART=");
  }

  @Test
  void tellsWhenEachSegmentWasCaptured() {
    play(6_200);
    assertThat(HlsStage.values(video(""), "EXT-X-PROGRAM-DATE-TIME"))
        .startsWith("2027-01-15T08:00:01.000Z", "2027-01-15T08:00:03.000Z");
  }

  @Test
  void describesAnotherFormatInAnotherInitSegment() {
    play(4_000);
    cam.sps = HlsStage.OTHER_SPS;
    cam.play(4_400);
    assertThat(HlsStage.values(video(""), "EXT-X-MAP")).hasSize(2).doesNotHaveDuplicates();
    assertThat(video("")).contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP");
    for (String map : HlsStage.values(video(""), "EXT-X-MAP")) {
      assertThat(stage.status("/cam/" + map.split("\"")[1])).isEqualTo(200);
    }
    assertThat(HlsStage.values(stage.text("/cam/audio.m3u8"), "EXT-X-MAP")).hasSize(1);
  }

  @Test
  void marksSegmentsWithoutPicturesAsGaps() {
    play(4_000);
    cam.dark = true;
    cam.play(10_000);
    assertThat(video("")).contains("#EXT-X-GAP\n#EXTINF:");
    assertThat(stage.text("/cam/audio.m3u8")).doesNotContain("#EXT-X-GAP");
    assertThat(video("")).contains("#EXT-X-MEDIA-SEQUENCE:0");
  }

  @Test
  void listsWholeSegmentsOnlyWithoutLowLatency() {
    HlsStage plain = new HlsStage("hls_low_latency=false", "hls_format=FMP4");
    HlsStage.Source source = plain.publish("cam");
    plain.ask("/cam/cam.m3u8");
    source.play(5_000);
    assertThat(plain.text("/cam/video.m3u8"))
        .doesNotContain("PART")
        .contains("#EXT-X-MAP")
        .contains("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES\n");
  }
}
