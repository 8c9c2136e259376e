package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A challenge, or credentials, with its parameters (RFC 7235 section 2.1).
 *
 * @param scheme in lower case
 * @param token what follows the scheme without a name, as with Basic; empty if nothing does
 * @param parameters by name in lower case, unquoted
 */
record Challenge(String scheme, String token, Map<String, String> parameters) {
  private static final int MOST = 64;

  /** Reads one header, which may hold several; what makes no sense is left out. */
  static List<Challenge> parse(String header) {
    List<Challenge> challenges = new ArrayList<>();
    String scheme = "";
    String token = "";
    Map<String, String> parameters = new HashMap<>();
    for (String part : split(header)) {
      String rest = part;
      int blank = blank(part);
      String word = blank < 0 ? part : part.substring(0, blank);
      boolean begins =
          word.indexOf('=') < 0 && !rest(part, blank).startsWith("=") && (blank > 0 || alone(word));
      if (begins) {
        if (!scheme.isEmpty()) {
          challenges.add(new Challenge(scheme, token, Map.copyOf(parameters)));
        }
        scheme = word.toLowerCase(Locale.ROOT);
        rest = rest(part, blank);
        token = rest;
        parameters.clear();
      }
      put(parameters, rest);
    }
    if (!scheme.isEmpty()) {
      challenges.add(new Challenge(scheme, token, Map.copyOf(parameters)));
    }
    return challenges;
  }

  /** Quotes that stand behind a backslash do not end a text. */
  private static List<String> split(String header) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at <= header.length() && parts.size() < MOST; at++) {
      char c = at == header.length() ? ',' : header.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && (!quoted || at == header.length())) {
        String part = header.substring(from, at).strip();
        from = at + 1;
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  /** Other single words are what is left of a list that ought to be quoted. */
  private static boolean alone(String word) {
    return word.equalsIgnoreCase("basic") || word.equalsIgnoreCase("digest");
  }

  private static int blank(String part) {
    for (int at = 0; at < part.length(); at++) {
      if (part.charAt(at) == ' ' || part.charAt(at) == '\t') {
        return at;
      }
    }
    return -1;
  }

  private static String rest(String part, int blank) {
    return blank < 0 ? "" : part.substring(blank).strip();
  }

  private static void put(Map<String, String> parameters, String text) {
    int equals = text.indexOf('=');
    if (equals > 0) {
      String name = text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      parameters.putIfAbsent(name, unquoted(text.substring(equals + 1).strip()));
    }
  }

  private static String unquoted(String value) {
    if (!value.startsWith("\"")) {
      return value;
    }
    int end = value.length() > 1 && value.endsWith("\"") ? value.length() - 1 : value.length();
    StringBuilder text = new StringBuilder(value.length());
    for (int at = 1; at < end; at++) {
      char c = value.charAt(at);
      if (c == '\\' && at + 1 < end) {
        at++;
        c = value.charAt(at);
      }
      text.append(c);
    }
    return text.toString();
  }

  /** A value in quotes, with those inside escaped. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  String get(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }
}
