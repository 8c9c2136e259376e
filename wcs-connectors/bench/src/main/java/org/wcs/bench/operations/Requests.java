package org.wcs.bench.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.ProcStat;

/** Asks for one thing again and again on one connection. One thread. */
final class Requests {

  private static final int WARM_UP = 200;
  private static final int IDLE_SECONDS = 3;
  private static final double MILLIS = 1e6;
  private static final double KILO = 1e3;

  private final HttpClient client = HttpClient.newHttpClient();
  private final long pid;

  Requests(long pid) {
    this.pid = pid;
  }

  /** One answer as text. */
  String once(String url) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /** Measures for so many seconds. */
  List<Figure> measure(HttpRequest request, int seconds) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      send(request);
    }
    double idle = idleShare();
    List<Long> nanos = new ArrayList<>();
    long bytes = 0;
    long cpu = ProcStat.cpuNanos(pid);
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    for (long now = began; now < end; now = System.nanoTime()) {
      bytes = send(request).length();
      nanos.add(System.nanoTime() - now);
    }
    long passed = System.nanoTime() - began;
    double own = ProcStat.cpuNanos(pid) - cpu - idle * passed;
    Collections.sort(nanos);
    return List.of(
        new Figure("answers/s", nanos.size() * 1e9 / passed, 0),
        new Figure("p50 ms", nanos.get(nanos.size() / 2) / MILLIS, 2),
        new Figure("p99 ms", nanos.get(nanos.size() * 99 / 100) / MILLIS, 2),
        new Figure("CPU ms each", own / nanos.size() / MILLIS, 3),
        new Figure("kB each", bytes / KILO, 1));
  }

  /** What the server spends without being asked, in processors. */
  private double idleShare() throws IOException {
    long cpu = ProcStat.cpuNanos(pid);
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    for (long left = end - began; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return (double) (ProcStat.cpuNanos(pid) - cpu) / (System.nanoTime() - began);
  }

  private String send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri() + " is answered with " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
