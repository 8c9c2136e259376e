package org.wcs.ejb.service;

/** Limits a rate while allowing bursts. Not for several threads at once. */
public final class TokenBucket {

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private double tokens;
  private long filledNanos;

  /**
   * Makes a full bucket.
   *
   * @param perSecond tokens that come back in a second
   * @param burst most tokens there can be
   */
  public TokenBucket(double perSecond, double burst, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledNanos = nowNanos;
  }

  /** Takes so many tokens if they are there. */
  public boolean take(double amount, long nowNanos) {
    tokens = Math.min(burst, tokens + perSecond * (nowNanos - filledNanos) / NANOS);
    filledNanos = nowNanos;
    if (tokens < amount) {
      return false;
    }
    tokens -= amount;
    return true;
  }
}
