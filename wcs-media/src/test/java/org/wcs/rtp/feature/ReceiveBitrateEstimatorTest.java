package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReceiveBitrateEstimatorTest {
  private static final long SECOND = 1_000_000_000L;
  private final ReceiveBitrateEstimator estimator = new ReceiveBitrateEstimator(100_000, 3_000_000);
  private long now;

  /** One second of 100 packets that make up so many bit/s. */
  private long second(int bitsPerSecond, long lost) {
    for (int i = 0; i < 100; i++) {
      estimator.received(bitsPerSecond / 800, now + i * SECOND / 100);
    }
    now += SECOND;
    return estimator.estimate(lost, 100, now);
  }

  @Test
  void growsBySmallStepsWhileNothingIsLostUpToTheLimit() {
    assertThat(second(1_000_000, 0)).isEqualTo(1_080_000);
    assertThat(second(1_000_000, 1)).isEqualTo(1_166_400);
    long last = 0;
    for (int i = 0; i < 60; i++) {
      long next = second(4_000_000, 0);
      assertThat(next).isGreaterThanOrEqualTo(last);
      last = next;
    }
    assertThat(last).isEqualTo(3_000_000);
  }

  @Test
  void doesNotGrowFarAboveWhatComesIn() {
    for (int i = 0; i < 60; i++) {
      assertThat(second(900_000, 0)).isLessThanOrEqualTo(1_350_000);
    }
    assertThat(second(400_000, 0)).isEqualTo(1_350_000);
  }

  @Test
  void staysWhereALittleIsLostAndFallsInProportionWhereMuchIs() {
    assertThat(second(1_000_000, 5)).isEqualTo(1_000_000);
    assertThat(second(1_000_000, 10)).isEqualTo(1_000_000);
    assertThat(second(1_000_000, 20)).isEqualTo(900_000);
    for (int i = 0; i < 60; i++) {
      second(1_000_000, 50);
    }
    assertThat(second(1_000_000, 50)).isEqualTo(100_000);
  }

  @Test
  void refusesLimitsThatContradict() {
    assertThatThrownBy(() -> new ReceiveBitrateEstimator(2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReceiveBitrateEstimator(-1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ReceiveBitrateEstimator(5, 5).estimate(0, 0, 0)).isEqualTo(5);
  }
}
