package org.wcs.web.hls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a body (RFC 9110 section 14).
 *
 * @param first index of its first octet
 * @param length octets, 0 if nothing of the body is in the range
 */
record ByteRange(long first, long length) {

  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * The range that a header asks for.
   *
   * @param header value of {@code Range}, null if there is none
   * @param total octets of the whole body
   * @return null if the whole body is to be sent: no header, several ranges, or one that is not
   *     understood
   */
  static @Nullable ByteRange parse(@Nullable String header, long total) {
    Matcher matcher = header == null ? null : SINGLE.matcher(header);
    if (matcher == null || !matcher.matches()) {
      return null;
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? null : last(Long.parseLong(to), total);
    }
    long first = Long.parseLong(from);
    long end = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    if (end < first) {
      return null;
    }
    return new ByteRange(first, Math.max(0, Math.min(end, total - 1) - first + 1));
  }

  private static ByteRange last(long octets, long total) {
    long length = Math.min(octets, total);
    return new ByteRange(total - length, length);
  }

  /** Value of {@code Content-Range} for a body of that length. */
  String contentRange(long total) {
    return length == 0
        ? "bytes */" + total
        : "bytes " + first + "-" + (first + length - 1) + "/" + total;
  }
}
