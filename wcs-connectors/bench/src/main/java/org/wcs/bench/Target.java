package org.wcs.bench;

import java.io.IOException;

/** A server that runs and is to be measured. Closing it stops it. */
public interface Target extends AutoCloseable {

  /** For the table. */
  String name();

  /** The port of the measured protocol on the loopback address. */
  int port();

  /** The first port that takes the stream's packets as they are; 0 if it must be published. */
  default int packetPort() {
    return 0;
  }

  /** The process that does the work. */
  long pid() throws IOException;

  /** Heap in use after a collection; not a number where there is no heap to ask for. */
  default double liveBytes() throws IOException {
    return Double.NaN;
  }

  @Override
  void close() throws IOException;

  /**
   * The server of this project, started by the launcher.
   *
   * @param process runs it
   * @param port of the measured protocol
   */
  record Wcs(ServerProcess process, int port) implements Target {
    @Override
    public String name() {
      return "WCS";
    }

    @Override
    public long pid() throws IOException {
      return process.pid();
    }

    @Override
    public double liveBytes() throws IOException {
      return process.liveBytes();
    }

    @Override
    public void close() throws IOException {
      process.close();
    }
  }

  /**
   * A server that somebody else has started.
   *
   * @param port of the measured protocol
   * @param pid its process
   */
  record Running(int port, long pid) implements Target {

    /** Reads {@code PORT:PID}, the value of the option just read. */
    public static Running of(String option, CommandLine line) {
      String value = line.value(option);
      if (!value.matches("\\d{1,5}:\\d{1,9}")) {
        throw new IllegalArgumentException(option + " needs PORT:PID, not " + value);
      }
      String[] parts = value.split(":");
      return new Running(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public String name() {
      return "process " + pid;
    }

    @Override
    public void close() {}
  }
}
