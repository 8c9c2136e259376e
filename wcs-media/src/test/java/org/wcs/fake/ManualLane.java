package org.wcs.fake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wcs.lane.Lane;

/** A lane that runs when it is told to, on the thread that tells it; time moves by request. */
public final class ManualLane implements Lane {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Entry> timers =
      new PriorityQueue<>(
          Comparator.comparingLong((Entry each) -> each.at).thenComparingLong(each -> each.number));
  private List<Flushable> flushables = new ArrayList<>();
  private List<Flushable> flushing = new ArrayList<>(); // the other of two, so that none is made
  private long scheduled; // timers of one moment run in the order of asking
  private volatile long now;
  private volatile boolean running;
  private volatile Thread runner = Thread.currentThread();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public boolean isCurrent() {
    return running && Thread.currentThread() == runner;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Timer schedule(long delayNanos, Runnable task) {
    Entry entry;
    synchronized (timers) {
      entry = new Entry(now + delayNanos, scheduled++, task);
      timers.add(entry);
    }
    return () -> {
      synchronized (timers) {
        timers.remove(entry);
      }
    };
  }

  @Override
  public void flushAfterDrain(Flushable flushable) {
    flushables.add(flushable);
  }

  /** Runs a task and everything that follows from it, as one drain. */
  public void run(Runnable task) {
    execute(task);
    drain();
  }

  /** Runs what waits until nothing waits. */
  public void drain() {
    runner = Thread.currentThread();
    running = true;
    try {
      do {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        List<Flushable> flush = flushables;
        flushables = flushing;
        flushing = flush;
        flush.forEach(Flushable::flush);
        flush.clear();
      } while (!tasks.isEmpty() || !flushables.isEmpty());
    } finally {
      running = false;
    }
  }

  /** Moves time on, running every timer at its moment. */
  public void advance(long nanos) {
    long target = now + nanos;
    for (Entry due = next(target); due != null; due = next(target)) {
      now = Math.max(now, due.at);
      run(due.task);
    }
    now = target;
    drain();
  }

  /** Lets time pass while a task runs; timers that fall due wait for the next {@link #advance}. */
  public void spend(long nanos) {
    now += nanos;
  }

  /** How many tasks wait. */
  public int waiting() {
    return tasks.size();
  }

  /** How many timers wait. */
  public int timers() {
    synchronized (timers) {
      return timers.size();
    }
  }

  private @org.jspecify.annotations.Nullable Entry next(long target) {
    synchronized (timers) {
      Entry first = timers.peek();
      return first != null && first.at <= target ? timers.poll() : null;
    }
  }

  private record Entry(long at, long number, Runnable task) {}
}
