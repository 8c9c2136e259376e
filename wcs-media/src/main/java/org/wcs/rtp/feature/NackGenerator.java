package org.wcs.rtp.feature;

/**
 * Notices what is missing and tells when to ask for it (RFC 4585 section 6.2.1): at once when a gap
 * shows, then again every interval, until it comes or the tries are used up. Not thread safe;
 * nothing is allocated.
 */
public final class NackGenerator {
  private static final int MAX_MISSING = 512;
  private static final long DEFAULT_INTERVAL_NANOS = 100_000_000L;

  private final int maxTries;
  private final long[] missing = new long[MAX_MISSING];
  private final long[] askAt = new long[MAX_MISSING];
  private final byte[] tries = new byte[MAX_MISSING];
  private int count;
  private long highest = -1;
  private long nextNanos = Long.MAX_VALUE;

  /** Makes a generator that asks so many times for each packet; 0 means that it never asks. */
  public NackGenerator(int maxTries) {
    if (maxTries < 0 || maxTries > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("tries must be 0-127, were " + maxTries);
    }
    this.maxTries = maxTries;
  }

  /**
   * A packet came in.
   *
   * @param sequence extended sequence number
   * @return whether so much is missing that only a key frame helps
   */
  public boolean onPacket(long sequence, long nowNanos) {
    if (highest < 0) {
      highest = sequence;
      return false;
    }
    if (sequence <= highest) {
      found(sequence);
      return false;
    }
    long from = highest + 1;
    highest = sequence;
    if (maxTries == 0) {
      return sequence > from;
    }
    if (sequence - from + count > MAX_MISSING) {
      clear();
      return true;
    }
    for (long gap = from; gap < sequence; gap++) {
      missing[count] = gap;
      askAt[count] = nowNanos;
      tries[count] = 0;
      count++;
      nextNanos = nowNanos;
    }
    return false;
  }

  /** Whether {@link #take} has something to tell now. */
  public boolean due(long nowNanos) {
    return count > 0 && nowNanos - nextNanos >= 0;
  }

  /**
   * What to ask for now, in ascending order; it counts as asked.
   *
   * @return how many were written to {@code out}
   */
  public int take(long nowNanos, int[] out) {
    int taken = 0;
    int kept = 0;
    nextNanos = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      boolean ask = taken < out.length && nowNanos - askAt[i] >= 0;
      if (ask && tries[i] >= maxTries) {
        continue; // given up
      }
      if (ask) {
        out[taken++] = (int) missing[i] & 0xFFFF;
        tries[i]++;
        askAt[i] = nowNanos + DEFAULT_INTERVAL_NANOS;
      }
      keep(i, kept++);
    }
    count = kept;
    return taken;
  }

  /** How many packets are missing and not given up. */
  public int missing() {
    return count;
  }

  /** Forgets everything: another source begins. */
  public void reset() {
    clear();
    highest = -1;
  }

  private void keep(int from, int to) {
    missing[to] = missing[from];
    askAt[to] = askAt[from];
    tries[to] = tries[from];
    if (nextNanos == Long.MAX_VALUE || askAt[to] - nextNanos < 0) {
      nextNanos = askAt[to];
    }
  }

  private void found(long sequence) {
    for (int i = 0; i < count; i++) {
      if (missing[i] == sequence) {
        int behind = count - i - 1;
        System.arraycopy(missing, i + 1, missing, i, behind);
        System.arraycopy(askAt, i + 1, askAt, i, behind);
        System.arraycopy(tries, i + 1, tries, i, behind);
        count--;
        return;
      }
    }
  }

  private void clear() {
    count = 0;
    nextNanos = Long.MAX_VALUE;
  }
}
