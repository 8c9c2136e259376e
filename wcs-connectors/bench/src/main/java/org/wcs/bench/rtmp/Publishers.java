package org.wcs.bench.rtmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.SelectorThread;

/**
 * Many streams of next to nothing: a key frame of 64 bytes a second and no sound, for measurements
 * of what it costs that they are there. One thread drives all of them; its methods on any other.
 */
public final class Publishers implements AutoCloseable {

  private static final int SCRATCH = 1 << 16;
  private static final int SMALLEST = 1;
  private static final long PICTURE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long BETWEEN_NANOS = 2_000_000L;
  private static final long WAIT_MILLIS = 20;

  private final SelectorThread loop = new SelectorThread("the publishers", this::turn);
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final List<One> all = new ArrayList<>();

  /** Publishes so many streams to an RTMP port, one after the other. */
  public Publishers(InetSocketAddress server, int number) throws IOException {
    loop.start();
    for (int i = 0; i < number; i++) {
      String name = "stream" + i;
      loop.call(() -> all.add(new One(new Client(loop.selector(), server, name, true, null))));
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  /** Fails if the server has not taken all so far. */
  public void check() throws IOException {
    loop.call(all::size);
  }

  private void turn() throws IOException {
    long now = System.nanoTime();
    for (One each : all) {
      each.send(now);
    }
    loop.select(key -> ((Client) key.attachment()).ready(scratch), WAIT_MILLIS);
  }

  @Override
  public void close() throws IOException {
    loop.close();
    for (One each : all) {
      each.client.close();
    }
  }

  /** One stream. */
  private static final class One {

    private final Client client;
    private long startNanos = -1;
    private long nextNanos;

    One(Client client) {
      this.client = client;
    }

    void send(long nowNanos) throws IOException {
      if (!client.shaken() || (startNanos >= 0 && nowNanos - nextNanos < 0)) {
        return;
      }
      if (startNanos < 0) {
        startNanos = nowNanos;
        nextNanos = nowNanos;
        client.send(StreamPattern.pictureConfig());
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos - startNanos);
      client.send(new StreamPattern(SMALLEST).nextPicture(millis, nowNanos));
      nextNanos += PICTURE_NANOS;
    }
  }
}
