package org.wcs.net;

import org.jspecify.annotations.Nullable;

/** Takes new connections of the listening ports. */
public interface ByteAcceptor {

  /**
   * A peer has connected, with TLS after its handshake. On the connection's lane; several lanes may
   * call at the same time.
   *
   * @return who gets what it sends, or null to close it
   */
  @Nullable ByteReceiver accepted(ByteConnection connection);
}
