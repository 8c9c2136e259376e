package org.wcs.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DurationHistogramTest {

  private static final long MILLI = 1_000_000;

  @Test
  void countsEachDurationInItsBucketAndAllLargerOnes() {
    DurationHistogram histogram = new DurationHistogram(10, 100);
    histogram.record(10 * MILLI);
    histogram.record(10 * MILLI + 1);
    histogram.record(5_000 * MILLI);
    DurationHistogram.Snapshot snapshot = histogram.snapshot();
    assertThat(snapshot.buckets())
        .containsExactly(
            new DurationHistogram.Bucket(0.01, 1), new DurationHistogram.Bucket(0.1, 2));
    assertThat(snapshot.count()).isEqualTo(3);
    assertThat(snapshot.sumSeconds()).isCloseTo(5.02, within(1e-6));
    assertThat(snapshot.meanSeconds()).isCloseTo(5.02 / 3, within(1e-6));
  }

  @Test
  void takesWhatClocksMakeNegativeForNothing() {
    DurationHistogram histogram = new DurationHistogram(1);
    histogram.record(-5 * MILLI);
    assertThat(histogram.snapshot().sumSeconds()).isZero();
    assertThat(histogram.snapshot().buckets().getFirst().count()).isOne();
  }

  @Test
  void hasNoMeanBeforeTheFirst() {
    assertThat(new DurationHistogram(1).snapshot().meanSeconds()).isZero();
  }

  @Test
  void refusesBoundsThatDoNotAscend() {
    assertThatThrownBy(() -> new DurationHistogram(5, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
