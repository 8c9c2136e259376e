package org.wcs.ejb.jmx;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.wcs.config.JmxConfig;
import org.wcs.ejb.store.LoginService;

/** The port for JConsole and its like: registry and connector on one. Threads that may block. */
public final class JmxServer {

  private static final Logger LOG = System.getLogger(JmxServer.class.getName());

  /** Where JConsole looks. */
  private static final String NAME = "jmxrmi";

  /** User and password, and nothing else. */
  private static final String CREDENTIALS = "maxdepth=3;maxarray=8;java.lang.String;!*";

  /** What arguments of beans and of the connector are made of; records of ours never come in. */
  private static final String ARGUMENTS =
      "maxdepth=20;maxrefs=10000;maxarray=10000;maxbytes=1000000;"
          + "java.lang.*;java.math.*;java.util.*;java.rmi.MarshalledObject;java.rmi.server.*;"
          + "javax.management.*;javax.management.openmbean.*;javax.management.remote.*;"
          + "javax.management.remote.rmi.*;javax.security.auth.Subject;!*";

  private static final int MOST_CONNECTIONS = 64;
  private static final int LONGEST = 256;

  private final JmxConfig config;
  private final MBeanServer beans;
  private final LoginService logins;
  private @Nullable Registry registry; // under this
  private @Nullable JMXConnectorServer connector; // under this

  /** Makes the server; nothing is open yet. */
  public JmxServer(JmxConfig config, MBeanServer beans, LoginService logins) {
    this.config = config;
    this.beans = beans;
    this.logins = logins;
  }

  /**
   * Opens the port.
   *
   * @param tls for TLS; null for none
   * @throws IOException if that is not possible; then it is closed
   */
  public synchronized void open(@Nullable SSLContext tls) throws IOException {
    if (config.port() == 0) {
      return;
    }
    InetAddress address = InetAddress.getByName(config.address());
    boundTo(address);
    BoundSockets sockets =
        new BoundSockets(address, tls == null ? null : tls.getServerSocketFactory());
    RMIClientSocketFactory client = tls == null ? null : new SslRMIClientSocketFactory();
    try {
      Registry names = LocateRegistry.createRegistry(config.port(), client, sockets);
      registry = names;
      Map<String, Object> settings = settings();
      RMIJRMPServerImpl door = new RMIJRMPServerImpl(config.port(), client, sockets, settings);
      RMIConnectorServer made =
          new RMIConnectorServer(
              new JMXServiceURL("rmi", config.address(), config.port()), settings, door, beans);
      made.setMBeanServerForwarder(BeanGate.gate());
      connector = made;
      made.start();
      names.rebind(NAME, door.toStub());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    LOG.log(
        Level.INFO,
        "JMX is open: service:jmx:rmi:///jndi/rmi://{0}:{1}/{2}{3}",
        config.address(),
        String.valueOf(config.port()),
        NAME,
        tls == null ? "" : ", TLS");
  }

  /** The stubs that clients get name this address; RMI would name some other of the machine. */
  private static void boundTo(InetAddress address) {
    if (!address.isAnyLocalAddress()) {
      setUnlessSet("java.rmi.server.hostname", address.getHostAddress());
    }
    setUnlessSet("sun.rmi.transport.tcp.maxConnectionThreads", String.valueOf(MOST_CONNECTIONS));
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(JMXConnectorServer.AUTHENTICATOR, (JMXAuthenticator) this::authenticate);
    settings.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, CREDENTIALS);
    settings.put(RMIConnectorServer.SERIAL_FILTER_PATTERN, ARGUMENTS);
    return settings;
  }

  private Subject authenticate(@Nullable Object credentials) {
    if (credentials instanceof String[] words
        && words.length == 2
        && words[0] != null
        && words[1] != null
        && words[0].length() <= LONGEST
        && words[1].length() <= LONGEST
        && logins.login(words[0], words[1].toCharArray(), client()) != null) {
      return new Subject(true, Set.of(new JMXPrincipal(words[0])), Set.of(), Set.of());
    }
    throw new SecurityException("user or password is wrong");
  }

  private static String client() {
    try {
      return RemoteServer.getClientHost();
    } catch (ServerNotActiveException e) {
      return "";
    }
  }

  /** Closes the port and ends every connection. */
  public synchronized void close() {
    JMXConnectorServer last = connector;
    connector = null;
    if (last != null) {
      try {
        last.stop();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a client of JMX was not told of the end", e);
      }
    }
    Registry names = registry;
    registry = null;
    if (names != null) {
      try {
        UnicastRemoteObject.unexportObject(names, true);
      } catch (NoSuchObjectException e) {
        LOG.log(Level.DEBUG, "the registry was gone already", e);
      }
    }
  }
}
