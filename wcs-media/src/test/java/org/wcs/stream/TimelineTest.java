package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.unit.Codec;

final class TimelineTest {
  private static final long MILLI = 1_000_000L;

  private final ManualLane lane = new ManualLane();
  private final Track track =
      new Track(
          0,
          new Codec.Vp8(),
          new Feed<>(lane, wish -> {}, FeedLimits.uncached(4)),
          new Feed<>(lane, wish -> {}, FeedLimits.uncached(4)),
          new RetransmissionCache(16, 1));
  private final Timeline timeline = new Timeline(track);

  @Test
  void aTimestampIsWhereTheReadingPutsIt() {
    track.clock(new Track.ClockReading(5_000 * MILLI, 90_000));
    assertThat(timeline.nanos(90_000)).isEqualTo(5_000 * MILLI);
    assertThat(timeline.nanos(91_800)).isEqualTo(5_020 * MILLI);
  }

  @Test
  void aSmallCorrectionIsFollowedSlowlyAndNeverBackwards() {
    track.clock(new Track.ClockReading(0, 0));
    long last = timeline.nanos(0);
    track.clock(new Track.ClockReading(-30 * MILLI, 0));
    for (int frame = 1; frame < 1_000; frame++) {
      long now = timeline.nanos(frame * 3_000L);
      assertThat(now).isGreaterThan(last);
      assertThat(now - last).isBetween(31 * MILLI, 35 * MILLI);
      last = now;
    }
    assertThat(timeline.nanos(3_000_000L)).isEqualTo(-30 * MILLI + 33_333_333_333L);
  }

  @Test
  void aLargeCorrectionIsFollowedAtOnce() {
    track.clock(new Track.ClockReading(0, 0));
    timeline.nanos(0);
    track.clock(new Track.ClockReading(3_000 * MILLI, 0));
    assertThat(timeline.nanos(90)).isEqualTo(3_001 * MILLI);
  }

  @Test
  void readingsAreConvertedBetweenClocks() {
    Track.ClockReading reading = new Track.ClockReading(7, 441_000);
    assertThat(Timeline.converted(reading, 44_100, 48_000))
        .isEqualTo(new Track.ClockReading(7, 480_000));
    assertThat(Timeline.converted(null, 1, 2)).isNull();
  }
}
