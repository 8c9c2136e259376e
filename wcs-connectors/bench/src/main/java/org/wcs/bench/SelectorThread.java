package org.wcs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A thread that serves many sockets; other threads give it work and wait for what comes of it. An
 * exception in a turn ends it.
 */
public final class SelectorThread implements AutoCloseable {

  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Turn turn;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Throwable fault;

  /** What is done over and over; it waits in {@link #select}. On the thread. */
  public interface Turn {
    /** Does what is due. */
    void run() throws IOException;
  }

  /** Who serves a socket that is ready. On the thread. */
  public interface Ready {
    /** Reads or writes what can be. */
    void ready(SelectionKey key) throws IOException;
  }

  /** Not started yet. */
  public SelectorThread(String name, Turn turn) throws IOException {
    this.turn = turn;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** To be called once. */
  public void start() {
    thread.start();
  }

  /** Where sockets are registered. */
  public Selector selector() {
    return selector;
  }

  /** Serves the sockets that are ready, or waits for one if {@code waitMillis} is above 0. */
  public void select(Ready ready, long waitMillis) throws IOException {
    try {
      if (waitMillis > 0) {
        selector.select(key -> serve(ready, key), waitMillis);
      } else {
        selector.selectNow(key -> serve(ready, key));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void serve(Ready ready, SelectionKey key) {
    try {
      ready.ready(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs something on the thread and waits for it; from any other. */
  public <T> T call(Callable<T> task) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    tasks.add(
        () -> {
          try {
            result.complete(task.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    selector.wakeup();
    Throwable broken = fault;
    if (broken != null) {
      throw new IOException(thread.getName() + " has ended: " + broken.getMessage(), broken);
    }
    return Joined.join(result);
  }

  /** Ends the thread and waits for its end; the sockets stay open. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }

  private void run() {
    try {
      while (!closed) {
        runTasks();
        turn.run();
      }
    } catch (IOException | RuntimeException e) {
      fault = e;
    }
    runTasks();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
