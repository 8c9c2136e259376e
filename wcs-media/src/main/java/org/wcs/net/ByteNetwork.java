package org.wcs.net;

import java.net.InetSocketAddress;
import java.util.List;
import org.wcs.lane.Lane;

/** The open ports for byte streams of this node, and the way out. Any thread. */
public interface ByteNetwork {

  /** Never empty, never changing while the network is open. */
  List<Lane> lanes();

  /** Opens connections to other servers. */
  ByteDialer dialer();

  /** Opens pairs of UDP sockets on these lanes, for media beside a connection. */
  PortPairs pairs();

  /** The addresses listened on. */
  List<InetSocketAddress> listening();

  /** Numbers since the start. */
  Counters counters();

  /**
   * Sums over all connections, and over all pairs of UDP sockets.
   *
   * @param connections open now
   * @param accepted accepted since the start
   * @param refused closed at once for one of the limits
   * @param dialed opened by us
   * @param bytesIn received, after decryption
   * @param bytesOut given to the kernel, or to TLS
   * @param sendCalls system calls used for sending; with TLS, flushes
   * @param datagrams what came and went by UDP; not in the numbers before
   */
  record Counters(
      int connections,
      long accepted,
      long refused,
      long dialed,
      long bytesIn,
      long bytesOut,
      long sendCalls,
      LanePorts.Counters datagrams) {

    /** While nothing is open. */
    public static final Counters NONE =
        new Counters(0, 0, 0, 0, 0, 0, 0, new LanePorts.Counters(0, 0, 0, 0, 0, 0));
  }
}
