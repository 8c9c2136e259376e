package org.wcs.bench.rtmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.SelectorThread;

/** The publisher and the players of one stream, on one thread. */
final class LoadLoop implements AutoCloseable {

  static final String STREAM = "bench";
  private static final int PROBE_EVERY = 50;
  private static final int SCRATCH = 1 << 20;
  private static final int LOOK_UP_EVERY = 16;
  private static final long ACKNOWLEDGE_NANOS = 10_000_000_000L;

  private final InetSocketAddress server;
  private final SelectorThread loop = new SelectorThread("the load", this::turn);
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final List<Client> players = new ArrayList<>();
  private final Delays delays = new Delays();
  private final StreamPattern pattern;
  private final Client publisher;
  private boolean publishing;
  private long startNanos;
  private long acknowledgedNanos = System.nanoTime();
  private long pictures;
  private long sounds;
  private int sinceLookUp;

  LoadLoop(InetSocketAddress server, StreamPattern pattern) throws IOException {
    this.server = server;
    this.pattern = pattern;
    this.publisher = new Client(loop.selector(), server, STREAM, true, null);
    loop.start();
  }

  /** Adds one player. */
  void join() throws IOException {
    loop.call(
        () -> {
          boolean probe = players.size() % PROBE_EVERY == 0;
          players.add(new Client(loop.selector(), server, STREAM, false, probe ? delays : null));
          return true;
        });
  }

  /** Removes all players. */
  void part() throws IOException {
    loop.call(
        () -> {
          for (Client player : players) {
            player.close();
          }
          players.clear();
          return true;
        });
  }

  /** Bytes that all players together have got. */
  long received() throws IOException {
    return loop.call(() -> players.stream().mapToLong(Client::received).sum());
  }

  /** Bytes that the poorest player has got. */
  long leastReceived() throws IOException {
    return loop.call(() -> players.stream().mapToLong(Client::received).min().orElse(0));
  }

  void forgetDelays() throws IOException {
    loop.call(
        () -> {
          delays.samples().clear();
          return true;
        });
  }

  DelaySamples.Summary delays() throws IOException {
    return loop.call(() -> delays.samples().summary());
  }

  @Override
  public void close() throws IOException {
    loop.close();
    publisher.close();
    for (Client player : players) {
      player.close();
    }
  }

  private void turn() throws IOException {
    publish();
    acknowledge();
    long waitMillis = publishing ? (nextNanos() - System.nanoTime()) / 1_000_000 : 10;
    loop.select(this::ready, waitMillis);
  }

  private void ready(SelectionKey key) throws IOException {
    ((Client) key.attachment()).ready(scratch);
    if (++sinceLookUp >= LOOK_UP_EVERY) {
      sinceLookUp = 0;
      publish();
    }
  }

  private void acknowledge() throws IOException {
    long now = System.nanoTime();
    if (now - acknowledgedNanos >= ACKNOWLEDGE_NANOS) {
      acknowledgedNanos = now;
      for (Client player : players) {
        player.acknowledge();
      }
    }
  }

  private long nextNanos() {
    return startNanos
        + Math.min(pictures * StreamPattern.FRAME_NANOS, sounds * StreamPattern.SOUND_NANOS);
  }

  /** Sends what is due. */
  private void publish() throws IOException {
    if (!publishing) {
      if (!publisher.shaken()) {
        return;
      }
      publishing = true;
      startNanos = System.nanoTime();
      publisher.send(StreamPattern.pictureConfig());
      publisher.send(StreamPattern.soundConfig());
    }
    long now = System.nanoTime();
    while (startNanos + pictures * StreamPattern.FRAME_NANOS <= now) {
      long millis = pictures++ * 1_000 / StreamPattern.FRAMES_PER_SECOND;
      publisher.send(pattern.nextPicture(millis, now));
    }
    while (startNanos + sounds * StreamPattern.SOUND_NANOS <= now) {
      publisher.send(pattern.nextSound(sounds++ * StreamPattern.SOUND_NANOS / 1_000_000));
    }
  }
}
