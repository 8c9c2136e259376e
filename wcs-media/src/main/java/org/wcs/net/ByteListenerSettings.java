package org.wcs.net;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the adapter for byte streams opens.
 *
 * @param ports the ports to listen on; may be empty
 * @param keys certificate and key of the ports with TLS; null where there are none
 * @param lanes how many lanes; 0 means one per processor
 * @param limits how many connections
 * @param buffers sizes of buffers and queues
 * @param burstWindowNanos under load, how long the end of a drain may wait for more to join its
 *     writes; 0 means not at all
 * @param trustAll whether dialled peers may show any certificate
 */
public record ByteListenerSettings(
    List<Port> ports,
    @Nullable TlsKeys keys,
    int lanes,
    Limits limits,
    Buffers buffers,
    long burstWindowNanos,
    boolean trustAll) {

  /** Checks the ranges. */
  public ByteListenerSettings {
    ports = List.copyOf(ports);
    if (keys == null && ports.stream().anyMatch(Port::tls)) {
      throw new IllegalArgumentException("a port with TLS needs a certificate");
    }
    if (lanes < 0) {
      throw new IllegalArgumentException("lanes " + lanes);
    }
    if (burstWindowNanos < 0) {
      throw new IllegalArgumentException("burst window " + burstWindowNanos + " ns");
    }
  }

  /**
   * One port.
   *
   * @param number the port number; 0 for any free one
   * @param instead the port number opened where that one may not be bound; 0 means none
   * @param addresses local addresses to bind; empty means all of this machine
   * @param tls whether connections begin with a TLS handshake
   */
  public record Port(int number, int instead, List<InetAddress> addresses, boolean tls) {

    /** Checks the range. */
    public Port {
      if (number < 0 || number > 65_535 || instead < 0 || instead > 65_535) {
        throw new IllegalArgumentException("port " + number + ", else " + instead);
      }
      addresses = List.copyOf(addresses);
    }

    /** A port that no other can stand in for. */
    public Port(int number, List<InetAddress> addresses, boolean tls) {
      this(number, 0, addresses, tls);
    }
  }

  /**
   * How many connections.
   *
   * @param connections most at the same time; more are refused
   * @param connectionsPerAddress most from one remote address; 0 means any number
   * @param backlog most that wait to be accepted
   */
  public record Limits(int connections, int connectionsPerAddress, int backlog) {

    /** Checks the ranges. */
    public Limits {
      if (connections < 1 || connectionsPerAddress < 0 || backlog < 1) {
        throw new IllegalArgumentException(
            "limits of "
                + connections
                + " connections, "
                + connectionsPerAddress
                + " per address, "
                + backlog
                + " waiting");
      }
    }
  }

  /**
   * Sizes in bytes.
   *
   * @param send SO_SNDBUF; 0 leaves it to the kernel, which lets it grow
   * @param receive SO_RCVBUF; 0 leaves it to the kernel
   * @param highWaterMark unsent bytes at which a connection stops being writable
   * @param lowWaterMark unsent bytes at which it is writable again
   * @param mostUnsent unsent bytes at which a connection is closed
   */
  public record Buffers(
      int send, int receive, int highWaterMark, int lowWaterMark, int mostUnsent) {

    /** Checks the ranges. */
    public Buffers {
      if (send < 0 || receive < 0) {
        throw new IllegalArgumentException("socket buffers of " + send + " and " + receive);
      }
      if (lowWaterMark < 0 || lowWaterMark >= highWaterMark || highWaterMark > mostUnsent) {
        throw new IllegalArgumentException(
            "water marks " + lowWaterMark + ", " + highWaterMark + ", " + mostUnsent);
      }
    }
  }
}
