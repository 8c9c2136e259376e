package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.meter.DurationHistogram;

final class PlayStartsTest {

  private final PlayStarts starts = new PlayStarts();

  @Test
  void measuresFromAskingToTheFirstPacketAlone() {
    PlayStart start = starts.asked(PlayStarts.Way.RTMP, 1_000);
    start.sent(2_000_001_000L);
    start.sent(9_000_001_000L);
    DurationHistogram.Snapshot rtmp = starts.snapshot().get(PlayStarts.Way.RTMP);
    assertThat(rtmp.count()).isOne();
    assertThat(rtmp.sumSeconds()).isEqualTo(2);
    assertThat(starts.snapshot().get(PlayStarts.Way.HLS).count()).isZero();
  }

  @Test
  void countsNobodyWhoGotNothing() {
    starts.asked(PlayStarts.Way.WEBRTC, 0);
    PlayStart.unmeasured().sent(5);
    assertThat(starts.snapshot().values()).allMatch(wait -> wait.count() == 0);
  }
}
