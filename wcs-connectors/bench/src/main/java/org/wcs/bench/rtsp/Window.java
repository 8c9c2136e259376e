package org.wcs.bench.rtsp;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.ProcStat;

/** What a process does in a span of time. On the main thread. */
final class Window {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = 20_000_000L;

  /** What is awaited. */
  interface Condition {
    /** Whether it has come. */
    boolean met() throws IOException;
  }

  private Window() {}

  /** Lets the process work for so long. */
  static RtspFigures.Usage measure(long pid, int seconds) throws IOException {
    long cpu = ProcStat.cpuNanos(pid);
    long began = System.nanoTime();
    pass(seconds);
    long nanos = System.nanoTime() - began;
    return new RtspFigures.Usage(nanos, ProcStat.cpuNanos(pid) - cpu);
  }

  static void pass(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Waits; fails with the text if it does not come. */
  static void await(Condition condition, String otherwise) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.met()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IOException(otherwise);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
