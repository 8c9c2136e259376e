package org.wcs.rtsp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.wcs.uri.Percent;

/**
 * What the URL of a request names here: a stream, and perhaps one track of it. Never fails: what
 * makes no sense has a name that no stream has.
 *
 * @param origin scheme and authority as the client wrote them, without credentials; empty if it
 *     sent a path alone
 * @param path still encoded, without track, parameters and the slashes around it
 * @param name of the stream
 * @param track the number behind {@code trackID=}; -1 if the whole stream is meant
 * @param parameters behind the question mark
 */
record ServerTarget(
    String origin, String path, String name, int track, Map<String, String> parameters) {

  private static final String TRACK = "/trackid=";
  private static final int MOST_PARAMETERS = 64;
  private static final int LONGEST_NAME = 1_024;
  private static final int MOST_DIGITS = 6;

  ServerTarget {
    parameters = Map.copyOf(parameters);
  }

  static ServerTarget of(String uri) {
    int start = pathStart(uri);
    String rest = uri.substring(start);
    int track = -1;
    String tail = "";
    int control = rest.toLowerCase(Locale.ROOT).lastIndexOf(TRACK);
    if (control >= 0) {
      int from = control + TRACK.length();
      int to = from;
      while (to < rest.length() && digit(rest.charAt(to))) {
        to++;
      }
      boolean ended = to == rest.length() || "/?".indexOf(rest.charAt(to)) >= 0;
      if (to > from && to - from <= MOST_DIGITS && ended) {
        track = Integer.parseInt(rest.substring(from, to));
        tail = rest.substring(to);
        rest = rest.substring(0, control);
      }
    }
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    if (question < 0 && tail.startsWith("?")) {
      query = tail.substring(1);
    }
    String path = bare(question < 0 ? rest : rest.substring(0, question));
    return new ServerTarget(
        origin(uri.substring(0, start)), path, Percent.decode(path), track, parameters(query));
  }

  /** Whether a stream may have that name. */
  boolean usable() {
    return usable(name) && !name.equals("*");
  }

  static boolean usable(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  /**
   * The URL of the whole stream, without parameters.
   *
   * @param here what stands before the path where the client sent a path alone
   */
  String url(String here) {
    return (origin.isEmpty() ? here : origin) + "/" + path;
  }

  /** A URL as it may be told to others. */
  static String withoutCredentials(String uri) {
    int start = pathStart(uri);
    return origin(uri.substring(0, start)) + uri.substring(start);
  }

  private static int pathStart(String uri) {
    int scheme = uri.indexOf("://");
    int slash = uri.indexOf('/');
    if (scheme < 0 || slash < scheme) {
      return 0;
    }
    for (int at = scheme + 3; at < uri.length(); at++) {
      char each = uri.charAt(at);
      if (each == '/' || each == '?') {
        return at;
      }
    }
    return uri.length();
  }

  private static String origin(String text) {
    int at = text.lastIndexOf('@');
    return at < text.indexOf("://") + 3
        ? text
        : text.substring(0, text.indexOf("://") + 3) + text.substring(at + 1);
  }

  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '/') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == '/') {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean digit(char each) {
    return each >= '0' && each <= '9';
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : bare(query).split("&", MOST_PARAMETERS + 1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty() && found.size() < MOST_PARAMETERS) {
        found.put(
            Percent.decode(name), equals < 0 ? "" : Percent.decode(pair.substring(equals + 1)));
      }
    }
    return found;
  }
}
