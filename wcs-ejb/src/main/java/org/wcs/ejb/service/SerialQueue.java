package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another on threads of another executor. A task given by a task of the same
 * queue runs at once. Any thread; {@link #execute} never blocks.
 */
final class SerialQueue implements Executor {

  private static final Logger LOG = System.getLogger(SerialQueue.class.getName());

  private final Executor threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable Thread current;

  SerialQueue(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread().equals(current)) {
      task.run();
    } else {
      later(task);
    }
  }

  /** Runs the task after everything given before, even when called by such a task. */
  void later(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      threads.execute(this::drain);
    }
  }

  /** Tasks not finished yet. */
  int depth() {
    return waiting.get();
  }

  private void drain() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        run(task);
      }
    } while (waiting.decrementAndGet() > 0);
  }

  private void run(Runnable task) {
    current = Thread.currentThread();
    try {
      task.run();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a task of a session failed", bug);
    } finally {
      current = null;
    }
  }
}
