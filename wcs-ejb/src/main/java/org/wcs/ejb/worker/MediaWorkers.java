package org.wcs.ejb.worker;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Owns the threads that decode and encode. Whoever uses them is to depend on this bean, so that it
 * goes after its users. Any thread.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class MediaWorkers {

  private static final Logger LOG = System.getLogger(MediaWorkers.class.getName());
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  @Resource private @Nullable ManagedThreadFactory factory;
  private final Object change = new Object();
  private @Nullable WorkerPool pool; // under change

  /**
   * The pool, made at the first call.
   *
   * @param threads how many; 0 means one for each processor
   */
  public WorkerPool pool(int threads) {
    synchronized (change) {
      WorkerPool made = pool;
      if (made == null) {
        int size = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        made = new WorkerPool(size, named(factory == null ? Thread::new : factory));
        pool = made;
        LOG.log(Level.DEBUG, "media workers: {0} threads", size);
      }
      return made;
    }
  }

  /** Finishes what waits and ends the threads. */
  @PreDestroy
  public void close() {
    synchronized (change) {
      if (pool != null) {
        pool.close(PATIENCE_NANOS);
      }
    }
  }

  private static ThreadFactory named(ThreadFactory factory) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = factory.newThread(task);
      thread.setName("wcs-media-worker-" + number.getAndIncrement());
      return thread;
    };
  }
}
