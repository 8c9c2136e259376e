package org.wcs.bench;

/**
 * The outcome of one measurement.
 *
 * @param delivery all viewers together
 * @param delay of the packets of the probes
 * @param pauses of the collector, from the first viewer's joining to the end of the window
 */
record Figures(
    Scenario scenario,
    Sending sending,
    Delivery delivery,
    DelaySamples.Summary delay,
    Memory memory,
    GcLog.Pauses pauses) {

  /**
   * What the server did in the window.
   *
   * @param nanos length of the window
   * @param cpuNanos user and system time of the process
   * @param datagrams that it sent
   * @param calls sends to the kernel
   * @param drops datagrams that the kernel did not take
   */
  record Sending(long nanos, long cpuNanos, long datagrams, long calls, long drops) {

    double cpuMicrosPerDatagram() {
      return cpuNanos / 1e3 / datagrams;
    }

    double cpuPercent() {
      return 100.0 * cpuNanos / nanos;
    }

    double datagramsPerSecond() {
      return datagrams * 1e9 / nanos;
    }

    double datagramsPerCall() {
      return calls == 0 ? Double.NaN : (double) datagrams / calls;
    }
  }

  /**
   * The server's memory.
   *
   * @param idleBytes resident after a warm-up, with the publisher alone
   * @param loadedBytes resident at the end of the window
   * @param idleLiveBytes heap in use after a collection, publisher alone
   * @param loadedLiveBytes heap in use after a collection, with all viewers
   * @param allocatedBytes by all threads in the window
   */
  record Memory(
      long idleBytes,
      long loadedBytes,
      long idleLiveBytes,
      long loadedLiveBytes,
      long allocatedBytes) {}

  double residentPerViewer() {
    return (double) (memory.loadedBytes() - memory.idleBytes()) / scenario.viewers();
  }

  double livePerViewer() {
    return (double) (memory.loadedLiveBytes() - memory.idleLiveBytes()) / scenario.viewers();
  }

  double allocatedPerDatagram() {
    return (double) memory.allocatedBytes() / sending.datagrams();
  }
}
