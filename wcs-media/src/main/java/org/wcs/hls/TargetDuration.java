package org.wcs.hls;

/**
 * EXT-X-TARGETDURATION: chosen when the first playlist is given out, and the same ever after (RFC
 * 8216 section 6.2.1). On the lane of the origin.
 */
final class TargetDuration {

  private static final long SECOND = 1_000_000_000L;
  private static final long ROUNDING = 480_000_000L; // what EXTINF may exceed it by

  private final long leastNanos;
  private final long mostNanos;
  private long seenNanos;
  private int seconds;

  /**
   * Makes one that is not chosen yet.
   *
   * @param leastNanos less than this is never chosen
   * @param mostNanos longest segment before it is chosen
   */
  TargetDuration(long leastNanos, long mostNanos) {
    this.leastNanos = leastNanos;
    this.mostNanos = mostNanos;
  }

  /** A segment has, or will at least have, that length. */
  void seen(long nanos) {
    seenNanos = Math.max(seenNanos, nanos);
  }

  /** The duration in seconds; chosen now, if it is not yet. */
  int seconds() {
    if (seconds == 0) {
      long roundedUp = (leastNanos + SECOND - 1) / SECOND;
      long rounded = (seenNanos + SECOND * 3 / 4) / SECOND; // some room
      seconds = (int) Math.max(1, Math.max(roundedUp, rounded));
    }
    return seconds;
  }

  /** The same in nanoseconds. */
  long nanos() {
    return seconds() * SECOND;
  }

  /** No segment may become longer than this. */
  long longestNanos() {
    return seconds == 0 ? mostNanos : seconds * SECOND + ROUNDING;
  }
}
