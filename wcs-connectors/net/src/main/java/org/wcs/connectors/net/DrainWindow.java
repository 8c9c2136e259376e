package org.wcs.connectors.net;

/**
 * Decides how long the end of a drain waits for more. At light load never: latency is best when all
 * goes out at once. Where sending itself takes long, the datagrams of one video frame that arrive a
 * little apart would each cost every receiver a send call of its own; waiting as long as the last
 * flush took, or a multiple of it, and at most the window, lets them share one. On its lane.
 */
final class DrainWindow {

  /** A flush cheaper than this shows a loop with time to spare. */
  static final long CHEAP_NANOS = 150_000;

  private final long windowNanos;
  private final int patience;
  private long holdNanos;

  /**
   * Makes a window.
   *
   * @param patience how many times as long as the last flush took the next may wait: the higher,
   *     the smaller the share of its time that a lane spends sending
   */
  DrainWindow(long windowNanos, int patience) {
    this.windowNanos = windowNanos;
    this.patience = patience;
  }

  /** How long the drain that begins now should gather. */
  long holdNanos() {
    return holdNanos;
  }

  /** A flush ran from {@code startNanos} to {@code endNanos}. */
  void flushed(long startNanos, long endNanos) {
    long cost = endNanos - startNanos;
    holdNanos = cost > CHEAP_NANOS ? Math.min(windowNanos, patience * cost) : 0;
  }

  /** The longest wait of all. */
  long longestNanos() {
    return windowNanos;
  }

  /** Tells whether measuring is worth the two clock readings. */
  boolean enabled() {
    return windowNanos > 0;
  }
}
