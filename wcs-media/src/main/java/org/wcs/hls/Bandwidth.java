package org.wcs.hls;

/** Measured bit rates of a playlist. On the lane of the origin. */
final class Bandwidth {

  private static final double NANOS = 1e9;

  private long octets;
  private long nanos;
  private double peak;
  private long partOctets;
  private long partNanos;

  void segment(long length, long durationNanos) {
    if (durationNanos <= 0) {
      return;
    }
    octets += length;
    nanos += durationNanos;
    peak = Math.max(peak, length * 8 * NANOS / durationNanos);
  }

  void part(long length, long durationNanos) {
    partOctets += length;
    partNanos += durationNanos;
  }

  /** The highest bit rate of a segment; before the first, of the parts so far and some more. */
  long peakBitsPerSecond() {
    return nanos > 0 ? Math.round(peak) : Math.round(rate(partOctets, partNanos) * 1.5);
  }

  /** Over all segments. */
  long averageBitsPerSecond() {
    return Math.round(nanos > 0 ? rate(octets, nanos) : rate(partOctets, partNanos));
  }

  private static double rate(long length, long durationNanos) {
    return durationNanos == 0 ? 0 : length * 8 * NANOS / durationNanos;
  }
}
