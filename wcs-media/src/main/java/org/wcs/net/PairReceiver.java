package org.wcs.net;

import java.net.InetSocketAddress;

/** Takes what arrives on one pair. On its lane. The buffers are lent: valid until return. */
public interface PairReceiver {

  /** A datagram came to the even port. */
  void rtp(PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length);

  /** A datagram came to the odd port. */
  void rtcp(PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length);
}
