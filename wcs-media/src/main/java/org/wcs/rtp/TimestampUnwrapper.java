package org.wcs.rtp;

/** Turns timestamps of 32 bits into numbers that do not wrap. Not thread safe. */
public final class TimestampUnwrapper {
  private boolean started;
  private long last;

  /** The number nearest to the last one that ends in these 32 bits. */
  public long unwrap(int timestamp) {
    long unwrapped = peek(timestamp);
    if (!started || unwrapped > last) {
      started = true;
      last = unwrapped;
    }
    return unwrapped;
  }

  /** The same without taking the number as the newest. */
  public long peek(int timestamp) {
    return started ? last + (timestamp - (int) last) : timestamp & 0xFFFFFFFFL;
  }
}
