package org.wcs.codec;

/**
 * Counts samples that come with a pts each, and tells where silence is to be put in or samples are
 * to be left out so that the count stays with the pts.
 *
 * <p>The pts of a live source jitter: RTMP has milliseconds only, phones take the time at which a
 * buffer was filled. So a small deviation must last over some blocks before it is believed, while
 * that of several lost packets is believed at once.
 */
final class SampleCount {
  private static final int BLOCKS_TO_BELIEVE = 4;

  /** Further than this, it is another time line and not a gap. */
  private static final int LONGEST_GAP_SECONDS = 3;

  /** What {@link #deviation} says when counting must begin anew. */
  static final long ANEW = Long.MAX_VALUE;

  private final int rate;
  private long expected;
  private long smallest;
  private int lasting;

  /** Begins to count here. */
  SampleCount(int rate, long pts) {
    this.rate = rate;
    this.expected = pts;
  }

  /**
   * How many samples of silence belong before this block; negative: how many of its samples must be
   * left out; {@link #ANEW} when its pts has nothing to do with the count.
   */
  long deviation(long pts, int count) {
    long deviation = pts - expected;
    long size = Math.abs(deviation);
    if (size > (long) LONGEST_GAP_SECONDS * rate) {
      return ANEW;
    }
    if (size <= Math.max(count / 2, rate / 100)) {
      lasting = 0;
      return 0;
    }
    if (size >= rate * 6L / 100) {
      lasting = 0;
      return deviation;
    }
    return believed(deviation);
  }

  private long believed(long deviation) {
    boolean same = lasting > 0 && Long.signum(deviation) == Long.signum(smallest);
    smallest = same && Math.abs(smallest) < Math.abs(deviation) ? smallest : deviation;
    lasting = same ? lasting + 1 : 1;
    if (lasting < BLOCKS_TO_BELIEVE) {
      return 0;
    }
    lasting = 0;
    return smallest;
  }

  /** Counts samples, silence included. */
  void add(long samples) {
    expected += samples;
  }

  /** The pts the next block should have. */
  long expected() {
    return expected;
  }
}
