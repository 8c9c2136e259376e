package org.wcs.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/**
 * One writer, many readers. A unit is handed over once per lane, not once per reader; each lane
 * walks its own readers. A reader that is slow, or throws, costs nobody else anything.
 *
 * <p>{@link #publish} and {@link #end} belong to the writer's lane; the rest may be called from any
 * thread.
 */
public final class Feed<U extends MediaUnit> {

  private final Lane writer;
  private final Consumer<Feedback> source;
  private final int inboxUnits;
  private final Object change = new Object();
  private volatile List<LaneFan<U>> fans = List.of();
  private volatile @Nullable EndReason ended;

  /**
   * Makes an empty feed.
   *
   * @param writer the lane that will publish
   * @param source takes what readers ask for; called on the writer's lane
   * @param inboxUnits most units that may wait for another lane before units are skipped
   */
  public Feed(Lane writer, Consumer<Feedback> source, int inboxUnits) {
    this.writer = writer;
    this.source = source;
    this.inboxUnits = inboxUnits;
  }

  /** Hands the unit to every reader; it is frozen from now on. Writer's lane. */
  public void publish(U unit) {
    List<LaneFan<U>> now = fans;
    for (int i = 0; i < now.size(); i++) {
      now.get(i).publish(unit);
    }
  }

  /** Adds a reader. A feed that has ended tells it so at once, on its lane. */
  public Subscription subscribe(Sink<U> sink) {
    LaneFan<U> fan;
    synchronized (change) {
      EndReason reason = ended;
      if (reason != null) {
        sink.lane().execute(() -> sink.ended(reason));
        return () -> {};
      }
      fan = fanOf(sink.lane());
      fan.add(sink);
    }
    return () -> remove(fan, sink);
  }

  /** Passes a reader's wish to the source. */
  public void feedback(Feedback wish) {
    if (writer.isCurrent()) {
      source.accept(wish);
    } else {
      writer.execute(() -> source.accept(wish));
    }
  }

  /** Ends the feed: every reader is told once, on its lane, after all units before. */
  public void end(EndReason reason) {
    List<LaneFan<U>> last;
    synchronized (change) {
      if (ended != null) {
        return;
      }
      ended = reason;
      last = fans;
      fans = List.of();
    }
    last.forEach(fan -> fan.end(reason));
  }

  /** How many readers there are now. */
  public int readers() {
    int readers = 0;
    for (LaneFan<U> fan : fans) {
      readers += fan.size();
    }
    return readers;
  }

  private LaneFan<U> fanOf(Lane lane) {
    for (LaneFan<U> fan : fans) {
      if (fan.lane() == lane) {
        return fan;
      }
    }
    LaneFan<U> fan = new LaneFan<>(lane, inboxUnits);
    List<LaneFan<U>> more = new ArrayList<>(fans);
    more.add(fan);
    fans = List.copyOf(more);
    return fan;
  }

  private void remove(LaneFan<U> fan, Sink<U> sink) {
    synchronized (change) {
      fan.remove(sink);
      if (fan.size() == 0) {
        List<LaneFan<U>> less = new ArrayList<>(fans);
        less.remove(fan);
        fans = List.copyOf(less);
      }
    }
  }
}
