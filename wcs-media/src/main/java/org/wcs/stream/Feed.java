package org.wcs.stream;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/**
 * One writer, many readers. A unit is handed over once per lane, not once per reader; each lane
 * walks its own readers. A reader that is slow, or throws, costs nobody else anything.
 *
 * <p>A feed is published by a source, or {@linkplain #derived derived} from another feed; a derived
 * feed does its work only while somebody reads it.
 *
 * <p>{@link #publish} and {@link #end} belong to the writer's lane; the rest may be called from any
 * thread.
 */
public final class Feed<U extends MediaUnit> {

  private final Lane writer;
  private final FeedSource source;
  private final FeedLimits limits;
  private final UnitCache<U> cache; // writer's lane
  private final AtomicInteger readers = new AtomicInteger();
  private final LongAdder skipped = new LongAdder();
  private final Object change = new Object();
  private final Map<Sink<U>, Hold> holds = new IdentityHashMap<>(); // under change
  private volatile List<LaneFan<U>> fans = List.of(); // changed on the writer's lane or at the end
  private volatile @Nullable EndReason ended;
  private volatile @Nullable FeedSource standIn; // takes wishes in the place of the source
  private int joined; // writer's lane

  /**
   * Makes an empty feed.
   *
   * @param writer the lane that will publish
   * @param source takes what readers ask for
   */
  public Feed(Lane writer, FeedSource source, FeedLimits limits) {
    this.writer = writer;
    this.source = source;
    this.limits = limits;
    this.cache = new UnitCache<>(limits);
  }

  /**
   * Makes a feed of what a transform makes of another feed, on the lane of that feed. Each time the
   * first reader comes a new transform starts with what the other feed keeps.
   */
  public static <I extends MediaUnit, O extends MediaUnit> Feed<O> derived(
      Feed<I> from, Supplier<Transform<I, O>> transform, FeedLimits limits) {
    DerivedSource<I, O> source = new DerivedSource<>(from, transform);
    Feed<O> feed = new Feed<>(from.writer, source, limits);
    source.feed(feed);
    return feed;
  }

  /** The lane that publishes. */
  public Lane writer() {
    return writer;
  }

  /** Hands the unit to every reader; it is frozen from now on. Writer's lane. */
  public void publish(U unit) {
    cache.add(unit);
    List<LaneFan<U>> now = fans;
    for (int i = 0; i < now.size(); i++) {
      now.get(i).publish(unit);
    }
  }

  /** Drops what is kept for readers to come: the source pauses. Writer's lane. */
  public void forget() {
    cache.clear();
  }

  /**
   * Adds a reader. It first gets what the feed keeps, then every unit published since, without gap
   * or doublet. A feed that has ended tells it so.
   */
  public Subscription subscribe(Sink<U> sink) {
    EndReason reason = ended;
    if (reason != null) {
      sink.lane().execute(() -> sink.ended(reason));
      return () -> {};
    }
    Hold hold = new Hold(sink);
    readers.incrementAndGet();
    onWriter(hold::join);
    return hold;
  }

  /** Passes a reader's wish to the source. */
  public void feedback(Feedback wish) {
    onWriter(() -> asked().feedback(wish));
  }

  /** Has wishes go to another one than the source, null for the source again. Writer's lane. */
  void askInstead(@Nullable FeedSource other) {
    standIn = other;
  }

  /** Whether it is made of another feed, not published. */
  boolean isDerived() {
    return source instanceof DerivedSource;
  }

  private FeedSource asked() {
    FeedSource other = standIn;
    return other == null ? source : other;
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
      holds.clear();
    }
    cache.clear();
    last.forEach(fan -> fan.end(reason));
    if (joined > 0) {
      joined = 0;
      source.stopped();
    }
  }

  /** How many readers there are now. */
  public int readers() {
    return ended == null ? readers.get() : 0;
  }

  /** Units that did not reach readers of another lane, as that was behind; each lane counts. */
  public long skipped() {
    return skipped.sum();
  }

  /** Whether its units are made of those of another feed. */
  public boolean derived() {
    return source instanceof DerivedSource;
  }

  private void onWriter(Runnable task) {
    if (writer.isCurrent()) {
      task.run();
    } else {
      writer.execute(task);
    }
  }

  private LaneFan<U> fanOf(Lane lane) {
    for (LaneFan<U> fan : fans) {
      if (fan.lane() == lane) {
        return fan;
      }
    }
    LaneFan<U> fan = new LaneFan<>(lane, limits.inboxUnits(), this::failed, skipped);
    List<LaneFan<U>> more = new ArrayList<>(fans);
    more.add(fan);
    fans = List.copyOf(more);
    return fan;
  }

  /** A reader threw and is off its lane's list already. */
  private void failed(Sink<U> sink) {
    Hold hold;
    synchronized (change) {
      hold = holds.get(sink);
    }
    if (hold != null) {
      hold.cancel();
    }
  }

  private void drop(LaneFan<U> fan) {
    synchronized (change) {
      if (fan.size() == 0) {
        List<LaneFan<U>> less = new ArrayList<>(fans);
        less.remove(fan);
        fans = List.copyOf(less);
      }
    }
  }

  /** One reader's place, from its asking to its leaving. */
  private final class Hold implements Subscription {

    private final Sink<U> sink;
    private @Nullable LaneFan<U> fan; // writer's lane
    private boolean cancelled; // under change

    Hold(Sink<U> sink) {
      this.sink = sink;
    }

    /** Writer's lane. */
    void join() {
      EndReason reason = ended;
      boolean first = reason == null && joined == 0 && !isCancelled();
      if (first) {
        source.started(); // may end the feed
        reason = ended;
      }
      boolean left;
      synchronized (change) {
        left = cancelled;
        if (!left && reason == null) {
          joined++;
          holds.put(sink, this);
          fan = fanOf(sink.lane());
        }
      }
      if (left) {
        if (first && reason == null) {
          source.stopped(); // it has started for nobody
        }
      } else if (reason != null) {
        EndReason told = reason;
        sink.lane().execute(() -> sink.ended(told));
      } else if (fan != null) {
        fan.join(sink, cache.units());
      }
    }

    @Override
    public void cancel() {
      LaneFan<U> left;
      synchronized (change) {
        if (cancelled) {
          return;
        }
        cancelled = true;
        left = fan;
        holds.remove(sink, this);
      }
      readers.decrementAndGet();
      if (left != null) {
        left.remove(sink);
        onWriter(() -> leave(left));
      }
    }

    private boolean isCancelled() {
      synchronized (change) {
        return cancelled;
      }
    }

    private void leave(LaneFan<U> left) {
      left.remove(sink); // once more: it may have been on its way in
      drop(left);
      if (ended == null && --joined == 0) {
        source.stopped();
      }
    }
  }
}
