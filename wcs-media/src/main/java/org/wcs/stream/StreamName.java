package org.wcs.stream;

/** Names of streams, as far as they may be told. Any thread. */
public final class StreamName {

  private static final String AUTHORITY = "://";

  private StreamName() {}

  /** A name as it may be logged: a URL loses its credentials and its parameters. */
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
