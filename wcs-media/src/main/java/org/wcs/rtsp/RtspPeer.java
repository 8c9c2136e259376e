package org.wcs.rtsp;

import java.net.InetSocketAddress;

/**
 * A client of the RTSP server. Immutable.
 *
 * @param sessionId {@code /<client ip>:<port>/<server ip>:<port>}
 * @param remote the client's address
 * @param userAgent how it introduces itself; may be empty
 * @param user the name it has proved by its password; empty if nobody asked
 */
public record RtspPeer(String sessionId, InetSocketAddress remote, String userAgent, String user) {

  /** The application that clients of RTSP belong to. */
  public static final String DEFAULT_APP_KEY = "flashStreamingApp";

  private static final int LONGEST = 1_024;

  static RtspPeer of(InetSocketAddress remote, InetSocketAddress local) {
    return new RtspPeer("/" + address(remote) + "/" + address(local), remote, "", "");
  }

  RtspPeer withUserAgent(String text) {
    return new RtspPeer(
        sessionId, remote, text.length() <= LONGEST ? text : text.substring(0, LONGEST), user);
  }

  RtspPeer withUser(String name) {
    return new RtspPeer(sessionId, remote, userAgent, name);
  }

  /** Whether the other may control what this one has set up: same host, same user. */
  boolean sameAs(RtspPeer other) {
    return user.equals(other.user)
        && String.valueOf(remote.getAddress()).equals(String.valueOf(other.remote.getAddress()));
  }

  private static String address(InetSocketAddress address) {
    String host =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    return host + ":" + address.getPort();
  }
}
