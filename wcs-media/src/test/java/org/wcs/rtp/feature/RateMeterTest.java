package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateMeterTest {
  private static final long MILLI = 1_000_000L;
  private final RateMeter meter = new RateMeter();

  private void run(long fromMilli, long toMilli) {
    for (long milli = fromMilli; milli < toMilli; milli += 10) {
      meter.add(1_000, milli % 40 == 0, milli * MILLI);
    }
  }

  @Test
  void tellsBitsAndPicturesOfTheLastWholeSecond() {
    assertThat(meter.bitsPerSecond(0)).isZero();
    run(0, 2_000);
    assertThat(meter.bitsPerSecond(2_000 * MILLI)).isEqualTo(800_000);
    assertThat(meter.framesPerSecond(2_000 * MILLI)).isEqualTo(25);
    assertThat(meter.bytes()).isEqualTo(200_000);
  }

  @Test
  void theSliceUnderWayDoesNotCountYet() {
    run(0, 100);
    assertThat(meter.bitsPerSecond(99 * MILLI)).isZero();
    assertThat(meter.bitsPerSecond(100 * MILLI)).isEqualTo(80_000);
  }

  @Test
  void fallsWithSilenceAndForgetsAfterASecond() {
    run(0, 1_000);
    assertThat(meter.bitsPerSecond(1_500 * MILLI)).isEqualTo(400_000);
    assertThat(meter.bitsPerSecond(2_000 * MILLI)).isZero();
    assertThat(meter.framesPerSecond(90_000 * MILLI)).isZero();
    assertThat(meter.bytes()).isEqualTo(100_000);
    run(90_000, 91_000);
    assertThat(meter.bitsPerSecond(91_000 * MILLI)).isEqualTo(800_000);
  }

  @Test
  void countsOnAClockThatIsBelowZero() {
    run(-5_000, -3_000);
    assertThat(meter.bitsPerSecond(-3_000 * MILLI)).isEqualTo(800_000);
  }
}
