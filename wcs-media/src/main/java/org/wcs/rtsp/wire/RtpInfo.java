package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of an {@code RTP-Info} header: with which packet each medium begins (RFC 2326 section
 * 12.33). Immutable.
 *
 * @param entries in their order
 */
public record RtpInfo(List<Entry> entries) {
  private static final int MOST = 64;
  private static final String[] NAMES = {"url", "seq", "rtptime"};

  /**
   * One medium.
   *
   * @param url of the medium, perhaps relative; empty if not told
   * @param sequence of its first packet; -1 if not told
   * @param timestamp of its first packet, 0 to 2^32-1; -1 if not told
   */
  public record Entry(String url, int sequence, long timestamp) {
    public Entry {
      if ((!url.isEmpty() && !Grammar.visible(url))
          || sequence < -1
          || sequence > 0xFFFF
          || timestamp < -1
          || timestamp > 0xFFFF_FFFFL) {
        throw new IllegalArgumentException("sequence " + sequence + ", timestamp " + timestamp);
      }
    }
  }

  public RtpInfo {
    entries = List.copyOf(entries);
  }

  /** Reads what is there; what makes no sense is left out. A URL may hold commas. */
  public static RtpInfo parse(@Nullable String value) {
    List<Entry> entries = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (String part : value == null ? List.<String>of() : TextList.split(value, ',', MOST)) {
      // a part that begins with no name goes on with the URL before it
      if (one.length() > 0 && named(part)) {
        add(entries, one.toString());
        one.setLength(0);
      }
      one.append(one.length() > 0 ? "," : "").append(part);
    }
    if (one.length() > 0) {
      add(entries, one.toString());
    }
    return new RtpInfo(entries);
  }

  private static boolean named(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    return List.of(NAMES).contains(name);
  }

  private static void add(List<Entry> entries, String text) {
    String url = "";
    int sequence = -1;
    long timestamp = -1;
    boolean inUrl = false;
    for (String part : TextList.split(text, ';', MOST)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = Grammar.bare(part.substring(equals + 1));
      switch (name) {
        case "url" -> url = value;
        case "seq" -> sequence = (int) Grammar.number(value, 0xFFFF);
        case "rtptime" -> timestamp = timestamp(value);
        default -> url = inUrl ? url + ";" + part : url;
      }
      inUrl = name.equals("url") || (inUrl && !named(part));
    }
    boolean empty = url.isEmpty() && sequence < 0 && timestamp < 0;
    if (!empty && (url.isEmpty() || Grammar.visible(url))) {
      entries.add(new Entry(url, sequence, timestamp));
    }
  }

  /** Some servers print the 32 bits with a sign. */
  private static long timestamp(String value) {
    if (value.startsWith("-")) {
      long negative = Grammar.number(value.substring(1), 1L << 31);
      return negative < 0 ? -1 : -negative & 0xFFFF_FFFFL;
    }
    return Grammar.number(value, 0xFFFF_FFFFL);
  }

  /** The value as it is sent; empty without entries. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(text.length() > 0 ? "," : "").append("url=").append(entry.url());
      if (entry.sequence() >= 0) {
        text.append(";seq=").append(entry.sequence());
      }
      if (entry.timestamp() >= 0) {
        text.append(";rtptime=").append(entry.timestamp());
      }
    }
    return text.toString();
  }
}
