package org.wcs.ejb.jmx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.shell.Verbs;

/** Our management beans, from registering them to taking them away. Threads that may block. */
public final class Beans {

  private static final Logger LOG = System.getLogger(Beans.class.getName());
  private static final String DOMAIN = "org.wcs";

  private final MBeanServer server;
  private final List<ObjectName> registered = new ArrayList<>(); // under this

  /** Registers nothing yet. */
  public Beans(MBeanServer server) {
    this.server = server;
  }

  /**
   * Registers all of them, in the place of those of an earlier deployment.
   *
   * @throws JMException if the server of beans does not take one
   */
  public synchronized void register(Verbs verbs, Supplier<ServerStatus> status) throws JMException {
    register("Server", new ServerBean(status, verbs.certificate(), verbs.reports()::health));
    register("Streams", new StreamsBean(verbs));
    register("Connections", new ConnectionsBean(verbs.connections()));
    register("Ports", new PortsBean(verbs.reports(), status));
    register("Transcoders", new TranscodersBean(verbs.making(), status));
    register("Hooks", new HooksBean(() -> status.get().hooks()));
  }

  private void register(String type, Object bean) throws JMException {
    ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
    server.registerMBean(bean, name);
    registered.add(name);
  }

  /** Takes all of them away. */
  public synchronized void unregister() {
    for (ObjectName name : registered) {
      try {
        server.unregisterMBean(name);
      } catch (InstanceNotFoundException e) {
        LOG.log(Level.DEBUG, "gone already: {0}", name);
      } catch (JMException e) {
        LOG.log(Level.WARNING, "a management bean stays", e);
      }
    }
    registered.clear();
  }
}
