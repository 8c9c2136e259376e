package org.wcs.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sums what all threads have allocated, from what {@code jcmd <pid> Thread.print -e} prints. */
final class ThreadAllocation {

  private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");

  private ThreadAllocation() {}

  /** Bytes; each thread's share is exact to a percent. */
  static long parse(String threads) {
    long bytes = 0;
    Matcher each = ALLOCATED.matcher(threads);
    while (each.find()) {
      bytes += Long.parseLong(each.group(1)) << shift(each.group(2).charAt(0));
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
