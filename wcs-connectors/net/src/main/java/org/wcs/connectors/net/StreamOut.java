package org.wcs.connectors.net;

/** How one lane sends what its connections have queued. On its lane. */
sealed interface StreamOut permits VectorOut, BufferOut {

  /** Sends as much as the socket takes and hands the rest, or a piece of it, over to Netty. */
  void send(StreamPath path, OctetQueue queue);
}
