package org.wcs.ejb.live;

import java.util.concurrent.TimeUnit;

/** Turns lane time, which is that of {@link System#nanoTime}, into Unix time. */
final class WallClock {

  private static final long EPOCH_NANOS =
      TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

  private WallClock() {}

  static long millis(long laneNanos) {
    return TimeUnit.NANOSECONDS.toMillis(EPOCH_NANOS + laneNanos);
  }
}
