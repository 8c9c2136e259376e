package org.wcs.ejb.service;

import java.util.Locale;

/** Names of streams that are URLs. Any thread. */
public final class StreamUrl {

  private static final String AUTHORITY = "://";

  private StreamUrl() {}

  /** The scheme in lower case; empty if the name is no URL. */
  static String scheme(String name) {
    int end = name.indexOf(AUTHORITY);
    return end < 0 ? "" : name.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** A stream's name as it may be logged: a URL loses its credentials and its parameters. */
  public static String shown(String name) {
    int scheme = name.indexOf(AUTHORITY);
    if (scheme < 0) {
      return name;
    }
    int start = scheme + AUTHORITY.length();
    int slash = name.indexOf('/', start);
    int path = slash < 0 ? name.length() : slash;
    String host = name.substring(start, path);
    return name.substring(0, start)
        + host.substring(host.lastIndexOf('@') + 1)
        + name.substring(path).replaceAll("\\?[^/]*", "");
  }
}
