package org.wcs.connectors.net;

import org.wcs.lane.Lane;

/** How one UDP socket sends. On its lane. */
sealed interface DatagramOut extends Lane.Flushable permits GsoOut, PlainOut {

  /**
   * Takes a burst in (copied before this returns) and lets it go with the next {@link #flush()}.
   *
   * @param segmentLength length of each datagram but the last
   */
  void stage(UdpPath path, byte[] buffer, int offset, int length, int segmentLength);

  /** Sends one datagram at once, behind whatever is staged. */
  void sendNow(UdpPath path, byte[] buffer, int offset, int length);

  /** Sends all that is staged: the end of the drain. */
  @Override
  void flush();

  /** Forgets what is staged and frees what is held. The socket must not be used afterwards. */
  void close();
}
