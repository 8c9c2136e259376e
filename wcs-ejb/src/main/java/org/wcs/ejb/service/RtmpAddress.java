package org.wcs.ejb.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stream on an RTMP server.
 *
 * @param server {@code rtmp://host[:port]/application}, user, password and parameters included
 * @param stream the stream's name there, with its parameters if it has any
 */
public record RtmpAddress(String server, String stream) implements PushTarget {

  private static final int LONGEST = 2_048;
  private static final int LAST_PORT = 65_535;
  private static final String HOST = "[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]";

  /** Tells whether the name of a stream is meant to be fetched by RTMP. */
  public static boolean isRtmp(String name) {
    String start = name.substring(0, Math.min(name.length(), 8)).toLowerCase(Locale.ROOT);
    return start.startsWith("rtmp://") || start.startsWith("rtmps://");
  }

  /**
   * The stream that the last part of a URL names: {@code rtmp://host/application/stream?a=b} or
   * {@code rtmp://host/application?a=b/stream?c=d}.
   *
   * @return null if this is no RTMP URL, or one without a stream
   */
  public static @Nullable RtmpAddress ofStream(String url) {
    int path = path(url);
    if (path < 0) {
      return null;
    }
    int parameters = endOf(url, url.indexOf('?', path));
    int slash = url.lastIndexOf('/', parameters - 1);
    if (slash <= path) {
      // the first parameters are the application's
      int next = endOf(url, url.indexOf('?', Math.min(parameters + 1, url.length())));
      slash = url.lastIndexOf('/', next - 1);
    }
    boolean named = slash > path + 1 && slash < url.length() - 1 && url.charAt(slash + 1) != '?';
    return named ? new RtmpAddress(url.substring(0, slash), url.substring(slash + 1)) : null;
  }

  /**
   * A stream in the application that a URL names.
   *
   * @return null if this is no RTMP URL
   */
  public static @Nullable RtmpAddress ofServer(String url, String stream) {
    if (path(url) < 0) {
      return null;
    }
    return new RtmpAddress(url.endsWith("/") ? url.substring(0, url.length() - 1) : url, stream);
  }

  @Override
  public String url() {
    return server + "/" + stream;
  }

  /** Index of the slash before the application, -1 if this is no RTMP URL. */
  private static int path(String url) {
    if (!isRtmp(url) || url.length() > LONGEST || url.chars().anyMatch(RtmpAddress::unprintable)) {
      return -1;
    }
    int start = url.indexOf("://") + 3;
    int end = url.indexOf('/', start);
    if (end < 0 || end == url.length() - 1) {
      return -1;
    }
    String authority = url.substring(start, end);
    return validHost(authority.substring(authority.lastIndexOf('@') + 1)) ? end : -1;
  }

  private static boolean validHost(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon <= hostAndPort.lastIndexOf(']')) {
      return hostAndPort.matches(HOST);
    }
    return hostAndPort.substring(0, colon).matches(HOST)
        && validPort(hostAndPort.substring(colon + 1));
  }

  private static boolean validPort(String port) {
    if (!port.matches("\\d{1,5}")) {
      return false;
    }
    int number = Integer.parseInt(port);
    return number > 0 && number <= LAST_PORT;
  }

  private static int endOf(String url, int index) {
    return index < 0 ? url.length() : index;
  }

  private static boolean unprintable(int character) {
    return Character.isISOControl(character) || Character.isWhitespace(character);
  }
}
