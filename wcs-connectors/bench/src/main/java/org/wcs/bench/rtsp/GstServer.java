package org.wcs.bench.rtsp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.FreePorts;
import org.wcs.bench.Processors;

/**
 * gst-rtsp-server in one process: one pipeline for all players, fed with the same packets over UDP.
 */
final class GstServer implements Target {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String SCRIPT = "gst-server.py";
  private static final String PROBE =
      "import gi; gi.require_version('GstRtspServer', '1.0');"
          + " from gi.repository import GstRtspServer";
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = 20_000_000L;

  private final Process process;
  private final Path folder;
  private final int port;

  private GstServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "gst stop"));
  }

  /** Whether it can be started. */
  static boolean installed() {
    try {
      Process probe =
          new ProcessBuilder(PYTHON, "-c", PROBE)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param pinned whether to bind it to one processor
   */
  static GstServer start(boolean pinned) throws IOException {
    Path folder = Files.createTempDirectory("wcs-bench-gst-");
    Path script = folder.resolve(SCRIPT);
    try (InputStream text = GstServer.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new IOException(SCRIPT + " is not on the class path");
      }
      Files.copy(text, script);
    }
    int port = FreePorts.find(3);
    List<String> command = new ArrayList<>(Processors.serverPrefix(pinned));
    command.addAll(List.of(PYTHON, script.toString(), "" + port, "" + (port + 1)));
    command.add(StreamPattern.PARAMETER_SETS);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    GstServer server = new GstServer(process, folder, port);
    server.awaitListening();
    return server;
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - deadline >= 0) {
        String said = Files.readString(folder.resolve("output"));
        close();
        throw new IOException("gst-rtsp-server did not start: " + said);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Publisher publisher(Selector selector, Source source) throws IOException {
    return new Publisher.Datagrams(port + 1);
  }

  @Override
  public String name() {
    return "gst";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(folder.resolve(SCRIPT));
    Files.deleteIfExists(folder.resolve("output"));
    Files.deleteIfExists(folder);
  }
}
