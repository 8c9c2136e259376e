package org.wcs.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
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
  private final Consumer<Sink<U>> failed;
  private final AtomicReferenceArray<@Nullable U> inbox;
  private final int[] skippedBefore; // of a slot, published with its unit
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private final Queue<Join<U>> joins = new ConcurrentLinkedQueue<>();
  private volatile List<Sink<U>> sinks = List.of();
  private volatile int members; // of sinks and joins, changed under the monitor
  private int written; // writer's lane
  private int read; // this lane
  private int skipped; // writer's lane, since the last unit that found room

  LaneFan(Lane lane, int inboxUnits, Consumer<Sink<U>> failed) {
    this.lane = lane;
    this.failed = failed;
    int capacity = Integer.highestOneBit(Math.max(2, inboxUnits) * 2 - 1);
    this.inbox = new AtomicReferenceArray<>(capacity);
    this.skippedBefore = new int[capacity];
  }

  Lane lane() {
    return lane;
  }

  /** Readers, those on their way in too. */
  int size() {
    return members;
  }

  /**
   * A reader comes: it gets {@code past} and then what is published after this call. Writer's lane.
   */
  void join(Sink<U> sink, List<U> past) {
    count(1);
    joins.add(new Join<>(sink, past, written));
    if (lane.isCurrent()) {
      admit();
    } else {
      lane.execute(drain);
    }
  }

  /** A reader leaves. Any thread. */
  synchronized void remove(Sink<U> sink) {
    List<Sink<U>> less = new ArrayList<>(sinks);
    if (less.remove(sink) || joins.removeIf(join -> join.sink == sink)) {
      members--;
      sinks = List.copyOf(less);
    }
  }

  private synchronized void count(int more) {
    members += more;
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
    admit();
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
      admit();
    }
  }

  /** Lets in who asked before the next unit was published, and not earlier. */
  private void admit() {
    for (Join<U> join = joins.peek(); join != null && join.at - read <= 0; join = joins.peek()) {
      if (enter(join)) {
        replay(join);
      }
    }
  }

  private synchronized boolean enter(Join<U> join) {
    if (!joins.remove(join)) {
      return false; // gone again meanwhile
    }
    List<Sink<U>> more = new ArrayList<>(sinks);
    more.add(join.sink);
    sinks = List.copyOf(more);
    return true;
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
      takeOff(sink, bug);
    }
  }

  private void replay(Join<U> join) {
    try {
      join.sink.replay(join.past);
    } catch (RuntimeException bug) {
      takeOff(join.sink, bug);
    }
  }

  private void takeOff(Sink<U> sink, RuntimeException bug) {
    LOG.log(Level.ERROR, "bug: a reader failed and is taken off its feed: " + sink, bug);
    remove(sink);
    failed.accept(sink);
    sink.ended(EndReason.FAILED);
  }

  /**
   * Somebody on the way in.
   *
   * @param past what was published before
   * @param at how many units had been written to the inbox then
   */
  private record Join<U extends MediaUnit>(Sink<U> sink, List<U> past, int at) {}
}
