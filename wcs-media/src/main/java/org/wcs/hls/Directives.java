package org.wcs.hls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a playlist request says (draft-pantos-hls-rfc8216bis section 6.2.5).
 *
 * @param sequence _HLS_msn, -1 without
 * @param part _HLS_part, -1 without
 * @param skip _HLS_skip
 * @param fileQuery what is repeated behind the names of files, with its question mark
 * @param playlistQuery what is repeated behind the names of playlists
 */
record Directives(long sequence, int part, boolean skip, String fileQuery, String playlistQuery) {

  /** Tells viewers apart; made by the master playlist. */
  static final String SESSION = "sessionId";

  private static final int LONGEST_SESSION = 64;
  private static final String PREFIX = "_HLS_";

  /** Null if a directive is malformed; unknown ones are passed over. */
  static @Nullable Directives of(Map<String, String> parameters) {
    long sequence = number(parameters.get("_HLS_msn"));
    long part = number(parameters.get("_HLS_part"));
    if (sequence < -1 || part < -1 || part > Integer.MAX_VALUE || (part >= 0 && sequence < 0)) {
      return null;
    }
    String skip = parameters.getOrDefault("_HLS_skip", "");
    return new Directives(
        sequence,
        (int) part,
        skip.equals("YES") || skip.equals("v2"),
        query(parameters, false),
        query(parameters, true));
  }

  /** What tells the viewer of a request from others. */
  static String viewer(HlsRequest request) {
    String session = request.parameters().getOrDefault(SESSION, "");
    return session.isEmpty() || session.length() > LONGEST_SESSION ? request.client() : session;
  }

  boolean blocking() {
    return sequence >= 0;
  }

  /** -1 without a value, -2 if it is no number. */
  private static long number(@Nullable String value) {
    if (value == null) {
      return -1;
    }
    if (value.isEmpty() || value.length() > 18) {
      return -2;
    }
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -2;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static String query(Map<String, String> parameters, boolean withSession) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (!name.startsWith(PREFIX) && (withSession || !name.equals(SESSION))) {
            query.append(query.isEmpty() ? '?' : '&').append(encoded(name));
            query.append('=').append(encoded(value));
          }
        });
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
