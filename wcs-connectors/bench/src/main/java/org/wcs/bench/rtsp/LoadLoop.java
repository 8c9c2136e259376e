package org.wcs.bench.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.SelectorThread;
import org.wcs.rtsp.wire.RtspUrl;

/** The publisher and the players of one stream, on one thread. */
final class LoadLoop implements AutoCloseable {

  private static final int PROBE_EVERY = 50;
  private static final int SCRATCH = 1 << 18;
  private static final int LOOK_UP_EVERY = 16;
  private static final long KEEP_ALIVE_NANOS = 20_000_000_000L;
  private static final int SSRC = 0x0BE7C400;

  private final SelectorThread loop = new SelectorThread("the load", this::turn);
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH);
  private final List<Player> players = new ArrayList<>();
  private final DelaySamples delays = new DelaySamples();
  private final RtspUrl url;
  private final boolean udp;
  private final Source source;
  private final Publisher publisher;
  private long keptNanos = System.nanoTime();
  private int sinceLookUp;

  /**
   * Publishes at once; players come by {@link #join}.
   *
   * @param packetPort takes the stream's packets as they are; 0 if it is to be recorded
   */
  LoadLoop(RtspUrl url, int packetPort, StreamPattern pattern, boolean udp) throws IOException {
    this.url = url;
    this.udp = udp;
    this.source = new Source(pattern, SSRC);
    this.publisher =
        packetPort == 0
            ? new Publisher.Recording(loop.selector(), url, source)
            : new Publisher.Datagrams(packetPort);
    loop.start();
  }

  /** Adds one player. */
  void join() throws IOException {
    loop.call(
        () -> {
          boolean probe = players.size() % PROBE_EVERY == 0;
          players.add(new Player(loop.selector(), url, udp, probe ? delays : null));
          return true;
        });
  }

  /** Removes all players. */
  void part() throws IOException {
    loop.call(
        () -> {
          for (Player player : players) {
            player.close();
          }
          players.clear();
          return true;
        });
  }

  /** Bytes that all players together have got. */
  long received() throws IOException {
    return loop.call(() -> players.stream().mapToLong(Player::received).sum());
  }

  /** Bytes that the poorest player has got. */
  long leastReceived() throws IOException {
    return loop.call(() -> players.stream().mapToLong(Player::received).min().orElse(0));
  }

  void forgetDelays() throws IOException {
    loop.call(
        () -> {
          delays.clear();
          return true;
        });
  }

  DelaySamples.Summary delays() throws IOException {
    return loop.call(delays::summary);
  }

  @Override
  public void close() throws IOException {
    loop.close();
    publisher.close();
    for (Player player : players) {
      player.close();
    }
  }

  private void turn() throws IOException {
    publish();
    keepAlive();
    long waitNanos = source.running() ? source.nextNanos() - System.nanoTime() : 10_000_000;
    loop.select(this::ready, waitNanos / 1_000_000);
  }

  private void ready(SelectionKey key) throws IOException {
    ((Served) key.attachment()).ready(scratch);
    if (++sinceLookUp >= LOOK_UP_EVERY) {
      sinceLookUp = 0;
      publish();
    }
  }

  private void publish() throws IOException {
    long now = System.nanoTime();
    if (!source.running()) {
      if (!publisher.accepted()) {
        return;
      }
      source.start(now);
    }
    source.send(now, publisher);
  }

  private void keepAlive() throws IOException {
    long now = System.nanoTime();
    if (now - keptNanos >= KEEP_ALIVE_NANOS) {
      keptNanos = now;
      publisher.keepAlive();
      for (Player player : players) {
        player.keepAlive();
      }
    }
  }
}
