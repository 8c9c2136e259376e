package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What operators see of streams that are cut, and how they end that. */
final class OutputTest {

  private final HlsStage stage = new HlsStage();
  private final HlsStage.Source cam = stage.publish("cam");

  @Test
  void tellsWhatIsCutAndWhatHasComeOfIt() {
    stage.ask("/cam/media.m3u8");
    HlsOutput begun = stage.hls.outputs().getFirst();
    assertThat(begun.mediaSessionId()).endsWith("-cam-HLS");
    assertThat(begun.tracks()).hasSize(2);
    assertThat(begun.segments()).isZero();
    cam.play(5_000);
    HlsOutput later = stage.hls.outputs().getFirst();
    assertThat(later.mediaSessionId()).isEqualTo(begun.mediaSessionId());
    assertThat(later.segments()).isPositive();
    assertThat(later.octets()).isEqualTo(stage.hls.statistics().octetsMade());
  }

  @Test
  void endsOneUntilItIsAskedForAgain() {
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    String id = stage.hls.outputs().getFirst().mediaSessionId();
    assertThat(stage.hls.end(id)).isTrue();
    stage.lane.drain();
    assertThat(stage.hls.outputs()).isEmpty();
    assertThat(stage.hls.end(id)).isFalse();
    stage.ask("/cam/media.m3u8");
    assertThat(stage.hls.outputs().getFirst().mediaSessionId()).isNotEqualTo(id);
  }
}
