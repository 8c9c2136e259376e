package org.wcs.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/**
 * The readers of one feed on one lane. Units from another lane wait in a bounded {@link LaneInbox};
 * when it is full, units are skipped up to the next resync point and counted.
 */
final class LaneFan<U extends MediaUnit> implements LaneInbox.Taker<U> {

  private static final Logger LOG = System.getLogger(LaneFan.class.getName());

  private final Lane lane;
  private final Consumer<Sink<U>> failed;
  private final LongAdder skipped;
  private final LaneInbox<U> inbox;
  private final Queue<Join<U>> joins = new ConcurrentLinkedQueue<>();
  private volatile List<Sink<U>> sinks = List.of();
  private volatile int members; // of sinks and joins, changed under the monitor

  LaneFan(Lane lane, int inboxUnits, Consumer<Sink<U>> failed, LongAdder skipped) {
    this.skipped = skipped;
    this.lane = lane;
    this.failed = failed;
    this.inbox = new LaneInbox<>(lane, inboxUnits, this);
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
    joins.add(new Join<>(sink, past, inbox.written()));
    if (lane.isCurrent()) {
      admit();
    } else {
      inbox.wake();
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
    } else {
      inbox.put(unit, unit.resync());
    }
  }

  /** Writer's lane; the readers hear of it after every unit published before. */
  void end(EndReason reason) {
    lane.execute(
        () -> {
          inbox.drain();
          sinks.forEach(sink -> sink.ended(reason));
        });
  }

  @Override
  public void begin() {
    admit();
  }

  @Override
  public void lost(int units) {
    skipped.add(units);
    sinks.forEach(sink -> sink.lost(units));
  }

  @Override
  public void take(U unit) {
    deliver(unit);
    admit();
  }

  /** Lets in who asked before the next unit was published, and not earlier. */
  private void admit() {
    for (Join<U> join = joins.peek();
        join != null && join.at - inbox.read() <= 0;
        join = joins.peek()) {
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
