package org.wcs.ejb.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.wcs.lane.Lane;

/**
 * A fixed number of threads and any number of lanes that share them. A lane that has work waits for
 * a thread behind those that asked before it.
 *
 * <p>Lanes are of two kinds. Patient ones, for long work that can be left out such as encoding,
 * give way to the others, as {@link Turns} says. Any thread.
 */
public final class WorkerPool implements Supplier<Lane> {

  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

  private final ScheduledThreadPoolExecutor threads;
  private final int size;
  private final AtomicInteger open = new AtomicInteger(); // turns asked for and not ended
  private final Turns turns = new Turns();
  private final Runnable next = this::next;

  /**
   * Makes a pool; threads start when they are first needed.
   *
   * @param size number of threads
   * @param factory makes them
   */
  public WorkerPool(int size, ThreadFactory factory) {
    this.size = size;
    this.threads = new ScheduledThreadPoolExecutor(size, factory);
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** A new lane. */
  @Override
  public Lane get() {
    return new WorkerLane(this, Turns.Kind.USUAL);
  }

  /** A new lane that gives way to others. */
  public Lane patient() {
    return new WorkerLane(this, Turns.Kind.PATIENT);
  }

  /** Number of threads. */
  public int size() {
    return size;
  }

  /**
   * Lets the lanes do what waits and what follows from it, then ends the threads. Returns when they
   * have ended or the time is over.
   */
  public void close(long patienceNanos) {
    try {
      boolean idle = awaitIdle(patienceNanos);
      threads.shutdown();
      if (!idle || !threads.awaitTermination(patienceNanos, TimeUnit.NANOSECONDS)) {
        LOG.log(Level.WARNING, "media workers are still busy; they are interrupted");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives a lane a turn on one of the threads, soon; it tells when the turn has ended.
   *
   * @param kind what the lane is like
   */
  void run(Runnable turn, Turns.Kind kind) {
    open.incrementAndGet();
    turns.add(turn, kind);
    try {
      threads.execute(next);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "a task came after the media workers were closed", e);
      if (turns.remove(turn, kind)) {
        turnEnded();
      }
    }
  }

  /** There is one for each turn that was asked for, so it finds one. */
  private void next() {
    Runnable turn = turns.take();
    if (turn != null) {
      turn.run();
    }
  }

  /** The turn of a lane has ended, and the next one has been asked for if it needs one. */
  void turnEnded() {
    if (open.decrementAndGet() == 0) {
      synchronized (open) {
        open.notifyAll();
      }
    }
  }

  private boolean awaitIdle(long patienceNanos) throws InterruptedException {
    long startNanos = System.nanoTime();
    synchronized (open) {
      long left = patienceNanos;
      while (open.get() > 0 && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(open, left);
        left = patienceNanos - (System.nanoTime() - startNanos);
      }
      return open.get() == 0;
    }
  }

  /** Does something short later. */
  Lane.Timer schedule(long delayNanos, Runnable task) {
    try {
      ScheduledFuture<?> future =
          threads.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "a timer came after the media workers were closed", e);
      return () -> {};
    }
  }
}
