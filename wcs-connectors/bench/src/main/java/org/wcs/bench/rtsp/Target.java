package org.wcs.bench.rtsp;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Objects;
import org.wcs.bench.ServerProcess;
import org.wcs.rtsp.wire.RtspUrl;

/** A server that runs and is to be measured. Closing it stops it. */
interface Target extends AutoCloseable {

  /** For the table. */
  String name();

  /** Its RTSP port on the loopback address. */
  int port();

  /** The process that does the work. */
  long pid() throws IOException;

  /** Heap in use after a collection; not a number where there is no heap to ask for. */
  default double liveBytes() throws IOException {
    return Double.NaN;
  }

  /** The stream that players ask for. */
  default RtspUrl url() {
    return Objects.requireNonNull(RtspUrl.parse("rtsp://127.0.0.1:" + port() + "/bench"));
  }

  /** The way for the stream to get in. */
  default Publisher publisher(Selector selector, Source source) throws IOException {
    return new Publisher.Recording(selector, url(), source);
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
      return process.rtspPort();
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
