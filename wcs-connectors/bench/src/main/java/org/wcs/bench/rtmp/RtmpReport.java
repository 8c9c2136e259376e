package org.wcs.bench.rtmp;

import java.util.List;
import java.util.Locale;

/** Renders figures as a table for people or as JSON for programs. */
final class RtmpReport {

  private static final String HEAD =
      "%-12s %8s %8s %12s %12s %12s %10s %10s %11s %8s %8s %8s%n"
          .formatted(
              "server",
              "players",
              "CPU %",
              "CPU %/player",
              "Mbit/s core",
              "sends/player",
              "calls/s",
              "kB RSS/pl.",
              "kB live/pl.",
              "p50 ms",
              "p99 ms",
              "got %");

  private RtmpReport() {}

  static String table(List<RtmpFigures> all) {
    StringBuilder table = new StringBuilder(HEAD);
    for (RtmpFigures each : all) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-12s %8d %8.1f %12.4f %12.0f %12.1f %10.0f %10.1f %11s %8.2f %8.2f %8.1f%n",
              each.server(),
              each.players(),
              each.cpuPercent(),
              each.cpuPercentPerPlayer(),
              each.megabitsPerCore(),
              each.sendsPerPlayer(),
              each.path().calls().all(),
              each.kilobytesPerPlayer(),
              live(each),
              each.path().delay().p50Millis(),
              each.path().delay().p99Millis(),
              each.deliveredPercent()));
    }
    if (all.size() == 2) {
      double ratio = all.get(0).cpuPercentPerPlayer() / all.get(1).cpuPercentPerPlayer();
      table.append(
          String.format(
              Locale.ROOT,
              "%s needs %.2f times the CPU of %s.%n",
              all.get(0).server(),
              ratio,
              all.get(1).server()));
    }
    return table.toString();
  }

  private static String live(RtmpFigures figures) {
    double live = figures.liveKilobytesPerPlayer();
    return Double.isNaN(live) ? "-" : String.format(Locale.ROOT, "%.1f", live);
  }

  static String json(List<RtmpFigures> all) {
    StringBuilder json = new StringBuilder("[");
    for (RtmpFigures each : all) {
      json.append(json.length() == 1 ? "\n" : ",\n");
      json.append(
          String.format(
              Locale.ROOT,
              "{\"server\": \"%s\", \"players\": %d, \"cpuPercent\": %.2f,"
                  + " \"cpuPercentPerPlayer\": %.5f, \"megabitsPerCore\": %.0f,"
                  + " \"residentBytesPerPlayer\": %.0f, \"deliveredPercent\": %.2f}",
              each.server(),
              each.players(),
              each.cpuPercent(),
              each.cpuPercentPerPlayer(),
              each.megabitsPerCore(),
              each.kilobytesPerPlayer() * 1e3,
              each.deliveredPercent()));
    }
    return json.append("\n]").toString();
  }
}
