package org.wcs.rtsp;

import org.wcs.rtsp.egress.Presentation;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** A stream as it was described to one client, until the client is done with it. On its lane. */
final class ServerOffer {

  private final RtspPolicy policy;
  private final RtspPeer peer;
  private final RtspStreamRequest request;
  private final String asked;
  private final Presentation presentation;
  private boolean closed;

  /**
   * Takes what was found.
   *
   * @param asked the name that the client used
   */
  ServerOffer(OfferSearch search, RtspStreamRequest request, Presentation found) {
    this.policy = search.parts().common().policy();
    this.peer = search.peer();
    this.asked = search.asked();
    this.request = request;
    this.presentation = found;
  }

  RtspStreamRequest request() {
    return request;
  }

  MediaStream stream() {
    return presentation.stream();
  }

  Presentation presentation() {
    return presentation;
  }

  /** Whether this is what the client means by that name, and still there. */
  boolean serves(String name, ServerParts parts) {
    return asked.equals(name) && live(parts);
  }

  /** Whether the stream is still there. */
  boolean live(ServerParts parts) {
    return parts.common().hub().find(stream().name()).orElse(null) == stream();
  }

  /** The client gets it. */
  void playing() {
    policy.flows(peer, request);
  }

  /** Lets go of what was held for the client. Idempotent. */
  void close(EndReason reason) {
    if (!closed) {
      closed = true;
      presentation.close();
      policy.ended(peer, request, reason);
    }
  }
}
