package org.wcs.connectors.net;

import java.net.InetSocketAddress;

/** Takes what a UDP socket receives. On the socket's lane. */
interface DatagramTaker {

  /** A buffer to lend for so many bytes; nothing that is lent outlives the call. */
  byte[] scratch(int length);

  /** A datagram has come; it begins at the start of the buffer. Must not throw. */
  void datagram(UdpPort port, InetSocketAddress remote, byte[] buffer, int length);

  /** The socket told a fault; it stays open. */
  void socketFault(InetSocketAddress local, Throwable cause);
}
