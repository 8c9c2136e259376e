package org.wcs.ejb.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Objects;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** Listens at one address, with TLS or without. Any thread. */
final class BoundSockets implements RMIServerSocketFactory {

  private static final int BACKLOG = 50;

  private final InetAddress address;
  private final @Nullable ServerSocketFactory tls;

  /**
   * Makes the factory.
   *
   * @param tls makes sockets with TLS; null for none
   */
  BoundSockets(InetAddress address, @Nullable ServerSocketFactory tls) {
    this.address = address;
    this.tls = tls;
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    if (tls == null) {
      return new ServerSocket(port, BACKLOG, address);
    }
    ServerSocket socket = tls.createServerSocket(port, BACKLOG, address);
    if (socket instanceof SSLServerSocket secure) {
      secure.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    }
    return socket;
  }

  /** RMI puts registry and connector on one port if their factories are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BoundSockets sockets
        && address.equals(sockets.address)
        && Objects.equals(tls, sockets.tls);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, tls);
  }
}
