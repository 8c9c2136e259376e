package org.wcs.bench.rtsp;

import org.wcs.bench.DelaySamples;
import org.wcs.bench.rtmp.SystemCalls;

/**
 * The outcome of one measurement.
 *
 * @param subject what was measured
 * @param count players, or cameras
 * @param usage of the server's processor
 * @param bytes over all connections in the window
 * @param dueBytes that should have gone over them
 * @param memory of the server
 * @param path what the bytes cost and how long they took
 */
record RtspFigures(
    Subject subject,
    int count,
    Usage usage,
    long bytes,
    double dueBytes,
    Memory memory,
    Path path) {

  /**
   * What was measured.
   *
   * @param server its name
   * @param way for the table
   */
  record Subject(String server, String way) {
    @Override
    public String toString() {
      return server + " " + way;
    }
  }

  /**
   * The server's processor.
   *
   * @param nanos length of the window
   * @param cpuNanos user and system time of the server in it
   */
  record Usage(long nanos, long cpuNanos) {}

  /**
   * The server's memory.
   *
   * @param idleBytes resident before
   * @param loadedBytes resident at the end of the window
   * @param liveBytes more heap in use than before; not a number without a heap
   */
  record Memory(long idleBytes, long loadedBytes, double liveBytes) {}

  /**
   * From the publisher to the players.
   *
   * @param delay of pictures at the probes
   * @param calls system calls a second
   */
  record Path(DelaySamples.Summary delay, SystemCalls calls) {}

  double cpuPercent() {
    return 100.0 * usage.cpuNanos() / usage.nanos();
  }

  double cpuPercentEach() {
    return cpuPercent() / count;
  }

  double megabits() {
    return bytes * 8e3 / usage.nanos();
  }

  double megabitsPerCore() {
    return bytes * 8e3 / usage.cpuNanos();
  }

  double kilobytesEach() {
    return (memory.loadedBytes() - memory.idleBytes()) / 1e3 / count;
  }

  double liveKilobytesEach() {
    return memory.liveBytes() / 1e3 / count;
  }

  double deliveredPercent() {
    return 100.0 * bytes / dueBytes;
  }
}
