package org.wcs.bench.rtsp;

import java.util.List;
import java.util.Locale;

/** Renders figures as a table for people or as JSON for programs. */
final class RtspReport {

  private static final String HEAD =
      "%-12s %7s %7s %10s %8s %12s %9s %9s %9s %9s %8s %8s %7s%n"
          .formatted(
              "server",
              "number",
              "CPU %",
              "CPU % each",
              "Mbit/s",
              "Mbit/s core",
              "sends/s",
              "calls/s",
              "kB RSS",
              "kB live",
              "p50 ms",
              "p99 ms",
              "got %");

  private RtspReport() {}

  static String table(List<RtspFigures> all) {
    StringBuilder table = new StringBuilder(HEAD);
    for (RtspFigures each : all) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-12s %7d %7.1f %10.4f %8.0f %12.0f %9s %9s %9.1f %9s %8s %8s %7.1f%n",
              each.subject(),
              each.count(),
              each.cpuPercent(),
              each.cpuPercentEach(),
              each.megabits(),
              each.megabitsPerCore(),
              number(each.path().calls().sends(), 0),
              number(each.path().calls().all(), 0),
              each.kilobytesEach(),
              number(each.liveKilobytesEach(), 1),
              number(each.path().delay().p50Millis(), 2),
              number(each.path().delay().p99Millis(), 2),
              each.deliveredPercent()));
    }
    for (RtspFigures each : all) {
      for (RtspFigures other : all.subList(all.indexOf(each) + 1, all.size())) {
        compare(table, each, other);
      }
    }
    return table.toString();
  }

  /** Two servers that did the same. */
  private static void compare(StringBuilder table, RtspFigures one, RtspFigures other) {
    boolean same = other.subject().way().equals(one.subject().way());
    if (same && !other.subject().server().equals(one.subject().server())) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s needs %.2f times the CPU of %s.%n",
              one.subject(),
              one.cpuPercentEach() / other.cpuPercentEach(),
              other.subject()));
    }
  }

  /** What was not measured is a dash. */
  private static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
  }

  static String json(List<RtspFigures> all) {
    StringBuilder json = new StringBuilder("[");
    for (RtspFigures each : all) {
      json.append(json.length() == 1 ? "\n" : ",\n");
      json.append(
          String.format(
              Locale.ROOT,
              "{\"server\": \"%s\", \"way\": \"%s\", \"number\": %d, \"cpuPercent\": %.2f,"
                  + " \"cpuPercentEach\": %.5f, \"megabitsPerCore\": %.0f,"
                  + " \"residentBytesEach\": %.0f, \"deliveredPercent\": %.2f}",
              each.subject().server(),
              each.subject().way(),
              each.count(),
              each.cpuPercent(),
              each.cpuPercentEach(),
              each.megabitsPerCore(),
              each.kilobytesEach() * 1e3,
              each.deliveredPercent()));
    }
    return json.append("\n]").toString();
  }
}
