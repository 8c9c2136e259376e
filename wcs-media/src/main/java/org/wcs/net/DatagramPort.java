package org.wcs.net;

import java.net.InetSocketAddress;

/** One UDP socket on one local address. On its lane, but for {@link #local()}. */
public interface DatagramPort {

  /** The address it is bound to. Any thread. */
  InetSocketAddress local();

  /**
   * Makes a path from this socket to a peer; cheap, but allocates: one per peer, not per packet.
   */
  MediaPath pathTo(InetSocketAddress remote);

  /** Sends one datagram at once, for answers to strangers for whom no path is worth making. */
  void send(byte[] buffer, int offset, int length, InetSocketAddress remote);
}
