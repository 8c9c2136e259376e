package org.wcs.bench.hls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.wcs.bench.SelectorThread;
import org.wcs.bench.rtmp.Broadcast;

/** All players of one stream, on one thread. */
final class PlayerLoop implements AutoCloseable {

  private static final int PROBE_EVERY = 25;
  private static final int SCRATCH = 256 * 1_024;
  private static final long LONGEST_WAIT_MILLIS = 100;
  private static final String FOLDER = "/" + Broadcast.STREAM + "/";

  private final InetSocketAddress server;
  private final HlsOptions.Format format;
  private final SelectorThread loop = new SelectorThread("the players", this::turn);
  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(Comparator.comparingLong(Appointment::nanos));
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final List<Connection> connections = new ArrayList<>();
  private final Tally tally = new Tally();
  private int players;

  /** Something to be done by a player. */
  interface Step {
    void run() throws IOException;
  }

  private record Appointment(long nanos, Step step) {}

  PlayerLoop(InetSocketAddress server, HlsOptions.Format format) throws IOException {
    this.server = server;
    this.format = format;
    loop.start();
  }

  /** Adds one player, which asks for the master playlist. */
  void join() throws IOException {
    loop.call(
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
    Connection connection = new Connection(loop.selector(), server);
    connections.add(connection);
    return connection;
  }

  void reset() throws IOException {
    loop.call(
        () -> {
          tally.reset();
          return true;
        });
  }

  Tally.Totals totals() throws IOException {
    return loop.call(tally::totals);
  }

  /** The loop's own. */
  Tally tally() {
    return tally;
  }

  /** Does something later; on the loop's thread. */
  void at(long nanos, Step step) {
    appointments.add(new Appointment(nanos, step));
  }

  @Override
  public void close() throws IOException {
    loop.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void turn() throws IOException {
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
    loop.select(this::ready, wait);
  }

  private void ready(SelectionKey key) throws IOException {
    ((Connection) key.attachment()).ready(scratch);
  }
}
