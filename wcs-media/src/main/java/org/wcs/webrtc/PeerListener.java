package org.wcs.webrtc;

import org.wcs.stream.EndReason;

/** Hears of the life of one connection, on its lane. It must not block. */
public interface PeerListener {

  /** Connectivity and keys are there: media can flow. At most once. */
  void connected(PeerConnection peer);

  /** The connection is over and has released everything. Exactly once. */
  void ended(PeerConnection peer, EndReason reason);
}
