package org.wcs.rtsp.ingest;

/**
 * Makes room in the numbers of a track for packets that the sender never sent: from some number on
 * all are moved up. What comes late from before that place keeps its number. One lane.
 */
final class NumberShift {

  private static final int HISTORY = 64;

  private final long[] since = new long[HISTORY];
  private final long[] shifts = new long[HISTORY];
  private int changes;
  private long total;

  /** The number under which a packet goes on. */
  long of(long number) {
    int back = 1;
    int known = Math.min(changes, HISTORY);
    while (back <= known && number < since[changes - back & HISTORY - 1]) {
      back++;
    }
    if (back <= known) {
      return number + shifts[changes - back & HISTORY - 1];
    }
    return number + (changes <= HISTORY ? 0 : shifts[changes & HISTORY - 1]);
  }

  /**
   * Makes room in front of the newest number there is.
   *
   * @return the first of the numbers that are free now
   */
  long insert(long before, int count) {
    long free = of(before);
    total = free - before + count;
    since[changes & HISTORY - 1] = before;
    shifts[changes & HISTORY - 1] = total;
    changes++;
    return free;
  }
}
