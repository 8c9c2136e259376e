package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a stream in MPEG-TS: segments, their list, their end. */
final class SegmentTest {

  private static String media(HlsStage stage) {
    return stage.text("/cam/media.m3u8");
  }

  @Test
  void answersTheFirstRequestWhenTheFirstSegmentIsThere() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    CompletableFuture<HlsResponse> master = stage.ask("/cam/cam.m3u8");
    cam.play(1_900);
    assertThat(master).isNotDone();
    cam.play(1_000);
    assertThat(HlsStage.text(master))
        .contains("CODECS=\"avc1.64000d,mp4a.40.2\"")
        .contains("RESOLUTION=320x240")
        .contains("FRAME-RATE=25.000");
    assertThat(HlsStage.names(HlsStage.text(master)).getFirst())
        .startsWith("media.m3u8?sessionId=");
  }

  @Test
  void waitsForTwoSegmentsUnlessTheyAreLong() {
    HlsStage stage = new HlsStage("hls_min_list_size=2");
    HlsStage.Source cam = stage.publish("cam");
    CompletableFuture<HlsResponse> list = stage.ask("/cam/media.m3u8");
    cam.play(3_900);
    assertThat(list).isNotDone();
    cam.play(400);
    assertThat(list).isDone();
    HlsStage.Source slow = stage.publish("slow");
    slow.gopMillis = 5_000;
    list = stage.ask("/slow/media.m3u8");
    slow.play(5_400);
    assertThat(list).isDone();
  }

  @Test
  void startsAtOnceWithTheGroupOfPicturesThatTheFeedKeeps() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/ts.m3u8"); // keeps the feeds alive, so that they remember
    cam.play(3_000);
    CompletableFuture<HlsResponse> other = stage.ask("/cam/ll.m3u8");
    cam.play(1_400);
    assertThat(other).isDone();
    assertThat(HlsStage.values(stage.text("/cam/video.m3u8"), "EXT-X-PART")).hasSizeGreaterThan(3);
  }

  @Test
  void cutsAtTheKeyFramesNearestToTheTarget() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    cam.gopMillis = 400;
    stage.ask("/cam/media.m3u8");
    cam.play(9_000);
    assertThat(HlsStage.durations(media(stage))).hasSize(5).allMatch(each -> each == 1.6);
    assertThat(media(stage))
        .contains("#EXT-X-TARGETDURATION:2\n#")
        .contains("INDEPENDENT-SEGMENTS");
  }

  @Test
  void makesLongSegmentsOfLongGroupsOfPictures() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    cam.gopMillis = 7_000;
    stage.ask("/cam/media.m3u8");
    cam.play(22_000);
    assertThat(HlsStage.durations(media(stage))).containsExactly(7.0, 7.0, 7.0);
    assertThat(media(stage)).contains("#EXT-X-TARGETDURATION:7\n");
  }

  @Test
  void neverExceedsTheTargetDurationItHasTold() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(4_000);
    assertThat(media(stage)).contains("#EXT-X-TARGETDURATION:2\n");
    cam.gopMillis = 12_000;
    cam.play(20_000);
    assertThat(media(stage))
        .contains("#EXT-X-TARGETDURATION:2\n")
        .doesNotContain("INDEPENDENT-SEGMENTS");
    assertThat(HlsStage.durations(media(stage))).allMatch(each -> each < 2.5);
  }

  @Test
  void asksForKeyFramesThatDoNotComeByThemselves() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    cam.gopMillis = 60_000;
    stage.ask("/cam/media.m3u8");
    cam.play(1_900);
    assertThat(stage.wishes).isEmpty();
    cam.play(2_000);
    assertThat(stage.wishes).hasSize(2);
  }

  @Test
  void cutsWhereAPublisherMakesKeyFramesOnRequestOnly() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    cam.gopMillis = 3_600_000;
    cam.obliging = true;
    stage.ask("/cam/media.m3u8");
    cam.play(11_000);
    assertThat(HlsStage.durations(media(stage))).hasSize(5).allMatch(each -> each < 2.1);
    assertThat(media(stage)).contains("#EXT-X-TARGETDURATION:2\n").contains("INDEPENDENT");
  }

  @Test
  void listsTheNewestSegmentsAndKeepsSomeOlderOnes() {
    HlsStage stage = new HlsStage("hls_list_size=3", "hls_keep_segments=2");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(2_400);
    String first = HlsStage.names(media(stage)).getFirst();
    cam.play(6_000);
    assertThat(media(stage)).contains("#EXT-X-MEDIA-SEQUENCE:1\n");
    assertThat(HlsStage.names(media(stage))).hasSize(3).doesNotContain(first);
    assertThat(stage.status("/cam/" + first)).isEqualTo(200);
    cam.play(4_000);
    assertThat(stage.status("/cam/" + first)).isEqualTo(404);
  }

  @Test
  void endsTheListWithTheStreamAndForgetsItLater() {
    HlsStage stage = new HlsStage("hls_ended_timeout=10s");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    cam.end();
    stage.lane.advance(500 * HlsStage.MILLI);
    assertThat(media(stage)).endsWith("#EXT-X-ENDLIST\n");
    assertThat(HlsStage.durations(media(stage)).stream().mapToDouble(each -> each).sum())
        .isBetween(4.9, 5.2);
    stage.lane.advance(11_000 * HlsStage.MILLI);
    assertThat(stage.status("/cam/media.m3u8")).isEqualTo(404);
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void stopsCuttingWhatNobodyAsksFor() {
    HlsStage stage = new HlsStage("hls_idle_timeout=5s");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(3_000);
    assertThat(cam.stream.viewers()).isEqualTo(1);
    assertThat(stage.hls.origins()).hasSize(1);
    cam.play(6_000);
    assertThat(stage.hls.origins()).isEmpty();
    assertThat(cam.stream.viewers()).isZero();
    assertThat(cam.stream.tracks()).allMatch(track -> track.frames().readers() == 0);
    CompletableFuture<HlsResponse> again = stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    assertThat(HlsStage.text(again)).contains("#EXT-X-MEDIA-SEQUENCE:0\n");
  }

  @Test
  void cutsEveryStreamAtOnceIfTold() {
    HlsStage stage = new HlsStage("hls_auto_start=true", "hls_idle_timeout=1s");
    HlsStage.Source cam = stage.publish("cam");
    cam.play(9_000);
    assertThat(HlsStage.durations(media(stage))).hasSize(4);
  }

  @Test
  void cutsSoundAloneByTime() {
    HlsStage stage = new HlsStage();
    HlsStage.Source radio = stage.new Source("cam", false, true);
    stage.ask("/cam/media.m3u8");
    radio.play(9_000);
    assertThat(HlsStage.durations(media(stage)))
        .hasSize(4)
        .allMatch(each -> each > 1.9 && each < 2.1);
    assertThat(stage.text("/cam/cam.m3u8")).contains("CODECS=\"mp4a.40.2\"\n");
  }

  @Test
  void goesOnWithPicturesAlone() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.new Source("cam", true, false);
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    assertThat(HlsStage.durations(media(stage))).containsExactly(2.0, 2.0);
    assertThat(stage.text("/cam/cam.m3u8")).contains("CODECS=\"avc1.64000d\"");
  }

  @Test
  void tellsThatTheFormatOfThePicturesHasChanged() {
    HlsStage stage = new HlsStage("hls_list_size=2");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(4_000);
    cam.sps = HlsStage.OTHER_SPS;
    cam.play(1_600);
    assertThat(media(stage)).doesNotContain("#EXT-X-DISCONTINUITY\n");
    cam.play(2_000);
    assertThat(media(stage)).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
    cam.play(4_000);
    assertThat(media(stage)).contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n");
  }

  @Test
  void goesOnAfterTimestampsHaveJumped() {
    for (long jump : List.of(3_600_000L, -3_600_000L)) {
      HlsStage stage = new HlsStage();
      HlsStage.Source cam = stage.publish("cam");
      cam.offsetMillis = 4_000_000;
      stage.ask("/cam/media.m3u8");
      cam.play(5_000);
      cam.offsetMillis += jump;
      cam.play(7_000);
      String list = media(stage);
      assertThat(list).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
      assertThat(HlsStage.durations(list)).allMatch(each -> each < 2.5);
      assertThat(TsReader.of(stage, list).videoTimes()).isSorted();
      assertThat(TsReader.of(stage, list).audioTimes()).isSorted();
    }
  }

  @Test
  void fillsMissingSoundWithSilence() {
    HlsStage stage = new HlsStage("hls_list_size=20");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(3_000);
    cam.silent = true;
    cam.play(5_000);
    cam.silent = false;
    cam.play(5_000);
    List<Long> times = TsReader.of(stage, media(stage)).audioFrames();
    assertThat(times).hasSizeGreaterThan(540);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isBetween(1_900L, 1_940L);
    }
  }

  @Test
  void takesSoundWhoseClockIsQuiteAnotherAsItComes() {
    HlsStage stage = new HlsStage("hls_list_size=20");
    HlsStage.Source cam = stage.publish("cam");
    cam.soundOffsetMillis = 1_000_000;
    stage.ask("/cam/media.m3u8");
    cam.play(10_000);
    cam.soundOffsetMillis = 0;
    cam.play(10_000);
    TsReader reader = TsReader.of(stage, media(stage));
    assertThat(reader.audioFrames()).hasSizeGreaterThan(800);
    assertThat(reader.audioTimes()).isSorted();
    long apart = reader.videoTimes().getLast() - reader.audioTimes().getLast();
    assertThat(Math.abs(apart)).isLessThan(90 * 500);
  }

  @Test
  void goesOnWithoutPicturesForAWhile() {
    HlsStage stage = new HlsStage("hls_list_size=20");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(4_000);
    cam.dark = true;
    cam.play(10_000);
    cam.dark = false;
    cam.play(4_400);
    assertThat(HlsStage.durations(media(stage)).stream().mapToDouble(each -> each).sum())
        .isGreaterThan(15);
    assertThat(media(stage)).doesNotContain("#EXT-X-DISCONTINUITY\n");
  }

  @Test
  void goesOnAfterAPauseOfEverything() {
    for (long pause : List.of(1_000L, 3_000L, 10_000L)) {
      HlsStage stage = new HlsStage("hls_idle_timeout=60s");
      HlsStage.Source cam = stage.publish("cam");
      stage.ask("/cam/media.m3u8");
      cam.play(5_000).pause(pause).play(8_000);
      String list = media(stage);
      assertThat(HlsStage.durations(list)).hasSizeGreaterThan(4).allMatch(each -> each < 2.5);
      assertThat(list.contains("#EXT-X-DISCONTINUITY\n")).isEqualTo(pause > 4_000);
      assertThat(TsReader.of(stage, list).videoTimes()).isSorted();
    }
  }

  @Test
  void keepsPicturesAndSoundTogether() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    cam.play(700);
    stage.ask("/cam/media.m3u8");
    cam.play(9_300);
    TsReader reader = TsReader.of(stage, media(stage));
    long apart = reader.videoTimes().getFirst() - reader.audioFrames().getFirst();
    assertThat(Math.abs(apart)).isLessThan(90 * 40);
  }

  @Test
  void goesOnWithTheStreamThatTakesTheNameOver() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    HlsStage.Source again = stage.publish("cam");
    cam.end();
    again.play(5_000);
    assertThat(media(stage))
        .containsOnlyOnce("#EXT-X-DISCONTINUITY\n")
        .contains("#EXT-X-MEDIA-SEQUENCE:0\n")
        .doesNotContain("ENDLIST");
    assertThat(again.stream.viewers()).isEqualTo(1);
    assertThat(cam.stream.viewers()).isZero();
  }

  @Test
  void beginsAnewWhenTheNameComesBackAfterTheEnd() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    cam.end();
    HlsStage.Source again = stage.publish("cam");
    CompletableFuture<HlsResponse> list = stage.ask("/cam/media.m3u8");
    again.play(3_000);
    assertThat(HlsStage.text(list)).contains("#EXT-X-MEDIA-SEQUENCE:0\n").doesNotContain("ENDLIST");
  }
}
