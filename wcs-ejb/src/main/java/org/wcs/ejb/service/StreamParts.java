package org.wcs.ejb.service;

import java.time.Clock;
import java.util.Set;
import org.wcs.config.SignallingConfig;
import org.wcs.stream.StreamHub;

/**
 * What the streams of clients are made with.
 *
 * @param hub those published here
 * @param gateway the media side
 * @param remote those fetched from elsewhere, and sent there
 * @param clock what time it is
 * @param limits of one session
 * @param open everything that has not ended, of all clients; any thread
 */
record StreamParts(
    StreamHub hub,
    PeerGateway gateway,
    RemoteStreams remote,
    Clock clock,
    SignallingConfig.PerSession limits,
    Set<MediaSession> open) {

  /** Where streams to play come from. */
  OrderCheck.Sources sources() {
    return new OrderCheck.Sources(hub, remote);
  }
}
