package org.wcs.rtmp;

import org.wcs.stream.EndReason;

/** What a client does with a stream. On the client's lane. */
sealed interface StreamRole permits PublishRole, PlayRole {

  /** Stops; the client knows, or is gone. */
  void close(EndReason reason);

  /** About once a second. */
  void tick(long nowNanos);

  /** Somebody else ends it: the client is told and sent away. */
  void terminate(EndReason reason);

  RtmpSnapshot.Stream snapshot();
}
