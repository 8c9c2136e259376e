package org.wcs.bench;

import java.util.Arrays;

/** Delays of packets, as many as there is room for. One thread writes and reads. */
public final class DelaySamples {

  private final long[] nanos = new long[1 << 20];
  private int count;

  /** Takes one. */
  public void add(long delayNanos) {
    if (count < nanos.length) {
      nanos[count++] = delayNanos;
    }
  }

  /** Begins anew. */
  public void clear() {
    count = 0;
  }

  /** Sorts once and picks. */
  public Summary summary() {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Summary(count, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  /**
   * Percentiles by the nearest rank; not a number where nothing was measured.
   *
   * @param samples how many packets were measured
   */
  public record Summary(int samples, double p50Millis, double p99Millis, double maxMillis) {}
}
