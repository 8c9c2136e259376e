package org.wcs.bench.hls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.bench.rtmp.Broadcast;

/** All players of one stream, on one thread. */
final class PlayerLoop implements AutoCloseable {

  private static final int PROBE_EVERY = 25;
  private static final int SCRATCH = 256 * 1_024;
  private static final long LONGEST_WAIT_MILLIS = 100;
  private static final String FOLDER = "/" + Broadcast.STREAM + "/";

  private final InetSocketAddress server;
  private final HlsOptions.Format format;
  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(Comparator.comparingLong(Appointment::nanos));
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final List<Connection> connections = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Thread thread = new Thread(this::run, "players");
  private volatile boolean closed;
  private volatile @Nullable IOException fault;
  private int players;

  /** Something to be done by a player. */
  interface Step {
    void run() throws IOException;
  }

  private record Appointment(long nanos, Step step) {}

  PlayerLoop(InetSocketAddress server, HlsOptions.Format format) throws IOException {
    this.server = server;
    this.format = format;
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds one player, which asks for the master playlist. */
  void join() throws IOException {
    call(
        () -> {
          boolean probe = players++ % PROBE_EVERY == 0;
          Connection first = connect();
          first.get(FOLDER + format.master(), true, master -> follow(master.text(), first, probe));
          return true;
        });
  }

  private void follow(String master, Connection first, boolean probe) throws IOException {
    List<String> playlists = Playlist.playlists(master);
    if (playlists.isEmpty()) {
      throw new IOException("no playlist in the master playlist: " + master.strip());
    }
    boolean blocking = format == HlsOptions.Format.LL;
    Connection next = first;
    for (String each : playlists) {
      Rendition.Name name = new Rendition.Name(FOLDER, each);
      new Rendition(this, next == null ? connect() : next, name, blocking, probe).reload();
      next = null;
    }
  }

  private Connection connect() throws IOException {
    Connection connection = new Connection(selector, server);
    connections.add(connection);
    return connection;
  }

  void reset() throws IOException {
    call(
        () -> {
          tally.reset();
          return true;
        });
  }

  Tally.Totals totals() throws IOException {
    return call(tally::totals);
  }

  /** The loop's own. */
  Tally tally() {
    return tally;
  }

  /** Does something later; on the loop's thread. */
  void at(long nanos, Step step) {
    appointments.add(new Appointment(nanos, step));
  }

  private <T> T call(Callable<T> task) throws IOException {
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
    IOException broken = fault;
    if (broken != null) {
      throw new IOException("the players have ended: " + broken.getMessage(), broken);
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
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
    } catch (IOException e) {
      fault = e;
    } catch (UncheckedIOException e) {
      fault = e.getCause();
    }
    runTasks();
  }

  private void turn() throws IOException {
    runTasks();
    long now = System.nanoTime();
    Appointment first = appointments.peek();
    while (first != null && first.nanos() - now <= 0) {
      appointments.remove();
      first.step().run();
      first = appointments.peek();
    }
    long wait = LONGEST_WAIT_MILLIS;
    if (first != null) {
      wait = Math.min(wait, TimeUnit.NANOSECONDS.toMillis(first.nanos() - now));
    }
    if (wait > 0) {
      selector.select(this::ready, wait);
    } else {
      selector.selectNow(this::ready);
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((Connection) key.attachment()).ready(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
