package org.wcs.ejb.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;

/**
 * A lane on the threads of a pool: at most one of them runs it at a time, and what one run leaves
 * the next one sees. A run is a drain; it ends when nothing waits or after some milliseconds, so
 * that other lanes have their turn.
 *
 * <p>Threads: as {@link Lane} says.
 */
final class WorkerLane implements Lane {

  private static final Logger LOG = System.getLogger(WorkerLane.class.getName());
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final WorkerPool pool;
  private final Turns.Kind kind;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Runnable turn = this::turn;
  private volatile @Nullable Thread runner;
  private List<Flushable> flushables = new ArrayList<>();
  private List<Flushable> flushing = new ArrayList<>(); // the other of two, so that none is made

  /**
   * Makes a lane.
   *
   * @param kind how soon it has its turns
   */
  WorkerLane(WorkerPool pool, Turns.Kind kind) {
    this.pool = pool;
    this.kind = kind;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    ask();
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread().equals(runner);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(long delayNanos, Runnable task) {
    AtomicBoolean over = new AtomicBoolean();
    Timer timer =
        pool.schedule(
            delayNanos,
            () ->
                execute(
                    () -> {
                      if (over.compareAndSet(false, true)) {
                        task.run();
                      }
                    }));
    return () -> {
      over.set(true);
      timer.cancel();
    };
  }

  @Override
  public void flushAfterDrain(Flushable flushable) {
    flushables.add(flushable);
  }

  private void ask() {
    if (asked.compareAndSet(false, true)) {
      pool.run(turn, kind);
    }
  }

  private void turn() {
    runner = Thread.currentThread();
    long startNanos = System.nanoTime();
    Runnable task = tasks.poll();
    while (task != null) {
      run(task);
      task = System.nanoTime() - startNanos < TURN_NANOS ? tasks.poll() : null;
    }
    flush();
    boolean flushAgain = !flushables.isEmpty();
    runner = null;
    asked.set(false);
    if (flushAgain || !tasks.isEmpty()) {
      ask();
    }
    pool.turnEnded();
  }

  /** What a flushable asks for while it runs belongs to the next drain. */
  private void flush() {
    List<Flushable> now = flushables;
    flushables = flushing;
    flushing = now;
    for (Flushable each : now) {
      run(each::flush);
    }
    now.clear();
  }

  /** Keeps the fault of one task from the others. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable bug) {
      LOG.log(Level.ERROR, "bug: a task of a media worker failed", bug);
    }
  }
}
