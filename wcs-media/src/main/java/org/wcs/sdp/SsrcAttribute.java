package org.wcs.sdp;

import org.jspecify.annotations.Nullable;

/**
 * {@code a=ssrc:<ssrc> name[:value]}, RFC 5576 section 4.1.
 *
 * @param ssrc 0 to 2^32-1
 * @param name such as {@code cname} or {@code msid}
 * @param value or null
 */
public record SsrcAttribute(long ssrc, String name, @Nullable String value) {

  /** Reads the attribute value, or null. */
  public static @Nullable SsrcAttribute parse(String text) {
    String line = text.strip();
    int space = line.indexOf(' ');
    long ssrc = Tokens.number(space < 0 ? line : line.substring(0, space), 0xFFFFFFFFL);
    if (ssrc < 0) {
      return null;
    }
    Attribute attribute = Attribute.of(space < 0 ? "" : line.substring(space + 1));
    return new SsrcAttribute(ssrc, attribute.name(), attribute.value());
  }

  @Override
  public String toString() {
    String head = name.isEmpty() ? Long.toString(ssrc) : ssrc + " " + name;
    return value == null ? head : head + ":" + value;
  }
}
