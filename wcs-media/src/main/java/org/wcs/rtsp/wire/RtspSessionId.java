package org.wcs.rtsp.wire;

import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code Session} header (RFC 2326 section 12.37).
 *
 * @param id as the server made it
 * @param timeoutSeconds silence after which the server ends the session; -1 where it does not say
 */
public record RtspSessionId(String id, int timeoutSeconds) {

  /** What the timeout is where nobody says. */
  public static final int USUAL_TIMEOUT_SECONDS = 60;

  private static final int LONGEST = 256;

  public RtspSessionId {
    if (!Grammar.visible(id) || id.indexOf(';') >= 0 || timeoutSeconds < -1) {
      throw new IllegalArgumentException("session id or timeout " + timeoutSeconds);
    }
  }

  /** Reads {@code id[;timeout=seconds]} with blanks anywhere; null if there is no id. */
  public static @Nullable RtspSessionId parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String[] parts = value.split(";", -1);
    String id = parts[0].strip();
    if (!Grammar.visible(id) || id.length() > LONGEST) {
      return null;
    }
    int timeout = -1;
    for (int at = 1; at < parts.length; at++) {
      int equals = parts[at].indexOf('=');
      if (equals > 0 && parts[at].substring(0, equals).strip().equalsIgnoreCase("timeout")) {
        String digits = Grammar.bare(parts[at].substring(equals + 1));
        timeout = (int) Grammar.number(digits, 86_400);
      }
    }
    return new RtspSessionId(id, timeout > 0 ? timeout : -1);
  }

  /** The timeout, or the usual one. */
  public int timeoutOrUsual() {
    return timeoutSeconds < 0 ? USUAL_TIMEOUT_SECONDS : timeoutSeconds;
  }

  /** The value as it is sent. */
  public String text() {
    return timeoutSeconds < 0 ? id : id + ";timeout=" + timeoutSeconds;
  }
}
