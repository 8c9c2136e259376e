package org.wcs.ejb.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses of the hosts that settings name. */
final class LocalNames {

  private static final Logger LOG = System.getLogger(LocalNames.class.getName());

  private LocalNames() {}

  /** A name without an address is left out: the others still serve. */
  static List<InetAddress> resolve(List<String> hosts) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String host : hosts) {
      try {
        addresses.addAll(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException e) {
        LOG.log(Level.WARNING, "no address is known for {0}; it is left out", host);
      }
    }
    return addresses;
  }
}
