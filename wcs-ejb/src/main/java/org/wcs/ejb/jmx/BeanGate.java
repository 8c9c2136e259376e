package org.wcs.ejb.jmx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.remote.MBeanServerForwarder;
import org.jspecify.annotations.Nullable;

/**
 * What a remote client may do: read the beans of the virtual machine and ours, and call what ours
 * offer. It makes no beans (one of the JDK's would load code from anywhere), and neither sees those
 * of the container nor calls what writes files. Threads of RMI.
 */
final class BeanGate implements InvocationHandler {

  private static final String OURS = "org.wcs";
  private static final String DIAGNOSTICS = "com.sun.management";

  private static final Set<String> DOMAINS =
      Set.of(OURS, DIAGNOSTICS, "java.lang", "java.nio", "java.util.logging", "JMImplementation");

  /** Named, so that what a later version adds is refused. */
  private static final Set<String> ABOUT_ONE =
      Set.of(
          "getAttribute",
          "getAttributes",
          "setAttribute",
          "setAttributes",
          "invoke",
          "getMBeanInfo",
          "getObjectInstance",
          "isInstanceOf",
          "isRegistered",
          "addNotificationListener",
          "removeNotificationListener");

  private static final Set<String> ABOUT_ALL =
      Set.of("queryNames", "queryMBeans", "getDomains", "getDefaultDomain", "getMBeanCount");

  private @Nullable MBeanServer server;

  private BeanGate() {}

  static MBeanServerForwarder gate() {
    return (MBeanServerForwarder)
        Proxy.newProxyInstance(
            BeanGate.class.getClassLoader(),
            new Class<?>[] {MBeanServerForwarder.class},
            new BeanGate());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    switch (method.getName()) {
      case "setMBeanServer" -> {
        server = (MBeanServer) given[0];
        return null;
      }
      case "getMBeanServer" -> {
        return server;
      }
      case "getClassLoaderFor", "getClassLoader" -> {
        // The connector itself asks, before it reads the arguments of a call.
        return BeanGate.class.getClassLoader();
      }
      case "getClassLoaderRepository" -> {
        return call(method, given);
      }
      case "equals" -> {
        return proxy == given[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      case "toString" -> {
        return "BeanGate";
      }
      default -> {
        return guarded(method, given);
      }
    }
  }

  private @Nullable Object guarded(Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (ABOUT_ALL.contains(name)) {
      return visible(call(method, arguments));
    }
    if (!ABOUT_ONE.contains(name) || !(arguments[0] instanceof ObjectName bean)) {
      throw new SecurityException(name + " is not open to remote clients");
    }
    boolean changes = name.equals("invoke") || name.startsWith("setAttribute");
    if (!DOMAINS.contains(bean.getDomain()) || changes && bean.getDomain().equals(DIAGNOSTICS)) {
      throw new SecurityException(bean + " is not open to remote clients");
    }
    return call(method, arguments);
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(server, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable Object visible(@Nullable Object found) {
    return switch (found) {
      case Set<?> names ->
          names.stream().filter(BeanGate::seen).collect(Collectors.toUnmodifiableSet());
      case String[] domains ->
          Arrays.stream(domains).filter(DOMAINS::contains).toArray(String[]::new);
      case null -> null;
      default -> found;
    };
  }

  private static boolean seen(Object name) {
    return switch (name) {
      case ObjectName bean -> DOMAINS.contains(bean.getDomain());
      case ObjectInstance bean -> DOMAINS.contains(bean.getObjectName().getDomain());
      default -> false;
    };
  }
}
