package org.wcs.bench.rtmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts the system calls of a process with perf, which slows it down a little: outside of the
 * measurement.
 *
 * @param sends calls that send, a second
 * @param all every call, a second
 */
public record SystemCalls(double sends, double all) {

  /** Where perf is missing or may not look. */
  public static final SystemCalls UNKNOWN = new SystemCalls(Double.NaN, Double.NaN);

  private static final String ALL = "raw_syscalls:sys_enter";
  private static final String SENDING = "syscalls:sys_enter_";
  private static final List<String> EVENTS =
      List.of(
          ALL,
          SENDING + "sendmsg",
          SENDING + "sendmmsg",
          SENDING + "sendto",
          SENDING + "write",
          SENDING + "writev");

  /** Counts for so many seconds. */
  public static SystemCalls count(long pid, int seconds) throws IOException {
    Process perf;
    try {
      perf =
          new ProcessBuilder(
                  "perf",
                  "stat",
                  "-x,",
                  "-e",
                  String.join(",", EVENTS),
                  "-p",
                  Long.toString(pid),
                  "sleep",
                  Integer.toString(seconds))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return UNKNOWN;
    }
    return parse(new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8), seconds);
  }

  /** Takes what {@code perf stat -x,} prints: number, unit, event, and more. */
  static SystemCalls parse(String text, int seconds) {
    double sends = 0;
    double all = Double.NaN;
    for (String line : text.split("\n")) {
      String[] fields = line.split(",");
      if (fields.length < 3 || !fields[0].matches("\\d+")) {
        continue;
      }
      double perSecond = Double.parseDouble(fields[0]) / seconds;
      if (fields[2].equals(ALL)) {
        all = perSecond;
      } else if (fields[2].startsWith(SENDING)) {
        sends += perSecond;
      }
    }
    return Double.isNaN(all) ? UNKNOWN : new SystemCalls(sends, all);
  }
}
