package org.wcs.net;

import java.net.InetAddress;
import java.util.List;

/**
 * What the media adapter opens.
 *
 * @param portFrom first port to try, inclusive
 * @param portTo last port to try, inclusive
 * @param addresses local addresses to bind; empty means every address of this machine, loopback
 *     included
 * @param tcp whether to listen for TCP on the same port numbers
 * @param lanes how many lanes; 0 means one per processor
 * @param segmentation whether to use UDP segmentation offload where the kernel has it
 * @param buffers sizes of socket buffers and connection queues
 * @param burstWindowNanos under load, how long the end of a drain may wait for more to join its
 *     bursts; 0 means not at all
 */
public record NetworkSettings(
    int portFrom,
    int portTo,
    List<InetAddress> addresses,
    boolean tcp,
    int lanes,
    boolean segmentation,
    Buffers buffers,
    long burstWindowNanos) {

  /** Checks the ranges. */
  public NetworkSettings {
    if (portFrom < 1 || portTo > 65_535 || portFrom > portTo) {
      throw new IllegalArgumentException("media ports " + portFrom + " to " + portTo);
    }
    if (lanes < 0) {
      throw new IllegalArgumentException("lanes " + lanes);
    }
    if (burstWindowNanos < 0) {
      throw new IllegalArgumentException("burst window " + burstWindowNanos + " ns");
    }
    addresses = List.copyOf(addresses);
  }

  /** Settings without a burst window: every drain is flushed at its end. */
  public NetworkSettings(
      int portFrom,
      int portTo,
      List<InetAddress> addresses,
      boolean tcp,
      int lanes,
      boolean segmentation,
      Buffers buffers) {
    this(portFrom, portTo, addresses, tcp, lanes, segmentation, buffers, 0);
  }

  /**
   * Sizes in bytes.
   *
   * @param receive SO_RCVBUF of UDP sockets
   * @param send SO_SNDBUF of UDP sockets
   * @param highWaterMark unsent bytes at which a connection stops being writable
   * @param lowWaterMark unsent bytes at which it is writable again
   * @param maxConnections most TCP connections of one lane; more are refused
   * @param idleConnectionNanos how long a TCP connection may stay without a valid frame accepted by
   *     the receiver
   */
  public record Buffers(
      int receive,
      int send,
      int highWaterMark,
      int lowWaterMark,
      int maxConnections,
      long idleConnectionNanos) {}
}
