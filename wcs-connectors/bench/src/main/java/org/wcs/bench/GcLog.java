package org.wcs.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the pauses from a log that HotSpot wrote with {@code -Xlog:gc*}, whatever the collector:
 * Serial, Parallel, G1, Shenandoah and ZGC end the line of a pause with its milliseconds.
 */
final class GcLog {

  /**
   * For example {@code [9.1s][info][gc] GC(3) Pause Young (Allocation Failure) 8M->2M(9M) 1.5ms}.
   */
  private static final Pattern PAUSE =
      Pattern.compile("\\[gc[^]]*].*GC\\(\\d+\\) (?:[A-Za-z]: )?Pause .*?([0-9]+\\.[0-9]+)ms\\s*$");

  private GcLog() {}

  /**
   * All pauses of a span of time.
   *
   * @param count how many
   * @param maxMillis the longest
   * @param totalMillis their sum
   */
  record Pauses(int count, double maxMillis, double totalMillis) {}

  /** The pauses written to the log behind an offset in bytes. */
  static Pauses since(Path log, long offset) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] text = new byte[(int) Math.max(0, file.length() - offset)];
      file.seek(offset);
      file.readFully(text);
      return parse(new String(text, StandardCharsets.UTF_8));
    }
  }

  /** The pauses in a piece of the log; everything else is passed over. */
  static Pauses parse(String text) {
    int count = 0;
    double max = 0;
    double total = 0;
    for (String line : text.split("\n")) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        double millis = Double.parseDouble(pause.group(1));
        count++;
        max = Math.max(max, millis);
        total += millis;
      }
    }
    return new Pauses(count, max, total);
  }
}
