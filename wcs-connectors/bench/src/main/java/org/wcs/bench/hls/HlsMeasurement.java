package org.wcs.bench.hls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.ProcStat;
import org.wcs.bench.ServerProcess;
import org.wcs.bench.rtmp.Broadcast;

/** One server under the load of players that watch one way. */
final class HlsMeasurement {

  private static final long BETWEEN_PLAYERS_NANOS = 4_000_000L;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = 100_000_000L;
  private static final int SEGMENTS_FIRST = 3;

  private final ServerProcess server;
  private final HlsOptions.Format format;
  private final PlayerLoad load;

  private HlsMeasurement(ServerProcess server, HlsOptions.Format format, PlayerLoad load) {
    this.server = server;
    this.format = format;
    this.load = load;
  }

  static HlsFigures run(ServerProcess server, HlsOptions.Format format, PlayerLoad load)
      throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (Broadcast broadcast =
            new Broadcast(new InetSocketAddress(host, server.rtmpPort()), load.bitsPerSecond());
        PlayerLoop players =
            new PlayerLoop(new InetSocketAddress(host, server.hlsPort()), format)) {
      return new HlsMeasurement(server, format, load).measure(broadcast, players);
    }
  }

  private HlsFigures measure(Broadcast broadcast, PlayerLoop players) throws IOException {
    awaitSegments();
    for (int i = 0; i < load.players(); i++) {
      players.join();
      LockSupport.parkNanos(BETWEEN_PLAYERS_NANOS);
    }
    pass(load.warmUpSeconds());

    players.reset();
    long cpu = ProcStat.cpuNanos(server.pid());
    long began = System.nanoTime();
    pass(load.seconds());
    Tally.Totals totals = players.totals();
    long nanos = System.nanoTime() - began;
    cpu = ProcStat.cpuNanos(server.pid()) - cpu;
    broadcast.check();
    double due = broadcast.bytesPerSecond() * load.players() * nanos / 1e9;
    return new HlsFigures(format, load.players(), nanos, cpu, due, totals);
  }

  /** The server cuts from the first request on; players come when there is something to watch. */
  private void awaitSegments() throws IOException {
    String folder = "http://localhost:" + server.hlsPort() + "/" + Broadcast.STREAM + "/";
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (segments(client, folder) < SEGMENTS_FIRST) {
        if (System.nanoTime() - deadline >= 0) {
          throw new IOException("the server cuts no segments");
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private int segments(HttpClient client, String folder) throws IOException, InterruptedException {
    HttpResponse<String> master = get(client, folder + format.master());
    if (!Playlist.isMaster(master.body())) {
      return 0;
    }
    String leading = Playlist.playlists(master.body()).getFirst();
    return Playlist.parse(get(client, folder + leading).body()).segments().size();
  }

  private static HttpResponse<String> get(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void pass(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
