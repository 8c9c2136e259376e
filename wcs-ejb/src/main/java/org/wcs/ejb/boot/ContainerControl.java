package org.wcs.ejb.boot;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executor;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.shell.ServerControl;

/** The container's own verbs, as its management model shows them in this process. */
final class ContainerControl implements ServerControl {

  private static final Logger LOG = System.getLogger(ContainerControl.class.getName());
  private static final String ROOT = "jboss.as:management-root=server";

  private final MBeanServer model;
  private final Executor threads;

  ContainerControl(MBeanServer model, Executor threads) {
    this.model = model;
    this.threads = threads;
  }

  @Override
  public void suspend(Duration patience) throws IOException {
    invoke("suspend", patience);
  }

  @Override
  public void resume() throws IOException {
    invoke("resume", Duration.ZERO);
  }

  @Override
  public void shutdown(Duration patience) {
    threads.execute(
        () -> {
          try {
            invoke("shutdown", patience);
          } catch (IOException e) {
            LOG.log(Level.ERROR, "the server does not stop", e);
          }
        });
  }

  @Override
  public String state() throws IOException {
    try {
      return String.valueOf(model.getAttribute(new ObjectName(ROOT), "suspendState"));
    } catch (JMException e) {
      throw new IOException("the container does not tell its state: " + e.getMessage(), e);
    }
  }

  private void invoke(String name, Duration patience) throws IOException {
    try {
      ObjectName root = new ObjectName(ROOT);
      MBeanParameterInfo[] parameters =
          Arrays.stream(model.getMBeanInfo(root).getOperations())
              .filter(each -> each.getName().equals(name))
              .map(MBeanOperationInfo::getSignature)
              .findFirst()
              .orElseThrow(() -> new IOException("the container knows no " + name));
      @Nullable Object[] values = new Object[parameters.length];
      String[] types = new String[parameters.length];
      for (int index = 0; index < parameters.length; index++) {
        values[index] = value(parameters[index], patience);
        types[index] = parameters[index].getType();
      }
      model.invoke(root, name, values, types);
    } catch (JMException e) {
      throw new IOException("the container refuses: " + e.getMessage(), e);
    }
  }

  /** What is not said is left to the container. */
  private static @Nullable Object value(MBeanParameterInfo parameter, Duration patience) {
    boolean time = parameter.getName().toLowerCase(Locale.ROOT).contains("suspend");
    return time && parameter.getType().equals(Integer.class.getName())
        ? (Object) (int) patience.toSeconds()
        : null;
  }
}
