package org.wcs.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/**
 * The readers of one feed on one lane. Units from another lane wait in a bounded single-producer,
 * single-consumer ring; when it is full, units are skipped up to the next resync point and counted.
 */
final class LaneFan<U extends MediaUnit> {

  private static final Logger LOG = System.getLogger(LaneFan.class.getName());

  private final Lane lane;
  private final AtomicReferenceArray<@Nullable U> inbox;
  private final int[] skippedBefore; // of a slot, published with its unit
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private volatile List<Sink<U>> sinks = List.of();
  private int written; // writer's lane
  private int read; // this lane
  private int skipped; // writer's lane, since the last unit that found room

  LaneFan(Lane lane, int inboxUnits) {
    this.lane = lane;
    int capacity = Integer.highestOneBit(Math.max(2, inboxUnits) * 2 - 1);
    this.inbox = new AtomicReferenceArray<>(capacity);
    this.skippedBefore = new int[capacity];
  }

  Lane lane() {
    return lane;
  }

  int size() {
    return sinks.size();
  }

  synchronized void add(Sink<U> sink) {
    List<Sink<U>> more = new ArrayList<>(sinks);
    more.add(sink);
    sinks = List.copyOf(more);
  }

  synchronized void remove(Sink<U> sink) {
    List<Sink<U>> less = new ArrayList<>(sinks);
    less.remove(sink);
    sinks = List.copyOf(less);
  }

  /** Writer's lane. */
  void publish(U unit) {
    if (lane.isCurrent()) {
      deliver(unit);
      return;
    }
    int slot = written & (inbox.length() - 1);
    if (inbox.getAcquire(slot) != null || (skipped > 0 && !unit.resync())) {
      skipped++;
      return;
    }
    skippedBefore[slot] = skipped;
    skipped = 0;
    written++;
    inbox.setRelease(slot, unit);
    if (scheduled.compareAndSet(false, true)) {
      lane.execute(drain);
    }
  }

  /** Writer's lane; the readers hear of it after every unit published before. */
  void end(EndReason reason) {
    lane.execute(
        () -> {
          drain();
          sinks.forEach(sink -> sink.ended(reason));
        });
  }

  private void drain() {
    scheduled.set(false);
    int mask = inbox.length() - 1;
    for (U unit = inbox.getAcquire(read & mask);
        unit != null;
        unit = inbox.getAcquire(read & mask)) {
      int units = skippedBefore[read & mask];
      inbox.setRelease(read & mask, null);
      read++;
      if (units > 0) {
        sinks.forEach(sink -> sink.lost(units));
      }
      deliver(unit);
    }
  }

  private void deliver(U unit) {
    List<Sink<U>> now = sinks;
    for (int i = 0; i < now.size(); i++) {
      deliver(now.get(i), unit);
    }
  }

  private void deliver(Sink<U> sink, U unit) {
    try {
      sink.accept(unit);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a reader failed and is taken off its feed: " + sink, bug);
      remove(sink);
      sink.ended(EndReason.FAILED);
    }
  }
}
