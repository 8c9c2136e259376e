package org.wcs.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;

/**
 * What waits on its way from one lane to another: a bounded ring with one writer and one reader,
 * without locks. When it is full, units are skipped up to the next one with which a reader can
 * start again.
 */
public final class LaneInbox<T> {

  private final Lane lane;
  private final Taker<T> taker;
  private final AtomicReferenceArray<@Nullable T> ring;
  private final int mask;
  private final int[] skippedBefore; // of a slot, published with its unit
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private int written; // writer's lane
  private int skipped; // writer's lane, since the last unit that found room
  private int read; // reader's lane

  /**
   * Makes an empty inbox.
   *
   * @param lane the reader's
   * @param units how many must find room at least
   * @param taker the reader
   */
  public LaneInbox(Lane lane, int units, Taker<T> taker) {
    this.lane = lane;
    this.taker = taker;
    int capacity = Integer.highestOneBit(Math.max(2, units) * 2 - 1);
    this.ring = new AtomicReferenceArray<>(capacity);
    this.skippedBefore = new int[capacity];
    this.mask = capacity - 1;
  }

  /** The reader's lane. Any thread. */
  public Lane lane() {
    return lane;
  }

  /** Tells whether the next unit would be skipped for want of room. Writer's lane. */
  public boolean full() {
    return ring.getAcquire(written & mask) != null;
  }

  /** How many units have found room so far; wraps. Writer's lane. */
  public int written() {
    return written;
  }

  /** How many units have been taken so far; wraps. Reader's lane. */
  public int read() {
    return read;
  }

  /**
   * Hands a unit over, or skips it. Writer's lane.
   *
   * @param resync whether a reader that has missed some can start again here
   */
  public void put(T unit, boolean resync) {
    if (full() || (skipped > 0 && !resync)) {
      skipped++;
      return;
    }
    int slot = written & mask;
    skippedBefore[slot] = skipped;
    skipped = 0;
    written++;
    ring.setRelease(slot, unit);
    if (scheduled.compareAndSet(false, true)) {
      lane.execute(drain);
    }
  }

  /** Has the reader look, even if nothing waits. Any thread. */
  public void wake() {
    lane.execute(drain);
  }

  /** Gives all that waits to the reader. Reader's lane. */
  public void drain() {
    scheduled.set(false);
    taker.begin();
    for (T unit = ring.getAcquire(read & mask); unit != null; unit = ring.getAcquire(read & mask)) {
      int lost = skippedBefore[read & mask];
      ring.setRelease(read & mask, null);
      read++;
      if (lost > 0) {
        taker.lost(lost);
      }
      taker.take(unit);
    }
  }

  /** Who reads. On its lane. */
  public interface Taker<T> {

    /** It is woken. */
    default void begin() {}

    /** Units were skipped before the one that comes next. */
    void lost(int units);

    /** One unit. */
    void take(T unit);
  }
}
