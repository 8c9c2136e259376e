package org.wcs.connectors.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the local addresses to bind. Any thread. */
final class LocalAddresses {

  private static final Logger LOG = System.getLogger(LocalAddresses.class.getName());

  private LocalAddresses() {}

  /**
   * The addresses of the settings, in their order, or all of this machine if there are none,
   * without those that cannot be bound. An IPv6 address that cannot be bound is worth a warning
   * only, as many machines have it half switched off.
   *
   * @throws BindException if an IPv4 address of the settings is not of this machine
   */
  static List<InetAddress> toBind(List<InetAddress> wanted) throws IOException {
    List<InetAddress> bindable = new ArrayList<>();
    for (InetAddress address : wanted.isEmpty() ? ofThisMachine() : new LinkedHashSet<>(wanted)) {
      if (address.isAnyLocalAddress()) {
        throw new BindException(
            "media address " + address.getHostAddress() + " is a wildcard; name real addresses");
      }
      if (usable(address)) {
        bindable.add(address);
      }
    }
    if (bindable.isEmpty()) {
      throw new BindException("no address to listen on for media");
    }
    return bindable;
  }

  private static boolean usable(InetAddress address) throws BindException {
    try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return probe.isBound();
    } catch (SocketException e) {
      if (!(address instanceof Inet6Address)) {
        throw new BindException(
            "media address " + address.getHostAddress() + " cannot be bound: " + e.getMessage());
      }
      LOG.log(Level.WARNING, "no media on {0}: {1}", address.getHostAddress(), e.getMessage());
      return false;
    }
  }

  private static Set<InetAddress> ofThisMachine() throws SocketException, UnknownHostException {
    Set<InetAddress> found = new LinkedHashSet<>();
    for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
      if (device.isUp()) {
        for (InetAddress address : device.inetAddresses().toList()) {
          if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
            found.add(InetAddress.getByAddress(address.getAddress()));
          }
        }
      }
    }
    return found;
  }
}
