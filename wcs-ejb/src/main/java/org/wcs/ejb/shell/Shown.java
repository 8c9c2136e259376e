package org.wcs.ejb.shell;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people like them, in cells that keep them for scripts. Any thread. */
final class Shown {

  private static final double KILO = 1000;

  private Shown() {}

  /** A bit rate: {@code 950k}, {@code 1.2M}. */
  static Table.Cell bits(long bitsPerSecond) {
    return new Table.Cell(bitsPerSecond, scaled(bitsPerSecond));
  }

  /** A number of bytes: {@code 950k}, {@code 1.2M}. */
  static Table.Cell bytes(long bytes) {
    return new Table.Cell(bytes, scaled(bytes));
  }

  private static String scaled(long number) {
    String[] units = {"", "k", "M", "G", "T", "P", "E"};
    double value = number;
    int unit = 0;
    while (Math.abs(value) >= KILO && unit < units.length - 1) {
      value /= KILO;
      unit++;
    }
    String form = unit == 0 || value >= 100 ? "%.0f%s" : "%.1f%s";
    return String.format(Locale.ROOT, form, value, units[unit]);
  }

  /**
   * How long ago that was: {@code 12s}, {@code 3m20s}, {@code 2h05m}, {@code 3d04h}; for scripts
   * the moment.
   */
  static Table.Cell since(long millis, long nowMillis) {
    return new Table.Cell(millis, duration(Duration.ofMillis(Math.max(0, nowMillis - millis))));
  }

  /** A length of time in two units. */
  static String duration(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    } else if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    } else if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }
    return String.format(Locale.ROOT, "%dd%02dh", seconds / 86_400, seconds / 3600 % 24);
  }

  /** A share from 0 to 1 as percent. */
  static Table.Cell percent(double share) {
    return new Table.Cell(share, String.format(Locale.ROOT, "%.1f %%", share * 100));
  }
}
