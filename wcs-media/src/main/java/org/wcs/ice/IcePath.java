package org.wcs.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A way to a peer: the local port (or TCP connection), compared by identity, and the remote
 * address.
 */
public record IcePath(Object localPort, InetSocketAddress remote) {

  /** Whether it is this way; does not allocate. */
  public boolean is(Object port, InetSocketAddress address) {
    return localPort == port && remote.equals(address);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IcePath path && is(path.localPort, path.remote);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(localPort) * 31 + remote.hashCode();
  }
}
