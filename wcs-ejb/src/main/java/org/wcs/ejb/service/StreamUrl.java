package org.wcs.ejb.service;

import java.util.Locale;

/** Names of streams that are URLs. Any thread. */
final class StreamUrl {

  private static final String AUTHORITY = "://";

  private StreamUrl() {}

  /** The scheme in lower case; empty if the name is no URL. */
  static String scheme(String name) {
    int end = name.indexOf(AUTHORITY);
    return end < 0 ? "" : name.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
