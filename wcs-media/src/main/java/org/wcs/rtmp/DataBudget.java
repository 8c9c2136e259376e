package org.wcs.rtmp;

/** Bounds how many data messages of one publisher go to all viewers. On its lane. */
final class DataBudget {

  private static final double PER_SECOND = 100;
  private static final double MOST = 200;

  private double left = MOST;
  private long lastNanos;

  boolean take(long nowNanos) {
    left = Math.min(MOST, left + (nowNanos - lastNanos) / 1e9 * PER_SECOND);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
