package org.wcs.bench.rtmp;

import org.wcs.bench.DelaySamples;

/**
 * The outcome of one measurement.
 *
 * @param server what was measured
 * @param players of the one stream
 * @param nanos length of the window
 * @param cpuNanos user and system time of the server in it
 * @param receivedBytes by all players in it
 * @param dueBytes that all players should have got
 * @param memory of the server
 * @param path what the bytes cost and how long they took
 */
record RtmpFigures(
    String server,
    int players,
    long nanos,
    long cpuNanos,
    long receivedBytes,
    double dueBytes,
    Memory memory,
    Path path) {

  /**
   * The server's memory.
   *
   * @param idleBytes resident with the publisher alone, after a rehearsal
   * @param loadedBytes resident at the end of the window
   * @param liveBytes more heap in use than with the publisher alone; not a number without a heap
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
    return 100.0 * cpuNanos / nanos;
  }

  double cpuPercentPerPlayer() {
    return cpuPercent() / players;
  }

  double megabitsPerCore() {
    return receivedBytes * 8 / 1e6 / (cpuNanos / 1e9);
  }

  double kilobytesPerPlayer() {
    return (memory.loadedBytes() - memory.idleBytes()) / 1e3 / players;
  }

  double liveKilobytesPerPlayer() {
    return memory.liveBytes() / 1e3 / players;
  }

  double deliveredPercent() {
    return 100.0 * receivedBytes / dueBytes;
  }

  double sendsPerPlayer() {
    return path.calls().sends() / players;
  }
}
