package org.wcs.net;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;

/**
 * Whom to call.
 *
 * @param host name or address
 * @param port TCP port
 * @param tls whether to speak TLS; the certificate must then be valid for the host
 * @param connectTimeout for everything together: look-up, all addresses, TLS handshake
 * @param local ports to call from
 * @param localAddress address to call from; null for whichever the system takes
 * @param lane the lane of the connection; null for the least busy one
 */
public record DialOrder(
    String host,
    int port,
    boolean tls,
    Duration connectTimeout,
    PortRange local,
    @Nullable InetAddress localAddress,
    @Nullable Lane lane) {

  /** Checks the ranges. */
  public DialOrder {
    if (host.isBlank()) {
      throw new IllegalArgumentException("no host to dial");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " to dial");
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connect time-out " + connectTimeout);
    }
  }
}
