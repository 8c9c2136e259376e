package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What one server does at most, and what it counts. */
final class LimitsTest {

  @Test
  void doesNotWaitForeverForAStreamWithoutKeyFrames() {
    HlsStage stage = new HlsStage("hls_start_timeout=4s");
    HlsStage.Source cam = stage.publish("cam");
    cam.gopMillis = 3_600_000;
    cam.play(40);
    CompletableFuture<HlsResponse> list = stage.ask("/cam/cam.m3u8");
    cam.play(3_000);
    assertThat(list).isNotDone();
    cam.play(2_000);
    assertThat(list.join().status()).isEqualTo(503);
    assertThat(stage.wishes).isNotEmpty();
  }

  @Test
  void refusesStreamsBeyondTheLimit() {
    HlsStage stage = new HlsStage("hls_max_streams=1");
    HlsStage.Source one = stage.publish("one");
    stage.publish("two");
    stage.ask("/one/one.m3u8");
    assertThat(stage.status("/two/two.m3u8")).isEqualTo(503);
    one.play(3_000);
    assertThat(stage.status("/one/one.m3u8")).isEqualTo(200);
  }

  @Test
  void refusesWaitersBeyondTheLimit() {
    HlsStage stage = new HlsStage("hls_max_waiters=2");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/cam.m3u8");
    CompletableFuture<HlsResponse> second = stage.ask("/cam/cam.m3u8");
    assertThat(stage.status("/cam/cam.m3u8")).isEqualTo(503);
    cam.play(3_000);
    assertThat(second.join().status()).isEqualTo(200);
    assertThat(stage.hls.statistics().waiters()).isZero();
    assertThat(stage.hls.statistics().refused()).isEqualTo(1);
  }

  @Test
  void countsViewersBySession() {
    HlsStage stage = new HlsStage("hls_viewer_timeout=5s");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/cam.m3u8");
    cam.play(3_000);
    stage.ask("/cam/media.m3u8?sessionId=a");
    stage.ask("/cam/media.m3u8?sessionId=b");
    stage.ask("/cam/media.m3u8?sessionId=b");
    assertThat(stage.hls.statistics().viewers()).isEqualTo(2);
    assertThat(cam.stream.viewers()).isEqualTo(2);
    cam.play(4_000);
    stage.ask("/cam/media.m3u8?sessionId=b");
    cam.play(3_000);
    assertThat(stage.hls.statistics().viewers()).isEqualTo(1);
    assertThat(cam.stream.viewers()).isEqualTo(1);
  }

  @Test
  void answersEverybodyWhenItCloses() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    CompletableFuture<HlsResponse> list = stage.ask("/cam/cam.m3u8");
    stage.hls.close();
    stage.lane.drain();
    assertThat(list.join().status()).isEqualTo(503);
    assertThat(stage.status("/cam/cam.m3u8")).isEqualTo(503);
    assertThat(stage.hls.startup("cam")).isFalse();
    assertThat(stage.lane.timers()).isZero();
    assertThat(cam.stream.tracks()).allMatch(track -> track.frames().readers() == 0);
  }

  @Test
  void startsAndEndsOnRequest() {
    HlsStage stage = new HlsStage();
    HlsStage.Source cam = stage.publish("cam");
    assertThat(stage.hls.startup("nobody")).isFalse();
    assertThat(stage.hls.startup("cam")).isTrue();
    cam.play(3_000);
    assertThat(stage.hls.origins()).hasSize(1);
    assertThat(stage.hls.origins().getFirst().mediaSequence()).isZero();
    assertThat(stage.hls.terminate("cam")).isTrue();
    stage.lane.drain();
    assertThat(stage.hls.origins()).isEmpty();
    assertThat(stage.hls.terminate("cam")).isFalse();
  }

  @Test
  void findsNothingForAStreamWithoutMedia() {
    HlsStage stage = new HlsStage();
    stage.new Source("cam", false, false);
    assertThat(stage.status("/cam/cam.m3u8")).isEqualTo(404);
  }

  @Test
  void playsStreamsThatAreCalledAsItsOwnFiles() {
    for (String name : new String[] {"media", "video", "audio", "ts", "ll", "index"}) {
      HlsStage stage = new HlsStage();
      HlsStage.Source source = stage.publish(name);
      CompletableFuture<HlsResponse> master = stage.ask("/" + name + "/" + name + ".m3u8");
      source.play(3_000);
      String media = HlsStage.names(HlsStage.text(master)).getFirst();
      assertThat(stage.text("/" + name + "/" + media)).contains("#EXTINF:");
    }
  }
}
