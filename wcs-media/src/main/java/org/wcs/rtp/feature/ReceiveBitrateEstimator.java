package org.wcs.rtp.feature;

/**
 * A modest estimate of what a publisher may send, for peers that take REMB only
 * (draft-alvestrand-rmcat-remb-03): up by 8 % a second while less than 2 % is lost, but never far
 * above what comes in; down in proportion when more than 10 % is lost; else unchanged. Not thread
 * safe.
 */
public final class ReceiveBitrateEstimator {
  private static final double INCREASE = 1.08;
  private static final double HEADROOM = 1.5;
  private static final double LOSS_LOW = 0.02;
  private static final double LOSS_HIGH = 0.10;
  private static final double START_BITS_PER_SECOND = 1_000_000;

  private final RateMeter rate = new RateMeter();
  private final long min;
  private final long max;
  private double estimate;

  /** Makes an estimator that stays between two rates in bit/s. */
  public ReceiveBitrateEstimator(long min, long max) {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("rates must be 0 <= min <= max, were " + min + ", " + max);
    }
    this.min = min;
    this.max = max;
    this.estimate = Math.clamp(START_BITS_PER_SECOND, min, max);
  }

  /** A packet of so many bytes came in. */
  public void received(int length, long nowNanos) {
    rate.add(length, false, nowNanos);
  }

  /**
   * The estimate in bit/s; to be asked once a second.
   *
   * @param lost packets lost since it was asked last
   * @param expected packets expected since then
   */
  public long estimate(long lost, long expected, long nowNanos) {
    double loss = expected <= 0 ? 0 : (double) lost / expected;
    if (loss > LOSS_HIGH) {
      estimate *= 1 - loss / 2;
    } else if (loss < LOSS_LOW) {
      double ceiling = Math.max(estimate, rate.bitsPerSecond(nowNanos) * HEADROOM);
      estimate = Math.min(estimate * INCREASE, ceiling);
    }
    estimate = Math.clamp(estimate, (double) min, (double) max);
    return (long) estimate;
  }
}
