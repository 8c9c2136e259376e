package org.wcs.ejb.live;

import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.wcs.stream.Course;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/**
 * A client of a server protocol, as whoever tells of it and its streams knows it.
 *
 * @param appKey its application
 * @param sessionId its session
 * @param remote the client's address
 */
record ServedClient(String appKey, String sessionId, InetSocketAddress remote) {

  /**
   * One of its streams.
   *
   * @param mediaSessionId its name as a media session
   * @param name the stream's name
   * @param publishing whether it comes in
   * @param course how it goes
   */
  record Asked(String mediaSessionId, String name, boolean publishing, Course course) {}

  /** One of its streams as it is now. */
  LiveStream stream(StreamHub hub, Asked asked, String provider, String transport) {
    ServedStream served =
        new ServedStream(
            new LiveStream.Owner(
                appKey,
                sessionId,
                asked.mediaSessionId(),
                null,
                WallClock.millis(asked.course().startedNanos())),
            asked.name(),
            LiveStream.Way.of(provider, transport, address()));
    Optional<MediaStream> there = hub.find(asked.name());
    return asked.publishing()
        ? served.published(there.filter(each -> each.publisher().protocol().equals(provider)))
        : served.played(there, asked.course());
  }

  /** The client itself. */
  LiveConnection connection(String protocol, long startedNanos, int streams, JsonObject details) {
    return new LiveConnection(
        sessionId,
        appKey,
        protocol,
        address(),
        "ESTABLISHED",
        WallClock.millis(startedNanos),
        streams,
        details);
  }

  /** The numeric form. */
  private String address() {
    String host =
        remote.getAddress() == null ? remote.getHostString() : remote.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + remote.getPort();
  }
}
