package org.wcs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Drives every socket from one thread. Reading the frame of hundreds of viewers takes milliseconds,
 * so the loop looks after the publisher and the probes in between: their times stay true.
 */
final class LoadLoop implements AutoCloseable {

  private static final long TICK_NANOS = 50_000_000L;
  private static final int INTERLUDE_EVERY = 8;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Connection> probes = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean closed;
  private volatile @Nullable Throwable fault;
  private @Nullable Connection publishing;
  private @Nullable Publisher publisher;
  private long nextTickNanos = System.nanoTime();
  private int sinceInterlude;

  LoadLoop() throws IOException {
    selector = Selector.open();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a connection over. Any thread. */
  void add(Connection connection) throws IOException {
    call(
        () -> {
          connection.channel().register(selector, SelectionKey.OP_READ, connection);
          connections.add(connection);
          if (connection.media() instanceof Publisher source) {
            publishing = connection;
            publisher = source;
          } else if (connection.media() instanceof Viewer viewer && viewer.probe()) {
            probes.add(connection);
          }
          return connection;
        });
  }

  /** Closes a connection and forgets it. Any thread. */
  void remove(Connection connection) throws IOException {
    call(
        () -> {
          connections.remove(connection);
          probes.remove(connection);
          if (publishing == connection) {
            publishing = null;
            publisher = null;
          }
          connection.close();
          return connection;
        });
  }

  /** Runs something on the loop's thread and waits for it. */
  <T> T call(Callable<T> task) throws IOException {
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
    if (fault != null) {
      throw new IOException("the load loop has ended", fault);
    }
    return Joined.join(result);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  private void run() {
    try {
      while (!closed) {
        turn();
      }
    } catch (IOException | RuntimeException e) {
      fault = e;
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }

  private void turn() throws IOException {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    interlude();
    long now = System.nanoTime();
    if (now - nextTickNanos >= 0) {
      nextTickNanos = now + TICK_NANOS;
      for (Connection connection : connections) {
        connection.tick(now);
      }
    }
    long dueNanos = publisher == null ? Long.MAX_VALUE : publisher.dueNanos();
    long waitMillis = (Math.min(dueNanos, nextTickNanos) - System.nanoTime()) / 1_000_000;
    try {
      if (waitMillis > 0) {
        selector.select(this::ready, waitMillis);
      } else {
        selector.selectNow(this::ready);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((Connection) key.attachment()).drain();
      if (++sinceInterlude >= INTERLUDE_EVERY) {
        interlude();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must not wait until all viewers have been read. */
  private void interlude() throws IOException {
    sinceInterlude = 0;
    if (publisher != null && publishing != null) {
      long now = System.nanoTime();
      if (now - publisher.dueNanos() >= 0) {
        publisher.send(publishing, now);
      }
    }
    for (int i = 0; i < probes.size(); i++) {
      probes.get(i).drain();
    }
  }
}
