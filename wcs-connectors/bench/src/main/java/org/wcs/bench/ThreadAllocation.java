package org.wcs.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what each thread has allocated from what {@code jcmd <pid> Thread.print -e} prints. */
final class ThreadAllocation {

  private static final Pattern ALLOCATED =
      Pattern.compile(" allocated=(\\d+)([BKMG]) .*? tid=(0x[0-9a-f]+)");

  private ThreadAllocation() {}

  /** Bytes by the thread's address; each exact to a percent. */
  static Map<String, Long> parse(String threads) {
    Map<String, Long> bytes = new HashMap<>();
    Matcher each = ALLOCATED.matcher(threads);
    while (each.find()) {
      long count = Long.parseLong(each.group(1)) << shift(each.group(2).charAt(0));
      bytes.put(each.group(3), count);
    }
    return bytes;
  }

  /** What was allocated in between; a thread that ended takes what it allocated along. */
  static long between(Map<String, Long> before, Map<String, Long> after) {
    long bytes = 0;
    for (Map.Entry<String, Long> thread : after.entrySet()) {
      bytes += Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
    }
    return bytes;
  }

  private static int shift(char unit) {
    return switch (unit) {
      case 'G' -> 30;
      case 'M' -> 20;
      case 'K' -> 10;
      default -> 0;
    };
  }
}
