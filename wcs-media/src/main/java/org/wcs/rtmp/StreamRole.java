package org.wcs.rtmp;

import org.wcs.stream.EndReason;

/** What a client does with a stream. On the client's lane. */
sealed interface StreamRole permits PublishRole, PlayRole {

  /** Stops; the client knows, or is gone. */
  void close(EndReason reason);

  /** About once a second. */
  void tick(long nowNanos);

  RtmpSnapshot.Stream snapshot();
}
