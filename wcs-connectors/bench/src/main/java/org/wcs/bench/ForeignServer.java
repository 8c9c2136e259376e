package org.wcs.bench;

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

/** A server to compare with, in one process that ends with this one. One thread. */
public final class ForeignServer implements Target {

  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = 20_000_000L;

  private final Order order;
  private final Process process;

  private ForeignServer(Order order, Process process) {
    this.order = order;
    this.process = process;
    Runtime.getRuntime()
        .addShutdownHook(new Thread(process::destroyForcibly, order.name() + " stop"));
  }

  /**
   * What is to be started.
   *
   * @param name for the table
   * @param folder for its files; deleted in the end
   * @param port where it will listen
   * @param packetPort where it takes packets as they are; 0 if it does not
   * @param command starts it in the foreground
   */
  public record Order(String name, Path folder, int port, int packetPort, List<String> command) {
    /** Keeps a copy of the command. */
    public Order {
      command = List.copyOf(command);
    }
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param pinned whether to bind it to one processor
   */
  public static ForeignServer start(Order order, boolean pinned) throws IOException {
    List<String> command = new ArrayList<>(Processors.serverPrefix(pinned));
    command.addAll(order.command());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output(order).toFile())
            .start();
    ForeignServer server = new ForeignServer(order, process);
    server.awaitListening();
    return server;
  }

  private static Path output(Order order) {
    return order.folder().resolve("output");
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - deadline >= 0) {
        String said = Files.readString(output(order));
        close();
        throw new IOException(order.name() + " did not start: " + said);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), order.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return order.name();
  }

  @Override
  public int port() {
    return order.port();
  }

  @Override
  public int packetPort() {
    return order.packetPort();
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
    try (var files = Files.walk(order.folder())) {
      files.sorted(Comparator.reverseOrder()).forEach(ForeignServer::delete);
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
