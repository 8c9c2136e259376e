import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.rmi.registry.LocateRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What JConsole does, and what it would not do. One line for each look: a name, a tab, what was
 * seen. Run by the JDK as it is: java JmxClient.java host port user password [verb argument]
 */
public final class JmxClient {

  private static String user;
  private static String password;

  public static void main(String[] args) throws Exception {
    JMXServiceURL url =
        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + args[0] + ":" + args[1] + "/jmxrmi");
    user = args[2];
    password = args[3];
    switch (args.length > 4 ? args[4] : "read") {
      case "read" -> read(url);
      case "terminate" -> terminate(url, args[5]);
      case "guess" -> guess(url);
      case "probe" -> probe(url, args[0], Integer.parseInt(args[1]));
      default -> throw new IllegalArgumentException(args[4]);
    }
  }

  private static JMXConnector open(JMXServiceURL url, Object credentials) throws Exception {
    return JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, credentials));
  }

  private static JMXConnector open(JMXServiceURL url) throws Exception {
    return open(url, new String[] {user, password});
  }

  private static void read(JMXServiceURL url) throws Exception {
    try (JMXConnector connector = open(url)) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      say("domains", String.join(",", sorted(beans.getDomains())));
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      say("heap", memory.getHeapMemoryUsage().getUsed() > 0);
      for (ObjectName name : beans.queryNames(new ObjectName("org.wcs:*"), null)) {
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
          Object value = beans.getAttribute(name, attribute.getName());
          say(name.getKeyProperty("type") + "." + attribute.getName(), shown(value));
        }
      }
      Object dump = beans.invoke(new ObjectName("org.wcs:type=Server"), "dumpWorkerThreads", null, null);
      say("workers", dump.toString().lines().filter(line -> line.startsWith("\"wcs-")).count());
    }
  }

  private static void terminate(JMXServiceURL url, String stream) throws Exception {
    try (JMXConnector connector = open(url)) {
      Object ended =
          connector
              .getMBeanServerConnection()
              .invoke(
                  new ObjectName("org.wcs:type=Streams"),
                  "terminate",
                  new Object[] {stream},
                  new String[] {String.class.getName()});
      say("terminated", ended);
    }
  }

  /** Wrong passwords, and none. */
  private static void guess(JMXServiceURL url) throws Exception {
    attempt("wrong", () -> open(url, new String[] {user, "not-the-password"}));
    attempt("none", () -> JMXConnectorFactory.connect(url));
    attempt("short", () -> open(url, new String[] {user}));
  }

  /** Objects where none are expected, and beans that are none of a client's business. */
  private static void probe(JMXServiceURL url, String host, int port) throws Exception {
    attempt("credentials of a map", () -> open(url, new HashMap<>(Map.of("a", new File("b")))));
    attempt("credentials of objects", () -> open(url, new Object[] {user, new File("b")}));
    attempt("credentials without end", () -> open(url, new String[100_000]));
    attempt(
        "a name bound",
        () -> {
          LocateRegistry.getRegistry(host, port).bind("jmxrmi", new Bait());
          return "bound";
        });
    try (JMXConnector connector = open(url)) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      ObjectName streams = new ObjectName("org.wcs:type=Streams");
      attempt("a file as argument", () -> call(beans, streams, "find", new File("/etc/passwd")));
      attempt("a class of ours as argument", () -> call(beans, streams, "find", new Bait()));
      attempt("an address as argument", () -> call(beans, streams, "find", new HashMap<>(Map.of(1, java.net.URI.create("http://127.0.0.1:1/").toURL()))));
      attempt(
          "a bean that loads code",
          () -> beans.createMBean("javax.management.loading.MLet", new ObjectName("x:type=m")));
      attempt(
          "a dump of the heap",
          () ->
              beans.invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "dumpHeap",
                  new Object[] {"/tmp/wcs-heap.hprof", true},
                  new String[] {String.class.getName(), boolean.class.getName()}));
      attempt(
          "a command of the virtual machine",
          () -> beans.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmSystemProperties", null, null));
      attempt(
          "the container",
          () -> beans.invoke(new ObjectName("jboss.as:management-root=server"), "suspend", null, null));
      say("beans of the container", beans.queryNames(new ObjectName("jboss.as:*"), null).size());
      say("still there", beans.getAttribute(new ObjectName("org.wcs:type=Server"), "Ready"));
    }
  }

  private static Object call(
      MBeanServerConnection beans, ObjectName bean, String operation, Object argument)
      throws Exception {
    return beans.invoke(
        bean, operation, new Object[] {argument}, new String[] {String.class.getName()});
  }

  private static void attempt(String what, Callable<?> deed) {
    try {
      say(what, "done: " + deed.call());
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null && cause.getCause() != cause) {
        cause = cause.getCause();
      }
      say(what, "refused: " + cause.getClass().getSimpleName());
    }
  }

  private static String shown(Object value) {
    if (value instanceof CompositeData[] rows) {
      return rows.length
          + " rows"
          + (rows.length == 0 ? "" : " of " + String.join(",", rows[0].getCompositeType().keySet()));
    }
    return String.valueOf(value);
  }

  private static String[] sorted(String[] words) {
    Arrays.sort(words);
    return words;
  }

  private static void say(String name, Object value) {
    System.out.println(name + "\t" + value);
  }

  /** Something the server has never heard of. */
  private static final class Bait implements java.rmi.Remote, java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }
}
