package org.wcs.hls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. No part of it ever becomes the name of a file. Frozen; any thread.
 *
 * @param streamName first part of the path, decoded
 * @param file second part of the path, decoded
 * @param parameters of the query in their order, decoded; the first of a name counts
 * @param client tells viewers apart that carry no session of their own
 */
public record HlsRequest(
    String streamName, String file, Map<String, String> parameters, String client) {

  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_QUERY = 4_096;
  private static final int MOST_PARAMETERS = 64;

  public HlsRequest {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads a request target (RFC 3986 section 3.3 and 3.4).
   *
   * @param rawPath the path below the root of HLS as it was sent, percent-encoded: {@code
   *     /stream/file}
   * @param rawQuery what follows the question mark, if anything
   * @return null if it is malformed
   */
  public static @Nullable HlsRequest parse(
      String rawPath, @Nullable String rawQuery, String client) {
    if (rawPath.length() > LONGEST_PATH || !rawPath.startsWith("/")) {
      return null;
    }
    int slash = rawPath.indexOf('/', 1);
    if (slash < 0 || rawPath.indexOf('/', slash + 1) >= 0) {
      return null;
    }
    String name = decoded(rawPath.substring(1, slash), false);
    String file = decoded(rawPath.substring(slash + 1), false);
    Map<String, String> parameters = parameters(rawQuery == null ? "" : rawQuery);
    if (name == null || !isName(name) || file == null || !isName(file) || parameters == null) {
      return null;
    }
    return new HlsRequest(name, file, parameters, client);
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && !name.equals(".") && !name.equals("..") && plain(name);
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Map<String, String> parameters(String query) {
    if (query.length() > LONGEST_QUERY) {
      return null;
    }
    String[] pairs = query.split("&", MOST_PARAMETERS + 1);
    if (pairs.length > MOST_PARAMETERS) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
      if (name == null || value == null || !plain(name) || !plain(value)) {
        return null;
      }
      if (!name.isEmpty()) {
        parameters.putIfAbsent(name, value);
      }
    }
    return parameters;
  }

  /** Null if an escape is broken or the bytes are not UTF-8. */
  private static @Nullable String decoded(String raw, boolean form) {
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = octet(raw, i + 1);
        if (octet < 0) {
          return null;
        }
        bytes[length++] = (byte) octet;
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) (form && c == '+' ? ' ' : c);
      } else {
        return null; // a target is ASCII
      }
    }
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  private static int octet(String raw, int at) {
    if (at + 2 > raw.length()) {
      return -1;
    }
    int high = Character.digit(raw.charAt(at), 16);
    int low = Character.digit(raw.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
