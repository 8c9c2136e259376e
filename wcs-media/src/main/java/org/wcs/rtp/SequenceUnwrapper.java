package org.wcs.rtp;

/** Turns sequence numbers of 16 bits into numbers that do not wrap. Not thread safe. */
public final class SequenceUnwrapper {
  private boolean started;
  private long last;

  /** The number nearest to the last one that ends in these 16 bits; the first is below 65536. */
  public long unwrap(int sequence) {
    if (!started) {
      started = true;
      last = sequence & 0xFFFF;
      return last;
    }
    long unwrapped = last + (short) (sequence - (int) last);
    if (unwrapped > last) {
      last = unwrapped;
    }
    return unwrapped;
  }
}
