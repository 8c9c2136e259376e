package org.wcs.bench.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wcs.bench.ProcStat;
import org.wcs.bench.ServerProcess;

/** Opens sessions as fast as the server takes them, then lets them be. One thread. */
final class Sessions {

  private static final int AT_ONCE = 64;
  private static final int REHEARSAL = 500;
  private static final long PATIENCE_SECONDS = 120;
  private static final double KILO = 1e3;
  private static final String CONNECTION =
      "{\"message\":\"connection\",\"data\":[{\"appKey\":\"defaultApp\",\"mediaProviders\":[\"WebRTC\"],"
          + "\"keepAlive\":true,\"clientVersion\":\"2.0\",\"clientOSVersion\":\"bench\"}]}";

  private final ServerProcess server;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<WebSocket> open = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  Sessions(ServerProcess server) {
    this.server = server;
    this.uri = URI.create("ws://127.0.0.1:" + server.wsPort() + "/");
  }

  /** Some come and go first: what the first ones cost once is not the price of each. */
  List<Figure> measure(int number) throws IOException {
    connect(Math.min(number, REHEARSAL));
    open.forEach(WebSocket::abort);
    open.clear();
    long idleLive = server.liveBytes();
    long idle = ProcStat.residentBytes(server.pid());
    long cpu = ProcStat.cpuNanos(server.pid());
    long began = System.nanoTime();
    connect(number);
    long nanos = System.nanoTime() - began;
    cpu = ProcStat.cpuNanos(server.pid()) - cpu;
    long live = server.liveBytes();
    long resident = ProcStat.residentBytes(server.pid());
    open.forEach(WebSocket::abort);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("sessions/s", number * 1e9 / nanos, 0));
    figures.add(new Figure("CPU ms each", cpu / 1e6 / number, 3));
    figures.add(new Figure("kB live each", (live - idleLive) / KILO / number, 1));
    figures.add(new Figure("kB RSS each", (resident - idle) / KILO / number, 1));
    return figures;
  }

  private void connect(int number) throws IOException {
    Semaphore turns = new Semaphore(AT_ONCE);
    CountDownLatch connected = new CountDownLatch(number);
    try {
      for (int i = 0; i < number; i++) {
        if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("a session is not taken");
        }
        Runnable done =
            () -> {
              turns.release();
              connected.countDown();
            };
        client
            .newWebSocketBuilder()
            .buildAsync(uri, new Session(done))
            .whenComplete((socket, failed) -> began(socket, failed, done));
      }
      if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(connected.getCount() + " sessions are not taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Throwable failed = fault.get();
    if (failed != null) {
      throw new IOException("a session failed: " + failed.getMessage(), failed);
    }
  }

  private void began(@Nullable WebSocket socket, @Nullable Throwable failed, Runnable done) {
    if (socket == null) {
      fault.compareAndSet(null, failed);
      done.run();
      return;
    }
    open.add(socket);
    socket.sendText(CONNECTION, true);
  }

  /** One session: it is there with the first word of the server, and answers pings. */
  private final class Session implements WebSocket.Listener {

    private final Runnable done;
    private boolean there;

    Session(Runnable done) {
      this.done = done;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (text.toString().contains("\"ping\"")) {
        socket.sendText("{\"message\":\"pong\",\"data\":[]}", true);
      } else if (!there) {
        there = true;
        done.run();
      }
      socket.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      fault.compareAndSet(null, error);
    }
  }
}
