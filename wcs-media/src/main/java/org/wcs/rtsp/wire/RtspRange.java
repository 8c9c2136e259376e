package org.wcs.rtsp.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code Range} header (RFC 2326 sections 3.5 to 3.7 and 12.29). Immutable.
 *
 * @param unit {@code npt}, {@code clock} or {@code smpte}, in lower case
 * @param from as written; empty if open
 * @param to as written; empty if open
 */
public record RtspRange(String unit, String from, String to) {

  /** A live stream from now on. */
  public static final RtspRange NOW = new RtspRange("npt", "now", "");

  /** From the beginning on; what players ask a live stream for, too. */
  public static final RtspRange START = new RtspRange("npt", "0.000", "");

  private static final double MOST_SECONDS = 9e9;

  public RtspRange {
    if (!part(unit) || unit.isEmpty() || !part(from) || !part(to)) {
      throw new IllegalArgumentException("a range that cannot be sent");
    }
  }

  private static boolean part(String text) {
    return text.matches("[A-Za-z0-9:.]*");
  }

  /** Reads {@code unit=from-to}; null if it is none. A {@code time} behind it is left out. */
  public static @Nullable RtspRange parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    int semicolon = value.indexOf(';');
    String range = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    int equals = range.indexOf('=');
    if (equals < 1) {
      return null;
    }
    String unit = range.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    String span = range.substring(equals + 1).strip();
    int dash = span.indexOf('-');
    String from = dash < 0 ? span : span.substring(0, dash).strip();
    String to = dash < 0 ? "" : span.substring(dash + 1).strip();
    boolean good =
        (unit.equals("npt") || unit.equals("clock") || unit.startsWith("smpte"))
            && part(unit)
            && part(from)
            && part(to);
    return good && !(from.isEmpty() && to.isEmpty()) ? new RtspRange(unit, from, to) : null;
  }

  /** Whether it begins now. */
  public boolean live() {
    return from.equalsIgnoreCase("now");
  }

  /** Where it begins, in seconds; -1 if it is live, open or of another unit than {@code npt}. */
  public double fromSeconds() {
    return unit.equals("npt") ? seconds(from) : -1;
  }

  /** Where it ends, in seconds; -1 if it is open or of another unit than {@code npt}. */
  public double toSeconds() {
    return unit.equals("npt") ? seconds(to) : -1;
  }

  private static double seconds(String text) {
    if (!text.matches("(\\d{1,9}:\\d{1,2}:)?\\d{1,9}(\\.\\d{0,9})?")) {
      return -1;
    }
    double seconds = 0;
    for (String part : text.split(":", -1)) {
      seconds = seconds * 60 + Double.parseDouble(part);
    }
    return Math.min(seconds, MOST_SECONDS);
  }

  /** The value as it is sent. */
  public String text() {
    return unit + "=" + from + "-" + to;
  }
}
