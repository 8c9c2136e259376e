package org.wcs.bench.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.wcs.bench.DelaySamples;

/** The publisher and the players of one stream, on one thread. */
final class LoadLoop implements AutoCloseable {

  static final String STREAM = "bench";
  private static final int PROBE_EVERY = 50;
  private static final int SCRATCH = 1 << 20;
  private static final int LOOK_UP_EVERY = 16;
  private static final long ACKNOWLEDGE_NANOS = 10_000_000_000L;

  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final List<Client> players = new ArrayList<>();
  private final Delays delays = new Delays();
  private final StreamPattern pattern;
  private final Client publisher;
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean closed;
  private volatile @Nullable IOException fault;
  private boolean publishing;
  private long startNanos;
  private long acknowledgedNanos = System.nanoTime();
  private long pictures;
  private long sounds;
  private int sinceLookUp;

  LoadLoop(InetSocketAddress server, StreamPattern pattern) throws IOException {
    this.server = server;
    this.pattern = pattern;
    this.publisher = new Client(selector, server, STREAM, true, null);
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds one player. */
  void join() throws IOException {
    call(
        () -> {
          boolean probe = players.size() % PROBE_EVERY == 0;
          players.add(new Client(selector, server, STREAM, false, probe ? delays : null));
          return true;
        });
  }

  /** Removes all players. */
  void part() throws IOException {
    call(
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
    return call(() -> players.stream().mapToLong(Client::received).sum());
  }

  /** Bytes that the poorest player has got. */
  long leastReceived() throws IOException {
    return call(() -> players.stream().mapToLong(Client::received).min().orElse(0));
  }

  void forgetDelays() throws IOException {
    call(
        () -> {
          delays.samples().clear();
          return true;
        });
  }

  DelaySamples.Summary delays() throws IOException {
    return call(() -> delays.samples().summary());
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
      throw new IOException("the load has ended: " + broken.getMessage(), broken);
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
    publisher.close();
    for (Client player : players) {
      player.close();
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
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void turn() throws IOException {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    publish();
    acknowledge();
    long waitMillis = publishing ? (nextNanos() - System.nanoTime()) / 1_000_000 : 10;
    if (waitMillis > 0) {
      selector.select(this::ready, waitMillis);
    } else {
      selector.selectNow(this::ready);
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((Client) key.attachment()).ready(scratch);
      if (++sinceLookUp >= LOOK_UP_EVERY) {
        sinceLookUp = 0;
        publish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
