package org.wcs.rtsp.wire;

import org.jspecify.annotations.Nullable;

/** Which characters may stand where (RFC 2326 section 15.1, RFC 7230 section 3.2.6). Stateless. */
final class Grammar {
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private Grammar() {}

  /** Whether a name consists of the characters that names may have, and of at least one. */
  static boolean token(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (!tokenCharacter(text.charAt(at))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean tokenCharacter(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c > 0 && MARKS.indexOf(c) >= 0);
  }

  /** Whether nothing in it ends a line or has no form: tabs may be, other controls may not. */
  static boolean line(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is one word without spaces, and not empty. */
  static boolean visible(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c <= ' ' || c == 0x7F) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A number of digits alone; -1 if it is none or more than {@code most}. */
  static long number(@Nullable String text, long most) {
    if (text == null || text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number <= most ? number : -1;
  }

  /** The text without blanks and one pair of quotes around it. */
  static String bare(String text) {
    String trimmed = text.strip();
    if (trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")) {
      return trimmed.substring(1, trimmed.length() - 1);
    }
    return trimmed;
  }
}
