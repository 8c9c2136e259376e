package org.wcs.bench.hls;

import java.util.List;
import java.util.Locale;
import org.wcs.bench.DelaySamples;

/** Renders figures as a table for people or as JSON for programs. */
final class HlsReport {

  private static final String HEAD =
      "%-8s %8s %7s %11s %8s %8s   %-17s   %-17s   %-17s %7s %7s %7s%n"
          .formatted(
              "format",
              "players",
              "CPU %",
              "requests/s",
              "us/req.",
              "Mbit/s",
              "playlist p50, p99",
              "segment p50, p99",
              "picture p50, p99",
              "failed",
              "missed",
              "got %");
  private static final String NOTES =
      """
      Milliseconds: an answer from its request to its last byte; a playlist that was held back, from
      the first player who got it; the newest picture of a segment or part since it was published.
      """;

  private HlsReport() {}

  static String table(List<HlsFigures> all) {
    StringBuilder table = new StringBuilder(HEAD);
    for (HlsFigures each : all) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-8s %8d %7.1f %11.0f %8.0f %8.0f   %-17s   %-17s   %-17s %7d %7d %7.1f%n",
              each.format().title(),
              each.players(),
              each.cpuPercent(),
              each.requestsPerSecond(),
              each.microsPerRequest(),
              each.megabitsPerSecond(),
              percentiles(each.totals().playlists()),
              percentiles(each.totals().media()),
              percentiles(each.totals().ages()),
              each.totals().failed(),
              each.totals().missed(),
              each.deliveredPercent()));
    }
    return table.append(NOTES).toString();
  }

  private static String percentiles(DelaySamples.Summary delay) {
    return String.format(Locale.ROOT, "%.1f, %.1f", delay.p50Millis(), delay.p99Millis());
  }

  static String json(List<HlsFigures> all) {
    StringBuilder json = new StringBuilder("[");
    for (HlsFigures each : all) {
      json.append(json.length() == 1 ? "\n" : ",\n");
      json.append(
          String.format(
              Locale.ROOT,
              "{\"format\": \"%s\", \"players\": %d, \"cpuPercent\": %.2f,"
                  + " \"requestsPerSecond\": %.1f, \"megabitsPerSecond\": %.1f, %s, %s, %s,"
                  + " \"failed\": %d, \"missed\": %d, \"deliveredPercent\": %.2f}",
              each.format(),
              each.players(),
              each.cpuPercent(),
              each.requestsPerSecond(),
              each.megabitsPerSecond(),
              pair("playlist", each.totals().playlists()),
              pair("segment", each.totals().media()),
              pair("picture", each.totals().ages()),
              each.totals().failed(),
              each.totals().missed(),
              each.deliveredPercent()));
    }
    return json.append("\n]").toString();
  }

  private static String pair(String name, DelaySamples.Summary delay) {
    return "\""
        + name
        + "P50Millis\": "
        + number(delay.p50Millis())
        + ", \""
        + name
        + "P99Millis\": "
        + number(delay.p99Millis());
  }

  private static String number(double millis) {
    return Double.isNaN(millis) ? "null" : String.format(Locale.ROOT, "%.2f", millis);
  }
}
