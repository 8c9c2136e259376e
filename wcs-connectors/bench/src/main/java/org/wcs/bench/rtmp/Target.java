package org.wcs.bench.rtmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.wcs.bench.ServerProcess;

/** A server that runs and is to be measured. Closing it stops it. */
interface Target extends AutoCloseable {

  /** For the table. */
  String name();

  /** Its RTMP port on the loopback address. */
  int port();

  /** The process that does the work. */
  long pid() throws IOException;

  /** Heap in use after a collection; not a number where there is no heap to ask for. */
  default double liveBytes() throws IOException {
    return Double.NaN;
  }

  /** Where clients connect. */
  default InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  @Override
  void close() throws IOException;

  /** The server of this project, started by the launcher. */
  record Wcs(ServerProcess process) implements Target {
    @Override
    public String name() {
      return "WCS";
    }

    @Override
    public int port() {
      return process.rtmpPort();
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

  /** A server that somebody else has started. */
  record Running(int port, long pid) implements Target {
    @Override
    public String name() {
      return "process " + pid;
    }

    @Override
    public void close() {}
  }
}
