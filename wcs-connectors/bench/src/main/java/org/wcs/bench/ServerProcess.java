package org.wcs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The real server, started by the launcher in the current folder on one processor and on ports of
 * its own. Closing it stops it as Ctrl-C would.
 */
public final class ServerProcess implements AutoCloseable {

  private static final int PORTS = 40;
  private static final List<String> LISTENERS =
      List.of(
          "http.port",
          "https.port",
          "ws.port",
          "wss.port",
          "hls.port",
          "hls.https.port",
          "cdn_port",
          "metrics.port",
          "management.port",
          "rtmp.port",
          "rtsp.port",
          "cli.port",
          "cli.read_only_port",
          "jmx.port");
  private static final String READY = "WCS is ready";
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 15;

  private final Process launcher;
  private final Path data;
  private final int httpPort;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final StringBuilder printed = new StringBuilder();

  private ServerProcess(Process launcher, Path data, int httpPort) {
    this.launcher = launcher;
    this.data = data;
    this.httpPort = httpPort;
    Thread reader = new Thread(this::readOutput, "server output");
    reader.setDaemon(true);
    reader.start();
    // An interrupted measurement must not leave its server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeQuietly, "server stop"));
  }

  /**
   * Starts the server and waits until it can serve.
   *
   * @param options {@code -D} options besides the ports
   * @param collector of {@link Collector#ALL}; empty for what the launcher chooses
   * @param pinned whether to bind it to one processor
   */
  public static ServerProcess start(List<String> options, String collector, boolean pinned)
      throws IOException {
    Path data = Files.createTempDirectory("wcs-bench-");
    int first = FreePorts.find(PORTS);
    List<String> command = new ArrayList<>(Processors.serverPrefix(pinned));
    command.addAll(List.of("./wcs", "run"));
    for (int i = 0; i < LISTENERS.size(); i++) {
      command.add("-D" + LISTENERS.get(i) + "=" + (first + i));
    }
    command.add("-Drtsp.fallback_port=0");
    command.add("-Dmedia_port_from=" + (first + LISTENERS.size()));
    command.add("-Dmedia_port_to=" + (first + PORTS));
    command.add("-Dip_local=127.0.0.1");
    command.add("-Dbind.address=127.0.0.1");
    command.add("-Dwcs.data=" + data);
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:gc*:file=" + data + "/gc-%p.log");
    if (!collector.isEmpty()) {
      builder.environment().put("WCS_JAVA_OPTS", Collector.options(collector));
    }
    ServerProcess server = new ServerProcess(builder.start(), data, first);
    server.awaitReady();
    return server;
  }

  /** Where the console and the REST API are. */
  public int httpPort() {
    return httpPort;
  }

  /** Where signalling clients connect. */
  public int wsPort() {
    return httpPort + LISTENERS.indexOf("ws.port");
  }

  /** Where figures are collected. */
  public int metricsPort() {
    return httpPort + LISTENERS.indexOf("metrics.port");
  }

  /** Where RTMP clients connect. */
  public int rtmpPort() {
    return httpPort + LISTENERS.indexOf("rtmp.port");
  }

  /** Where RTSP clients connect. */
  public int rtspPort() {
    return httpPort + LISTENERS.indexOf("rtsp.port");
  }

  /** Where HLS players connect. */
  public int hlsPort() {
    return httpPort + LISTENERS.indexOf("hls.port");
  }

  /** The server's own process, not the launcher's. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readString(data.resolve("server.pid")).strip());
  }

  Path gcLog() throws IOException {
    return data.resolve("gc-" + pid() + ".log");
  }

  /** What is left on the heap after a full collection. */
  public long liveBytes() throws IOException {
    return LiveHeap.parse(diagnose("GC.class_histogram"));
  }

  /** Runs a diagnostic command in the server and tells what it printed. */
  String diagnose(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    words.add(Long.toString(pid()));
    words.addAll(Arrays.asList(command));
    Process jcmd = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    if (Files.notExists(data)) {
      return;
    }
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException | UncheckedIOException e) {
      System.err.println("cannot clear away " + data + ": " + e.getMessage());
    }
  }

  private void awaitReady() throws IOException {
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      String said = said();
      close();
      throw new IOException("the server did not start:\n" + said, e);
    }
  }

  private String said() {
    synchronized (printed) {
      return printed.toString();
    }
  }

  private void readOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException | UncheckedIOException e) {
      ready.completeExceptionally(e);
    }
  }

  private void heard(String line) {
    if (!ready.isDone()) {
      synchronized (printed) {
        printed.append(line).append('\n');
      }
    }
    if (line.startsWith(READY)) {
      ready.complete(null);
    }
  }
}
