package org.wcs.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Drives every socket from one thread. Reading the frame of hundreds of viewers takes milliseconds,
 * so the loop looks after the publisher and the probes in between: their times stay true.
 */
final class LoadLoop implements AutoCloseable {

  private static final long TICK_NANOS = 50_000_000L;
  private static final int INTERLUDE_EVERY = 8;

  private final SelectorThread loop = new SelectorThread("the load", this::turn);
  private final List<Connection> connections = new ArrayList<>();
  private final List<Connection> probes = new ArrayList<>();
  private @Nullable Connection publishing;
  private @Nullable Publisher publisher;
  private long nextTickNanos = System.nanoTime();
  private int sinceInterlude;

  LoadLoop() throws IOException {}

  void start() {
    loop.start();
  }

  /** Takes a connection over. Any thread. */
  void add(Connection connection) throws IOException {
    call(
        () -> {
          connection.channel().register(loop.selector(), SelectionKey.OP_READ, connection);
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
    return loop.call(task);
  }

  @Override
  public void close() throws IOException {
    loop.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void turn() throws IOException {
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
    loop.select(this::ready, waitMillis);
  }

  private void ready(SelectionKey key) throws IOException {
    ((Connection) key.attachment()).drain();
    if (++sinceInterlude >= INTERLUDE_EVERY) {
      interlude();
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
