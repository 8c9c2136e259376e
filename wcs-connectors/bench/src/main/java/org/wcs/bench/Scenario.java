package org.wcs.bench;

import java.util.List;

/**
 * One measurement.
 *
 * @param viewers players of the one stream
 * @param bitsPerSecond of the stream, about
 * @param seconds measured
 * @param warmUpSeconds of full load before that
 * @param gso whether the server may send bursts by UDP segmentation offload
 * @param collector of {@link Collector#ALL}; empty for what the launcher or {@code WCS_JAVA_OPTS}
 *     chooses
 * @param serverOptions further {@code -D} options of the server
 */
record Scenario(
    int viewers,
    int bitsPerSecond,
    int seconds,
    int warmUpSeconds,
    boolean gso,
    String collector,
    List<String> serverOptions) {

  Scenario {
    if (viewers < 1 || bitsPerSecond < 1 || seconds < 1 || warmUpSeconds < 0) {
      throw new IllegalArgumentException(
          "viewers, bitrate and seconds must be positive: %d, %d, %d, %d"
              .formatted(viewers, bitsPerSecond, seconds, warmUpSeconds));
    }
    serverOptions = List.copyOf(serverOptions);
  }

  /** For people. */
  String title() {
    return "%d viewers, %d kbit/s, GSO %s%s"
        .formatted(
            viewers,
            bitsPerSecond / 1_000,
            gso ? "on" : "off",
            collector.isEmpty() ? "" : ", " + collector + "GC");
  }
}
