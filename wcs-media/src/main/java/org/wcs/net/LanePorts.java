package org.wcs.net;

import java.net.InetSocketAddress;
import java.util.List;
import org.wcs.lane.Lane;

/**
 * The ports that one lane listens on: a UDP and a TCP socket for each local address. A session on
 * this lane is reached through these and no others.
 */
public interface LanePorts {

  /** The lane on which everything that arrives here is handled. */
  Lane lane();

  /** Local addresses of the UDP sockets; never wildcard addresses. Any thread. */
  List<InetSocketAddress> udp();

  /** Local addresses of the listening TCP sockets; empty where TCP is switched off. Any thread. */
  List<InetSocketAddress> tcp();

  /** Names the one who gets what arrives; before that arrivals are dropped. Any thread. */
  void receiver(MediaReceiver receiver);

  /** Numbers since the start. Any thread. */
  Counters counters();

  /**
   * Sums over the sockets of one lane.
   *
   * @param datagramsIn datagrams received
   * @param datagramsOut datagrams sent, each segment of a burst counted
   * @param bytesIn UDP or framed TCP payload bytes received
   * @param bytesOut the same, sent
   * @param sendCalls system calls used for sending
   * @param sendDrops datagrams lost because the socket buffer was full or the kernel refused
   */
  record Counters(
      long datagramsIn,
      long datagramsOut,
      long bytesIn,
      long bytesOut,
      long sendCalls,
      long sendDrops) {

    /** The sums of both. */
    public Counters plus(Counters other) {
      return new Counters(
          datagramsIn + other.datagramsIn,
          datagramsOut + other.datagramsOut,
          bytesIn + other.bytesIn,
          bytesOut + other.bytesOut,
          sendCalls + other.sendCalls,
          sendDrops + other.sendDrops);
    }
  }
}
