package org.wcs.bench.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.wcs.lane.Lane;

/** A lane with a thread of its own. */
final class ThreadLane implements Lane {

  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final List<Flushable> flushables = new ArrayList<>();
  private volatile Thread thread = Thread.currentThread();

  ThreadLane() {
    executor.execute(() -> thread = Thread.currentThread());
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(
        () -> {
          task.run();
          flush();
        });
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(long delayNanos, Runnable task) {
    ScheduledFuture<?> future =
        executor.schedule(
            () -> {
              task.run();
              flush();
            },
            delayNanos,
            TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public void flushAfterDrain(Flushable flushable) {
    flushables.add(flushable);
  }

  /** Ends the thread when nothing is left to do. */
  void close() throws InterruptedException {
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.shutdown();
    executor.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void flush() {
    List<Flushable> now = List.copyOf(flushables);
    flushables.clear();
    now.forEach(Flushable::flush);
  }
}
