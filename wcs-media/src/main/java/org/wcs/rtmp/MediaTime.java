package org.wcs.rtmp;

/**
 * Makes one line of a publisher's timestamps: unwraps their 32 bits, and goes on without a jump
 * where they jump. Sound and pictures share it. On the publisher's lane.
 */
final class MediaTime {

  private static final long BACK_MILLIS = 3_000; // sound and pictures may be interleaved so badly
  private static final long AHEAD_MILLIS = 5_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private boolean begun;
  private boolean interrupted;
  private long lastStamp;
  private long lastMillis;
  private long newestMillis;
  private long lastNanos;
  private long jumps;

  /**
   * Takes the next timestamp.
   *
   * @param stamp unsigned 32 bits
   * @return milliseconds that never jump, 0 or more
   */
  long millis(long stamp, long nowNanos) {
    if (!begun) {
      begun = true;
      lastMillis = stamp;
      newestMillis = stamp;
    } else {
      long elapsed = Math.max(0, (nowNanos - lastNanos) / NANOS_PER_MILLI);
      long step = (int) (stamp - lastStamp);
      boolean back = step < -BACK_MILLIS;
      boolean ahead = step > AHEAD_MILLIS && step - elapsed > AHEAD_MILLIS;
      if (back || ahead || interrupted) {
        jumps += interrupted ? 0 : 1;
        lastMillis = newestMillis + Math.max(1, elapsed);
      } else {
        lastMillis = Math.max(0, lastMillis + step);
      }
      newestMillis = Math.max(newestMillis, lastMillis);
    }
    interrupted = false;
    lastStamp = stamp;
    lastNanos = nowNanos;
    return lastMillis;
  }

  /** The next timestamp comes over another connection: it may be anything. */
  void interrupted() {
    interrupted = true;
  }

  /** How often the timestamps jumped. */
  long jumps() {
    return jumps;
  }
}
