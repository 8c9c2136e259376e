package org.wcs.codec;

/** Measures how many pictures come in a second, from their times. */
final class FrameRate {
  private static final long SECOND = 90_000;
  private static final int ENOUGH = 10;

  /** The mean of about this many intervals. */
  private static final int MEMORY = 32;

  private long last;
  private double interval;
  private int intervals = -1;

  /** Counts a picture; one after a pause or a jump of time does not count. */
  void shown(long pts) {
    long since = pts - last;
    last = pts;
    if (intervals < 0) {
      intervals = 0;
    } else if (since > 0 && since < SECOND) {
      intervals++;
      interval += (since - interval) / Math.min(intervals, MEMORY);
    }
  }

  /** Pictures a second, at least 1; or what is given here while too few have come. */
  int orElse(int unknown) {
    if (intervals < ENOUGH) {
      return unknown;
    }
    return Math.clamp(Math.round(SECOND / interval), 1, 240);
  }
}
