package org.wcs.connectors.health;

import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the management bean of the server tells; that is the one way to it from here. */
final class ServerState {

  private ServerState() {}

  /** A truth about the server; empty as long as it has not started. */
  static Optional<Boolean> tells(String attribute) throws JMException {
    ObjectName server = new ObjectName("org.wcs", new Hashtable<>(Map.of("type", "Server")));
    try {
      Object told = ManagementFactory.getPlatformMBeanServer().getAttribute(server, attribute);
      return Optional.of(Boolean.TRUE.equals(told));
    } catch (InstanceNotFoundException e) {
      return Optional.empty();
    }
  }
}
