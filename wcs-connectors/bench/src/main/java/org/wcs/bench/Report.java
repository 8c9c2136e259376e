package org.wcs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders figures as a table for people or as JSON for programs. */
final class Report {

  private static final String[] HEAD = {
    "scenario",
    "us/datagram",
    "datagrams/s",
    "CPU %",
    "per send",
    "loss %",
    "p50 ms",
    "p99 ms",
    "kB RSS/viewer",
    "kB live/viewer",
    "B alloc/datagram",
    "GC pauses",
    "max ms",
    "total ms"
  };

  private Report() {}

  static String table(List<Figures> all) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEAD);
    all.forEach(figures -> rows.add(row(figures)));
    int[] widths = new int[HEAD.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        table.append(i == 0 ? row[i] + pad : "  " + pad + row[i]);
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String[] row(Figures figures) {
    Figures.Sending sending = figures.sending();
    DelaySamples.Summary delay = figures.delay();
    return new String[] {
      figures.scenario().title(),
      text("%.2f", sending.cpuMicrosPerDatagram()),
      text("%.0f", sending.datagramsPerSecond()),
      text("%.1f", sending.cpuPercent()),
      text("%.2f", sending.datagramsPerCall()),
      text("%.3f", figures.delivery().lossPercent()),
      text("%.2f", delay.p50Millis()),
      text("%.2f", delay.p99Millis()),
      text("%.0f", figures.residentPerViewer() / 1e3),
      text("%.0f", figures.livePerViewer() / 1e3),
      text("%.1f", figures.allocatedPerDatagram()),
      Integer.toString(figures.pauses().count()),
      text("%.2f", figures.pauses().maxMillis()),
      text("%.1f", figures.pauses().totalMillis())
    };
  }

  /** One remark per thing that makes figures doubtful. */
  static List<String> remarks(Figures figures) {
    List<String> remarks = new ArrayList<>();
    Delivery delivery = figures.delivery();
    double due =
        (double) figures.scenario().viewers()
            * LoadPattern.of(figures.scenario().bitsPerSecond()).packetsPerSecond()
            * figures.sending().nanos()
            / 1e9;
    if (delivery.packets() < 0.98 * due) {
      remarks.add(text("viewers got %.1f %% of the packets due", 100 * delivery.packets() / due));
    }
    if (delivery.undecipherable() > 0) {
      remarks.add(delivery.undecipherable() + " packets could not be decrypted");
    }
    if (delivery.resent() > 0) {
      remarks.add(delivery.resent() + " packets were retransmissions");
    }
    if (figures.sending().drops() > 0) {
      remarks.add("the kernel refused " + figures.sending().drops() + " datagrams");
    }
    if (figures.sending().cpuPercent() > 95) {
      remarks.add("the server's processor was full");
    }
    return remarks;
  }

  static String json(List<Figures> all) {
    StringBuilder json = new StringBuilder("[");
    for (Figures figures : all) {
      json.append(json.length() == 1 ? "\n" : ",\n").append(json(figures));
    }
    return json.append("\n]").toString();
  }

  private static String json(Figures figures) {
    Scenario scenario = figures.scenario();
    Figures.Sending sending = figures.sending();
    Delivery delivery = figures.delivery();
    Figures.Memory memory = figures.memory();
    return new JsonLine()
        .add("viewers", scenario.viewers())
        .add("bitsPerSecond", scenario.bitsPerSecond())
        .add("seconds", sending.nanos() / 1e9)
        .add("gso", scenario.gso())
        .add("collector", scenario.collector())
        .add("cpuMicrosPerDatagram", sending.cpuMicrosPerDatagram())
        .add("cpuPercent", sending.cpuPercent())
        .add("datagramsPerSecond", sending.datagramsPerSecond())
        .add("datagramsPerSend", sending.datagramsPerCall())
        .add("sendDrops", sending.drops())
        .add("packetsReceived", delivery.packets())
        .add("packetsLost", delivery.lost())
        .add("lossPercent", delivery.lossPercent())
        .add("undecipherable", delivery.undecipherable())
        .add("delayP50Millis", figures.delay().p50Millis())
        .add("delayP99Millis", figures.delay().p99Millis())
        .add("delayMaxMillis", figures.delay().maxMillis())
        .add("delaySamples", figures.delay().samples())
        .add("idleResidentBytes", memory.idleBytes())
        .add("loadedResidentBytes", memory.loadedBytes())
        .add("residentBytesPerViewer", figures.residentPerViewer())
        .add("liveHeapBytesPerViewer", figures.livePerViewer())
        .add("allocatedBytesPerDatagram", figures.allocatedPerDatagram())
        .add("gcPauses", figures.pauses().count())
        .add("gcMaxMillis", figures.pauses().maxMillis())
        .add("gcTotalMillis", figures.pauses().totalMillis())
        .end();
  }

  private static String text(String format, double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : "-";
  }
}
