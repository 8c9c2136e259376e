package org.wcs.bench.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.Processors;
import org.wcs.bench.ServerProcess;
import org.wcs.bench.rtmp.Publishers;

/** {@code ./wcs bench rest|connect|scrape}: measures a fresh server and prints the figures. */
public final class OperationsBench {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = 500_000_000L;

  private final OperationsOptions options;
  private final ServerProcess server;

  private OperationsBench(OperationsOptions options, ServerProcess server) {
    this.options = options;
    this.server = server;
  }

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) {
    OperationsOptions options;
    try {
      options = OperationsOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(OperationsOptions.USAGE);
      System.exit(2);
      return;
    }
    boolean pinned = Processors.moveAway();
    try (ServerProcess server = ServerProcess.start(settings(options), "", pinned)) {
      new OperationsBench(options, server).run();
    } catch (IOException e) {
      System.err.println("failed: " + e.getMessage());
      System.exit(1);
    }
  }

  private static List<String> settings(OperationsOptions options) {
    List<String> settings = new ArrayList<>(options.serverOptions());
    settings.add("-Dws.max_sessions=" + (options.sessions() + 1_000));
    return settings;
  }

  private void run() throws IOException {
    switch (options.subject()) {
      case CONNECT ->
          print(options.sessions() + " sessions", new Sessions(server).measure(options.sessions()));
      case REST -> requests(rest());
      case SCRAPE -> requests(scrape());
    }
  }

  private void requests(Map<String, HttpRequest> wanted) throws IOException {
    Requests requests = new Requests(server.pid());
    InetSocketAddress rtmp =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.rtmpPort());
    try (Publishers publishers = new Publishers(rtmp, options.streams())) {
      awaitStreams(publishers, requests);
      for (Map.Entry<String, HttpRequest> each : wanted.entrySet()) {
        print(
            options.streams() + " streams, " + each.getKey(),
            requests.measure(each.getValue(), options.seconds()));
      }
    }
  }

  private void awaitStreams(Publishers publishers, Requests requests) throws IOException {
    String wanted = "streams_rtmp_in=" + options.streams() + "\n";
    long began = System.nanoTime();
    while (!requests.once(http("/?action=stat&groups=streams_stats")).contains(wanted)) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("the streams do not come");
      }
      publishers.check();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Map<String, HttpRequest> rest() {
    Map<String, HttpRequest> requests = new LinkedHashMap<>();
    requests.put("stream/find_all", post("/rest-api/stream/find_all", "{}"));
    requests.put("stream/find", post("/rest-api/stream/find", "{\"name\":\"stream7\"}"));
    requests.put("connection/find_all", post("/rest-api/connection/find_all", "{}"));
    return requests;
  }

  private Map<String, HttpRequest> scrape() {
    String metrics = "http://127.0.0.1:" + server.metricsPort() + "/metrics";
    Map<String, HttpRequest> requests = new LinkedHashMap<>();
    requests.put(
        "metrics",
        HttpRequest.newBuilder(URI.create(metrics))
            .header("Accept", "application/openmetrics-text")
            .build());
    requests.put("action=stat", get("/?action=stat"));
    requests.put("format=json", get("/?action=stat&format=json"));
    requests.put("status", get("/status"));
    return requests;
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(http(path)))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(http(path))).build();
  }

  private String http(String path) {
    return "http://127.0.0.1:" + server.httpPort() + path;
  }

  private void print(String subject, List<Figure> figures) {
    System.out.println(
        options.json() ? Figure.json(subject, figures) : Figure.line(subject, figures));
  }
}
