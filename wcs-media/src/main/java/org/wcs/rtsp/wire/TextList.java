package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.List;

/** Takes lists in headers apart (RFC 2326 section 15.1). Stateless. */
final class TextList {

  private TextList() {}

  /** The parts between separators outside quotes, without blanks around, none empty. */
  static List<String> split(String text, char separator, int most) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at <= text.length() && parts.size() < most; at++) {
      boolean end = at == text.length();
      if (!end && text.charAt(at) == '"') {
        quoted = !quoted;
      } else if (end || (!quoted && text.charAt(at) == separator)) {
        String part = text.substring(from, at).strip();
        from = at + 1;
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }
}
