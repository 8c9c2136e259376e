package org.wcs.net;

/** Two UDP sockets on neighbouring ports. On their lane, but for {@link #close}. */
public interface PortPair {

  /** The socket on the even port. */
  DatagramPort rtp();

  /** The socket on the odd port. */
  DatagramPort rtcp();

  /** Closes both; nothing is received any more. Idempotent. Any thread. */
  void close();
}
