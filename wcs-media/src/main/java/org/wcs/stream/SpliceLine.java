package org.wcs.stream;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.MediaUnit;

/**
 * The numbers and times of a track to which several senders contribute one after the other. What
 * both have sampled at the same moment gets the same time, as far as their clocks are known; else
 * time goes on by that of the lane. One lane.
 */
final class SpliceLine {

  /** Clocks that are further apart are not those of the same world. */
  private static final long MOST_APART_NANOS = 2_000_000_000L;

  private static final long NANOS = 1_000_000_000L;

  private final int clockRate;
  private final long step; // least ticks between two runs
  private boolean started;
  private long sequences; // what is added to the numbers of this run
  private long ticks; // what is added to its times
  private long firstSequence = Long.MIN_VALUE; // of this run, as sent
  private long lastSequence;
  private long lastPts;
  private long lastDts;
  private long lastNanos;

  SpliceLine(int clockRate) {
    this.clockRate = clockRate;
    this.step = Math.max(1, clockRate / 1_000);
  }

  long sequences() {
    return sequences;
  }

  long ticks() {
    return ticks;
  }

  /** Whether units of this run are to be changed at all. */
  boolean isMoved() {
    return sequences != 0 || ticks != 0;
  }

  /** Whether a unit with that number was sent before the run began. */
  boolean isLate(long sequence) {
    return sequence < firstSequence;
  }

  /**
   * A run of another sender begins.
   *
   * @param reading of the sender's clock
   * @param lineReading of the track's clock
   */
  <U extends MediaUnit> void join(
      Renumbering<U> renumbering,
      U first,
      Track.@Nullable ClockReading reading,
      Track.@Nullable ClockReading lineReading,
      long nowNanos) {
    firstSequence = renumbering.sequence(first);
    if (!started) {
      return; // nothing has been sent that it would have to follow
    }
    sequences = lastSequence + 1 - firstSequence;
    long pts = lastPts + ticksOf(nowNanos - lastNanos);
    if (reading != null && lineReading != null) {
      long sampledNanos = reading.nanos() + nanosOf(first.pts() - reading.pts());
      long byClock = lineReading.pts() + ticksOf(sampledNanos - lineReading.nanos());
      pts = Math.abs(byClock - pts) <= ticksOf(MOST_APART_NANOS) ? byClock : pts;
    }
    ticks =
        Math.max(
            Math.max(pts, lastPts + step) - first.pts(), lastDts + step - renumbering.dts(first));
  }

  /** A unit has been handed to the readers. */
  <U extends MediaUnit> void carried(Renumbering<U> renumbering, U unit, long nowNanos) {
    long sequence = renumbering.sequence(unit);
    if (started) {
      lastSequence = Math.max(lastSequence, sequence);
      lastPts = Math.max(lastPts, unit.pts());
      lastDts = Math.max(lastDts, renumbering.dts(unit));
    } else {
      started = true;
      lastSequence = sequence;
      lastPts = unit.pts();
      lastDts = renumbering.dts(unit);
    }
    lastNanos = nowNanos;
  }

  private long ticksOf(long nanos) {
    return nanos / NANOS * clockRate + Math.round((double) (nanos % NANOS) * clockRate / NANOS);
  }

  private long nanosOf(long count) {
    return count / clockRate * NANOS + Math.round((double) (count % clockRate) * NANOS / clockRate);
  }
}
