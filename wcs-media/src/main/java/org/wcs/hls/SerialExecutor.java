package org.wcs.hls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another on an executor that has many threads; those it refuses are dropped.
 * Any thread.
 */
final class SerialExecutor implements Executor {

  private static final Logger LOG = System.getLogger(SerialExecutor.class.getName());

  private final Executor executor;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean busy;

  SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (busy) {
        return;
      }
      busy = true;
    }
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException closing) {
      LOG.log(Level.WARNING, "HLS leaves its files as they are: " + closing);
      synchronized (tasks) {
        tasks.clear();
        busy = false;
      }
    }
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "bug: work on files of HLS failed", failed);
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (tasks) {
      Runnable task = tasks.poll();
      busy = task != null;
      return task;
    }
  }
}
