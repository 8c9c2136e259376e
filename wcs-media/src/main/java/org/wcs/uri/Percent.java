package org.wcs.uri;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of URLs (RFC 3986 section 2.1). Stateless. */
public final class Percent {

  private Percent() {}

  /** Decodes; a percent sign that begins no encoding stays. */
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int to = 0;
    for (int at = 0; at < bytes.length; at++) {
      int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
      int low = at + 2 < bytes.length ? Character.digit(bytes[at + 2], 16) : -1;
      if (bytes[at] == '%' && high >= 0 && low >= 0) {
        bytes[to++] = (byte) (high << 4 | low);
        at += 2;
      } else {
        bytes[to++] = bytes[at];
      }
    }
    return new String(bytes, 0, to, StandardCharsets.UTF_8);
  }
}
