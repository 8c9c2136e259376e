package org.wcs.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Services;

/**
 * Asks for a user and a password if the settings say so (RFC 7617). Container threads, which a
 * check of a password keeps busy for a while.
 */
final class Gate {

  private static final String CHALLENGE = "Basic realm=\"WCS\", charset=\"UTF-8\"";
  private static final String SCHEME = "basic ";
  private static final int LONGEST = 1_024;

  private final Services services;

  Gate(Services services) {
    this.services = services;
  }

  /** Whether the request may go on; if not, it has been answered. */
  boolean lets(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (services.config().operations().rest().open()) {
      return true;
    }
    if (forged(request)) {
      Refusals.send(Failure.of(403), "Another site asks", request, response);
      return false;
    }
    Credentials who = Credentials.of(request.getHeader("Authorization"));
    if (who != null && known(who, request.getRemoteAddr())) {
      return true;
    }
    response.setHeader("WWW-Authenticate", CHALLENGE);
    String message = who == null ? "A user and a password are needed" : "Wrong user or password";
    Refusals.send(Failure.UNAUTHORIZED, message, request, response);
    return false;
  }

  private boolean known(Credentials who, String address) {
    try {
      return services.logins().login(who.user(), who.password(), address) != null;
    } finally {
      Arrays.fill(who.password(), '\0');
    }
  }

  /**
   * Browsers add the password to what any page makes them send. They ask first (CORS) unless it
   * looks like the post of a form, and none of our clients posts forms.
   */
  private static boolean forged(HttpServletRequest request) {
    String type = request.getContentType();
    boolean asked = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    return !asked && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /** A user and his password, which is wiped after use. */
  record Credentials(String user, char[] password) {

    /** Reads the header; null if there is none or it is of another scheme. */
    static @Nullable Credentials of(@Nullable String header) {
      if (header == null
          || header.length() > LONGEST
          || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
        return null;
      }
      byte[] octets;
      try {
        octets = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      } catch (IllegalArgumentException noBase64) {
        return null;
      }
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets));
      int colon = text.toString().indexOf(':');
      if (colon < 1) {
        return null;
      }
      char[] password = new char[text.length() - colon - 1];
      String user = text.toString().substring(0, colon);
      text.position(colon + 1);
      text.get(password);
      return new Credentials(user, password);
    }
  }
}
