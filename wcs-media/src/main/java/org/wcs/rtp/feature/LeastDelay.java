package org.wcs.rtp.feature;

import java.util.Arrays;

/**
 * How far a sender's clock is behind ours, by what it sends: each message shows the difference and
 * its own delay, and the least delayed one of the last half a minute shows it best. Since older
 * messages are forgotten, a clock that runs a little slower or faster is followed. Not thread safe;
 * nothing is allocated per message.
 */
public final class LeastDelay {
  private static final int SLICES = 8;
  private static final long SLICE_NANOS = 4_000_000_000L;
  private static final long NONE = Long.MAX_VALUE;

  /** Nothing is delayed for so long: the sender's clock was set back. */
  private static final long STEP_NANOS = 2_000_000_000L;

  private final long patienceNanos;
  private final long[] least = new long[SLICES];
  private long slice;
  private long nanos;
  private boolean known;
  private boolean late;
  private long lateSince;
  private long leastLate;

  /**
   * Makes a filter that has heard nothing.
   *
   * @param patienceNanos for how long all messages must be late by far before the sender's clock is
   *     taken for set back; 0 to believe the first
   */
  public LeastDelay(long patienceNanos) {
    this.patienceNanos = patienceNanos;
    Arrays.fill(least, NONE);
  }

  /** A message came; the offset is our time less the time it was sent at by the sender's clock. */
  public void add(long offsetNanos, long nowNanos) {
    if (known && offsetNanos - nanos > STEP_NANOS) {
      leastLate = late ? Math.min(leastLate, offsetNanos) : offsetNanos;
      lateSince = late ? lateSince : nowNanos;
      late = true;
      if (nowNanos - lateSince < patienceNanos) {
        return;
      }
      Arrays.fill(least, NONE);
      note(leastLate, nowNanos);
    } else {
      note(offsetNanos, nowNanos);
    }
    late = false;
    known = true;
  }

  private void note(long offsetNanos, long nowNanos) {
    long now = Math.floorDiv(nowNanos, SLICE_NANOS);
    for (long next = Math.max(slice + 1, now - SLICES + 1); next <= now; next++) {
      least[(int) Math.floorMod(next, (long) SLICES)] = NONE;
    }
    slice = now;
    int at = (int) Math.floorMod(now, (long) SLICES);
    least[at] = Math.min(least[at], offsetNanos);
    nanos = NONE;
    for (long each : least) {
      nanos = Math.min(nanos, each);
    }
  }

  /** Whether anything was heard. */
  public boolean known() {
    return known;
  }

  /** Our time less the sender's, as the least delayed message has it. */
  public long nanos() {
    return nanos;
  }

  /** Another clock begins. */
  public void reset() {
    Arrays.fill(least, NONE);
    known = false;
    late = false;
  }
}
