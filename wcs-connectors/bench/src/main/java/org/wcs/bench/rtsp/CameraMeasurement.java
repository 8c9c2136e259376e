package org.wcs.bench.rtsp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.ProcStat;
import org.wcs.bench.ServerProcess;
import org.wcs.bench.rtmp.SystemCalls;

/** The own server that fetches streams of cameras which nobody watches. */
final class CameraMeasurement {

  private static final int CALL_SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final DelaySamples.Summary NO_DELAY =
      new DelaySamples.Summary(0, Double.NaN, Double.NaN, Double.NaN);

  private final ServerProcess server;
  private final PlayerLoad load;
  private final int count;

  private CameraMeasurement(ServerProcess server, PlayerLoad load, int count) {
    this.server = server;
    this.load = load;
    this.count = count;
  }

  static RtspFigures run(ServerProcess server, PlayerLoad load, int count) throws IOException {
    StreamPattern pattern = new StreamPattern(load.bitsPerSecond());
    try (Cameras cameras = new Cameras(pattern)) {
      return new CameraMeasurement(server, load, count)
          .measure(cameras, pattern.bytesPerSecond(true));
    }
  }

  private RtspFigures measure(Cameras cameras, double bytesPerSecond) throws IOException {
    // what the first costs once is not taken for the cost of each
    fetch(cameras, 0, 1);
    double idleLive = server.liveBytes();
    long idle = ProcStat.residentBytes(server.pid());
    fetch(cameras, 1, count);
    Window.pass(load.warmUpSeconds());

    long sent = cameras.sent();
    RtspFigures.Usage usage = Window.measure(server.pid(), load.seconds());
    sent = cameras.sent() - sent;
    if (cameras.playing() != count) {
      throw new IOException("only " + cameras.playing() + " cameras are left");
    }
    long loaded = ProcStat.residentBytes(server.pid());
    SystemCalls calls = SystemCalls.count(server.pid(), CALL_SECONDS);
    return new RtspFigures(
        new RtspFigures.Subject("WCS", "cameras"),
        count,
        usage,
        sent,
        bytesPerSecond * count * usage.nanos() / 1e9,
        new RtspFigures.Memory(idle, loaded, server.liveBytes() - idleLive),
        new RtspFigures.Path(NO_DELAY, calls));
  }

  private void fetch(Cameras cameras, int from, int to) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int number = from; number < to; number++) {
        order(client, cameras.url(number));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Window.await(() -> cameras.playing() == to, "not every camera is fetched");
  }

  private void order(HttpClient client, String camera) throws IOException, InterruptedException {
    URI startup = URI.create("http://127.0.0.1:" + server.httpPort() + "/rest-api/rtsp/startup");
    HttpRequest request =
        HttpRequest.newBuilder(startup)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"uri\": \"" + camera + "\"}"))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IOException(camera + " is not fetched: " + status);
    }
  }
}
