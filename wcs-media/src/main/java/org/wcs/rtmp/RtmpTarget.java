package org.wcs.rtmp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.uri.Percent;

/**
 * A stream at another server. Immutable.
 *
 * @param tls whether the server speaks TLS
 * @param host name or address
 * @param port TCP port
 * @param app the application with its parameters
 * @param stream the stream with its parameters
 * @param user who we are there, empty if nobody in particular
 * @param password of the user
 */
public record RtmpTarget(
    boolean tls, String host, int port, String app, String stream, String user, String password) {

  private static final int PORT = 1_935;
  private static final int TLS_PORT = 443;
  private static final int LONGEST = 4_096;

  /** Takes the last part of a URL for the stream; null if the URL is none of RTMP. */
  public static @Nullable RtmpTarget parse(String url) {
    int path = url.indexOf('/', Math.max(0, url.indexOf("://")) + 3);
    if (path < 0 || url.length() > LONGEST) {
      return null;
    }
    // parameters of the application may stand before the stream: live?token=1/name
    int question = url.indexOf('?', path);
    int last = url.lastIndexOf('/');
    boolean streamHasThem =
        question >= 0
            && last > question
            && question > path + 1
            && url.lastIndexOf('/', question) > path;
    int cut = streamHasThem ? url.lastIndexOf('/', question) : last;
    return cut <= path ? null : of(url.substring(0, cut), url.substring(cut + 1));
  }

  /**
   * A stream of an application.
   *
   * @param server {@code rtmp[s]://[user:password@]host[:port]/application}
   * @return null if that is no URL of RTMP, or there is no stream
   */
  public static @Nullable RtmpTarget of(String server, String stream) {
    String lower = server.toLowerCase(Locale.ROOT);
    boolean tls = lower.startsWith("rtmps://");
    if ((!tls && !lower.startsWith("rtmp://")) || stream.isEmpty() || server.length() > LONGEST) {
      return null;
    }
    int start = tls ? 8 : 7;
    int path = server.indexOf('/', start);
    String authority = server.substring(start, path < 0 ? server.length() : path);
    String app = path < 0 ? "" : server.substring(path + 1);
    int at = authority.lastIndexOf('@');
    String credentials = at < 0 ? "" : authority.substring(0, at);
    int colon = credentials.indexOf(':');
    String user = colon < 0 ? credentials : credentials.substring(0, colon);
    String password = colon < 0 ? "" : credentials.substring(colon + 1);
    HostPort place = HostPort.parse(authority.substring(at + 1), tls ? TLS_PORT : PORT);
    if (place == null) {
      return null;
    }
    while (app.endsWith("/")) {
      app = app.substring(0, app.length() - 1);
    }
    return new RtmpTarget(
        tls,
        place.host(),
        place.port(),
        app,
        stream,
        Percent.decode(user),
        Percent.decode(password));
  }

  /** The URL of the application, without user and password. */
  String tcUrl() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == (tls ? TLS_PORT : PORT);
    return (tls ? "rtmps://" : "rtmp://") + bracketed + (usual ? "" : ":" + port) + "/" + app;
  }

  /** The same with further parameters of the application. */
  RtmpTarget withParameters(String parameters) {
    String separator = app.indexOf('?') < 0 ? "?" : "&";
    return new RtmpTarget(tls, host, port, app + separator + parameters, stream, user, password);
  }

  /** Where it is, for logs: without parameters and password. */
  @Override
  public String toString() {
    return (tls ? "rtmps://" : "rtmp://")
        + host
        + ":"
        + port
        + "/"
        + RtmpNames.parse(app).name()
        + "/"
        + RtmpNames.parse(stream).name();
  }

  private record HostPort(String host, int port) {

    static @Nullable HostPort parse(String text, int usual) {
      int bracket = text.indexOf(']');
      int colon = text.indexOf(':', Math.max(bracket, 0));
      String host = colon < 0 ? text : text.substring(0, colon);
      if (bracket > 0 && host.startsWith("[")) {
        host = host.substring(1, bracket);
      }
      int port = colon < 0 ? usual : number(text.substring(colon + 1));
      boolean good = host.matches("[A-Za-z0-9._:%-]{1,253}") && port > 0 && port < 65_536;
      return good ? new HostPort(host, port) : null;
    }

    private static int number(String digits) {
      return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    }
  }
}
