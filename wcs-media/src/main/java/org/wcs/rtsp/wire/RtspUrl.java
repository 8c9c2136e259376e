package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wcs.uri.Percent;

/**
 * Where a stream is (RFC 2326 section 3.2), with who we are there. Immutable.
 *
 * <p>Passwords may hold what ought to be percent-encoded and is not, slashes and at signs included.
 */
public final class RtspUrl {
  private static final int PORT = 554;
  private static final int TLS_PORT = 322;
  private static final int LONGEST = 4_096;

  private final boolean tls;
  private final HostPort place;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String path;
  private final String query;

  private RtspUrl(boolean tls, HostPort place, @Nullable String credentials, String rest) {
    this.tls = tls;
    this.place = place;
    int colon = credentials == null ? -1 : credentials.indexOf(':');
    this.user =
        credentials == null
            ? null
            : Percent.decode(colon < 0 ? credentials : credentials.substring(0, colon));
    this.password =
        credentials == null
            ? null
            : colon < 0 ? "" : Percent.decode(credentials.substring(colon + 1));
    int question = rest.indexOf('?');
    this.path = question < 0 ? rest : rest.substring(0, question);
    this.query = question < 0 ? "" : rest.substring(question + 1);
  }

  /** Reads {@code rtsp[s]://[user[:password]@]host[:port][/path][?query]}; null if it is none. */
  public static @Nullable RtspUrl parse(String text) {
    String url = text.strip();
    String lower = url.substring(0, Math.min(url.length(), 8)).toLowerCase(Locale.ROOT);
    boolean tls = lower.startsWith("rtsps://");
    if ((!tls && !lower.startsWith("rtsp://")) || url.length() > LONGEST || !Grammar.line(url)) {
      return null;
    }
    String rest = encoded(url.substring(tls ? 8 : 7));
    int slash = end(rest);
    int at = rest.lastIndexOf('@', slash - 1);
    while (true) {
      int pathAt = at < 0 ? slash : at + 1 + end(rest.substring(at + 1));
      HostPort place = HostPort.parse(rest.substring(at + 1, pathAt), tls ? TLS_PORT : PORT);
      if (place != null) {
        String credentials = at < 0 ? null : rest.substring(0, at);
        return new RtspUrl(tls, place, credentials, rest.substring(pathAt));
      }
      // what looked like the host was a part of the password
      at = rest.indexOf('@', Math.max(at, slash - 1) + 1);
      if (at < 0) {
        return null;
      }
    }
  }

  /** Where the authority ends. */
  private static int end(String rest) {
    for (int at = 0; at < rest.length(); at++) {
      char c = rest.charAt(at);
      if (c == '/' || c == '?') {
        return at;
      }
    }
    return rest.length();
  }

  /** Blanks and what is not ASCII as RFC 3986 wants it; all else stays as it was written. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet <= ' ' || octet == 0x7F) {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xFF));
      } else {
        encoded.append((char) octet);
      }
    }
    return encoded.toString();
  }

  /** Whether the server speaks TLS. */
  public boolean tls() {
    return tls;
  }

  /** Name or address, IPv6 without brackets. */
  public String host() {
    return place.host();
  }

  /** TCP port: 554, or 322 with TLS, if none is given. */
  public int port() {
    return place.port();
  }

  /** Who we are, decoded; null if nobody in particular. */
  public @Nullable String user() {
    return user;
  }

  /** What proves it, decoded; null without a user. */
  public @Nullable String password() {
    return password;
  }

  /** As written, from the first slash on, without parameters; empty if there is none. */
  public String path() {
    return path;
  }

  /** What stands behind the question mark, as written; empty if nothing does. */
  public String query() {
    return query;
  }

  /** The path, decoded, without slashes at both ends: the name of a stream. */
  public String name() {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return Percent.decode(path.substring(from, to));
  }

  /** The URL as it is sent to its server: without credentials. */
  public String request() {
    return root() + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** The URL for logs and people: without credentials and parameters. */
  public String shown() {
    return root() + path;
  }

  /** Another URL with the credentials of this one; for redirects within a host. */
  public RtspUrl withCredentialsOf(RtspUrl other) {
    String name = other.user;
    if (name == null) {
      return this;
    }
    String word = other.password == null ? "" : other.password;
    String rest = path + (query.isEmpty() ? "" : "?" + query);
    return new RtspUrl(tls, place, escape(name) + ":" + escape(word), rest);
  }

  /**
   * The URL of a medium or of the whole presentation (RFC 2326 appendix C.1.1).
   *
   * <p>A relative control is hung on the base with a slash between, as cameras and players
   * understand it, even where the base has parameters.
   *
   * @param base {@code Content-Base}, else {@code Content-Location}; ignored where it is no URL
   * @param control the value of the attribute; null or {@code *} for the base itself
   */
  public String resolve(@Nullable String base, @Nullable String control) {
    RtspUrl parsed = base == null ? null : parse(base);
    RtspUrl from = parsed == null ? this : parsed;
    String wanted = control == null ? "" : encoded(control.strip());
    RtspUrl absolute = parse(wanted);
    if (absolute != null) {
      return absolute.request();
    }
    if (wanted.isEmpty() || wanted.equals("*")) {
      return from.request();
    }
    if (wanted.startsWith("/")) {
      return from.root() + wanted;
    }
    String whole = from.request();
    String cut = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    return wanted.startsWith("?") ? cut + wanted : cut + "/" + wanted;
  }

  private String root() {
    return (tls ? "rtsps://" : "rtsp://") + place.written();
  }

  private static String escape(String text) {
    return text.replace("%", "%25").replace(":", "%3A").replace("@", "%40").replace("/", "%2F");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RtspUrl url && url.secretText().equals(secretText());
  }

  @Override
  public int hashCode() {
    return secretText().hashCode();
  }

  private String secretText() {
    return user + "\n" + password + "\n" + request();
  }

  /** The same as {@link #shown}. */
  @Override
  public String toString() {
    return shown();
  }

  private record HostPort(String host, int port, String written) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern ADDRESS =
        Pattern.compile("[A-Fa-f0-9:.]{2,45}(%[A-Za-z0-9._-]{1,32})?");

    static @Nullable HostPort parse(String text, int usual) {
      int bracket = text.indexOf(']');
      int colon = text.indexOf(':', Math.max(bracket, 0));
      String host = colon < 0 ? text : text.substring(0, colon);
      boolean bracketed = bracket > 1 && bracket == host.length() - 1 && host.startsWith("[");
      if (bracketed) {
        host = host.substring(1, bracket);
      }
      String digits = colon < 0 ? "" : text.substring(colon + 1);
      long port = digits.isEmpty() ? usual : Grammar.number(digits, 65_535);
      boolean good = (bracketed ? ADDRESS : NAME).matcher(host).matches() && port > 0;
      return good ? new HostPort(host, (int) port, text) : null;
    }
  }
}
