package org.wcs.bench.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.FreePorts;
import org.wcs.bench.Processors;

/** nginx with its RTMP module in one process, with large chunks, which is what serves it best. */
final class Nginx implements Target {

  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = 20_000_000L;

  private final Process process;
  private final Path folder;
  private final int port;

  private Nginx(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "nginx stop"));
  }

  /** Whether it can be started. */
  static boolean installed() {
    return Files.isReadable(MODULE) && Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param pinned whether to bind it to one processor
   */
  static Nginx start(boolean pinned) throws IOException {
    Path folder = Files.createTempDirectory("wcs-bench-nginx-");
    int port = FreePorts.find(1);
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, port));
    List<String> command = new ArrayList<>(Processors.serverPrefix(pinned));
    command.addAll(List.of(PROGRAM.toString(), "-p", folder.toString(), "-c", config.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Nginx nginx = new Nginx(process, folder, port);
    nginx.awaitListening();
    return nginx;
  }

  private static String config(Path folder, int port) {
    return """
    load_module %s;
    daemon off;
    master_process off;
    pid %s/nginx.pid;
    error_log %s/error.log crit;
    events { worker_connections 16384; }
    rtmp {
      server {
        listen 127.0.0.1:%d;
        chunk_size 65536;
        application live { live on; wait_key on; }
      }
    }
    """
        .formatted(MODULE, folder, folder, port);
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - deadline >= 0) {
        String said = Files.readString(folder.resolve("output"));
        close();
        throw new IOException("nginx did not start: " + said);
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
  public String name() {
    return "nginx-rtmp";
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
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Nginx::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
