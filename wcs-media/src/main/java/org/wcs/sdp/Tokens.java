package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;

/** Splitting and number reading that never throws. */
final class Tokens {
  private Tokens() {}

  /** The words of a text, split at runs of spaces and tabs. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean gap = i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t';
      if (gap && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!gap && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** A decimal number of 0 to max, or -1 for anything else. */
  static long number(String text, long max) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= max ? value : -1;
  }

  /** An RTP payload type 0 to 127, or -1. */
  static int payloadType(String text) {
    return (int) number(text, 127);
  }
}
