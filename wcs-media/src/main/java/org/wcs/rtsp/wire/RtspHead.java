package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The start line and the fields of a message whose body is still to come.
 *
 * @param method of a request; empty in a response
 * @param text the URI of a request, or the reason of a response
 * @param status of a response; 0 in a request
 * @param headers the fields
 * @param bodyLength how many bytes follow
 */
record RtspHead(String method, String text, int status, RtspHeaders headers, int bodyLength) {
  private static final String VERSION = "RTSP/";
  private static final int LONGEST_URI = 4_096;

  /**
   * Reads a head that ends with a blank line (RFC 2326 sections 6.1, 7.1 and 15).
   *
   * @return null if it begins with no start line and that is to be borne
   * @throws RtspException if it cannot be read or is beyond the limits
   */
  static @Nullable RtspHead parse(byte[] buffer, int length, RtspLimits limits)
      throws RtspException {
    boolean lenient = limits.strayBytes() > 0;
    List<String> lines = lines(new String(buffer, 0, length, StandardCharsets.UTF_8));
    String first = lines.isEmpty() ? "" : lines.getFirst().strip();
    boolean response = first.regionMatches(true, 0, VERSION, 0, VERSION.length());
    RtspHead start = response ? statusLine(first) : requestLine(first, lenient);
    if (start == null) {
      if (lenient) {
        return null;
      }
      throw bad("no start line");
    }
    RtspHeaders headers = headers(lines, limits, lenient);
    int body = bodyLength(headers, limits, lenient);
    return new RtspHead(start.method, start.text, start.status, headers, body);
  }

  /** Whether a first line may be one of ours. */
  static boolean begins(byte[] line, int length) {
    String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
    return text.toUpperCase(Locale.ROOT).contains(VERSION);
  }

  /** Lines, with those that begin with a blank joined to the one before them. */
  private static List<String> lines(String head) throws RtspException {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < head.length()) {
      int feed = head.indexOf('\n', at);
      int end = feed < 0 ? head.length() : feed;
      String line = withoutReturns(head.substring(at, end));
      at = end + 1;
      if (!Grammar.line(line)) {
        throw bad("a control character in a message head");
      }
      boolean folded = line.startsWith(" ") || line.startsWith("\t");
      if (folded && lines.size() > 1) {
        lines.add(lines.removeLast() + " " + line.strip());
      } else if (!line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String withoutReturns(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    return line.substring(0, end);
  }

  private static @Nullable RtspHead statusLine(String line) {
    int blank = line.indexOf(' ');
    String rest = blank < 0 ? "" : line.substring(blank).strip();
    int end = rest.indexOf(' ');
    long status = Grammar.number(end < 0 ? rest : rest.substring(0, end), 999);
    String reason = end < 0 ? "" : rest.substring(end).strip();
    return status < 100 ? null : new RtspHead("", reason, (int) status, RtspHeaders.NONE, 0);
  }

  private static @Nullable RtspHead requestLine(String line, boolean lenient) throws RtspException {
    int blank = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (blank < 0 || last == blank) {
      return null;
    }
    String version = line.substring(last + 1).toUpperCase(Locale.ROOT);
    String method = line.substring(0, blank);
    // spaces that stand in a URI by mistake keep their place
    String uri = line.substring(blank, last).strip().replace(" ", "%20");
    if (!version.startsWith(VERSION + "1.")) {
      if (!lenient && (version.startsWith(VERSION) || version.startsWith("HTTP/"))) {
        throw new RtspException(RtspStatus.VERSION_NOT_SUPPORTED, "neither RTSP 1.0 nor 1.1");
      }
      return null;
    }
    if (uri.length() > LONGEST_URI) {
      throw new RtspException(RtspStatus.URI_TOO_LONG, "URI too long");
    }
    boolean good = Grammar.token(method) && Grammar.visible(uri);
    return good ? new RtspHead(method, uri, 0, RtspHeaders.NONE, 0) : null;
  }

  private static RtspHeaders headers(List<String> lines, RtspLimits limits, boolean lenient)
      throws RtspException {
    if (lines.size() - 1 > limits.headers()) {
      throw new RtspException(RtspStatus.HEAD_TOO_LARGE, "too many headers");
    }
    RtspHeaders.Builder headers = RtspHeaders.builder();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (Grammar.token(name)) {
        headers.add(name, line.substring(colon + 1).strip());
      } else if (!lenient) {
        throw bad("a line that is no header");
      }
    }
    return headers.build();
  }

  private static int bodyLength(RtspHeaders headers, RtspLimits limits, boolean lenient)
      throws RtspException {
    long length = -1;
    for (String value : headers.all("Content-Length")) {
      long one = Grammar.number(value, Long.MAX_VALUE);
      if (one < 0 && !(lenient && value.isEmpty())) {
        throw bad("Content-Length is no number");
      }
      if (length >= 0 && length != one) {
        throw bad("two different Content-Lengths");
      }
      length = Math.max(0, one);
    }
    if (length > limits.bodyBytes()) {
      throw new RtspException(RtspStatus.BODY_TOO_LARGE, "message body too long");
    }
    return (int) Math.max(0, length);
  }

  private static RtspException bad(String why) {
    return new RtspException(RtspStatus.BAD_REQUEST, why);
  }

  /** The message with its body. */
  RtspMessage message(byte[] body) {
    return method.isEmpty()
        ? new RtspResponse(status, text, headers, body)
        : new RtspRequest(method, text, headers, body);
  }
}
