package org.wcs.ejb.service;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: strictly in order, one at a time, bounded. A client that
 * reads too slowly costs its own session and nobody else's. Any thread; {@link #offer} never
 * blocks.
 *
 * @param <T> what is sent
 */
public final class Outbox<T> {

  private final Executor threads;
  private final Transport<T> transport;
  private final Bounds bounds;
  private final Runnable overflow;
  private final Queue<Entry<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong weight = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes an empty box.
   *
   * @param overflow told once, when something no longer fits; everything later is dropped
   */
  public Outbox(Executor threads, Transport<T> transport, Bounds bounds, Runnable overflow) {
    this.threads = threads;
    this.transport = transport;
    this.bounds = bounds;
    this.overflow = overflow;
  }

  /**
   * Puts something at the end.
   *
   * @param size roughly its size in characters
   * @return false when it was dropped, because the box is closed or full
   */
  public boolean offer(T item, int size) {
    if (closed.get()) {
      return false;
    }
    if (waiting.get() >= bounds.items() || weight.get() + size > bounds.characters()) {
      if (closed.compareAndSet(false, true)) {
        overflow.run();
      }
      return false;
    }
    weight.addAndGet(size);
    queue.add(new Entry<>(item, size));
    if (waiting.getAndIncrement() == 0) {
      threads.execute(this::sendNext);
    }
    return true;
  }

  /** Takes nothing more; what waits is still sent. */
  public void close() {
    closed.set(true);
  }

  /** Tells whether everything has been sent. */
  public boolean idle() {
    return waiting.get() == 0;
  }

  private void sendNext() {
    Entry<T> next = queue.peek();
    if (next != null) {
      transport.send(next.item(), this::sent);
    }
  }

  private void sent() {
    @Nullable Entry<T> done = queue.poll();
    if (done != null) {
      weight.addAndGet(-done.size());
    }
    if (waiting.decrementAndGet() > 0) {
      threads.execute(this::sendNext);
    }
  }

  private record Entry<T>(T item, int size) {}

  /**
   * How much may wait.
   *
   * @param items most items
   * @param characters most characters, all items together
   */
  public record Bounds(int items, long characters) {}

  /**
   * The way out.
   *
   * @param <T> what is sent
   */
  public interface Transport<T> {
    /**
     * Starts sending; {@code done} must be run exactly once, on any thread, whatever comes of it.
     */
    void send(T item, Runnable done);
  }
}
