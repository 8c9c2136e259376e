package org.wcs.bench.hls;

/**
 * The outcome of one measurement.
 *
 * @param format how the stream was watched
 * @param players of the one stream
 * @param nanos length of the window
 * @param cpuNanos user and system time of the server in it
 * @param dueBytes media that all players should have got in it
 * @param totals what they saw
 */
record HlsFigures(
    HlsOptions.Format format,
    int players,
    long nanos,
    long cpuNanos,
    double dueBytes,
    Tally.Totals totals) {

  double cpuPercent() {
    return 100.0 * cpuNanos / nanos;
  }

  double requestsPerSecond() {
    return totals.requests() * 1e9 / nanos;
  }

  double microsPerRequest() {
    return cpuNanos / 1e3 / totals.requests();
  }

  double megabitsPerSecond() {
    return totals.bytes() * 8 / 1e6 / (nanos / 1e9);
  }

  /** Above 100, for containers and playlists add to the media. */
  double deliveredPercent() {
    return 100.0 * totals.bytes() / dueBytes;
  }
}
