package org.wcs.codec;

/** Drops pictures that come faster than a frame rate, evenly. */
final class FrameRateLimit {
  private static final long SECOND = 90_000;

  private final long interval;
  private long due = Long.MIN_VALUE;

  /**
   * @param framesPerSecond 0 lets everything pass
   */
  FrameRateLimit(int framesPerSecond) {
    interval = framesPerSecond == 0 ? 0 : SECOND / framesPerSecond;
  }

  /** Whether a picture shown at this time is to be used; a quarter of an interval is jitter. */
  boolean passes(long pts) {
    boolean jumpedBack = due != Long.MIN_VALUE && pts < due - interval - SECOND;
    if (due == Long.MIN_VALUE || jumpedBack || pts > due + interval) {
      due = pts + interval;
      return true;
    }
    if (pts < due - interval / 4) {
      return false;
    }
    due += interval;
    return true;
  }
}
