package org.wcs.rtsp;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A client of the RTSP server. Immutable.
 *
 * @param sessionId {@code /<client ip>:<port>/<server ip>:<port>}
 * @param remote the client's address
 * @param userAgent how it introduces itself; may be empty
 * @param user the name it has proved by its password; empty if nobody asked
 * @param parameters those of the URL that it asked for first
 */
public record RtspPeer(
    String sessionId,
    InetSocketAddress remote,
    String userAgent,
    String user,
    Map<String, String> parameters) {

  /** The application that clients belong to who name none. */
  private static final String DEFAULT_APP_KEY = "flashStreamingApp";

  private static final int LONGEST = 1_024;

  /** Defensive copy. */
  public RtspPeer {
    parameters = Map.copyOf(parameters);
  }

  static RtspPeer of(InetSocketAddress remote, InetSocketAddress local) {
    return new RtspPeer("/" + address(remote) + "/" + address(local), remote, "", "", Map.of());
  }

  /** Which application it belongs to: parameter {@code appKey}. */
  public String appKey() {
    return parameters.getOrDefault("appKey", DEFAULT_APP_KEY);
  }

  /** The same, known by what it sends with its first request. */
  RtspPeer introduced(String name, String agent, Map<String, String> named) {
    String known = agent.length() <= LONGEST ? agent : agent.substring(0, LONGEST);
    return new RtspPeer(sessionId, remote, known, name, named);
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
