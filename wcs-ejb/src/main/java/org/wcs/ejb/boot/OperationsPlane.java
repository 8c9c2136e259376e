package org.wcs.ejb.boot;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.wcs.config.ServerKeys;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.jmx.Beans;
import org.wcs.ejb.jmx.JmxServer;
import org.wcs.ejb.service.CertificateService;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.shell.ShellServer;
import org.wcs.ejb.shell.Verbs;
import org.wcs.ejb.stats.Health;
import org.wcs.ejb.stats.StatGroup;
import org.wcs.ejb.stats.Statistics;
import org.wcs.stream.StreamHub;

/**
 * What operators reach beside the web ports: the console over SSH, and JMX. It outlives suspending,
 * as it is how one resumes. Threads that may block.
 */
final class OperationsPlane {

  private static final Logger LOG = System.getLogger(OperationsPlane.class.getName());

  private final WcsConfig config;
  private final BooleanSupplier ready;
  private final Supplier<ServerStatus> status;
  private final Verbs verbs;
  private final ShellServer shell;
  private final Beans beans;
  private final JmxServer jmx;
  private boolean open; // under this

  OperationsPlane(Services services, StreamHub hub, BooleanSupplier ready) {
    this.ready = ready;
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    config = services.config();
    status = services.status()::status;
    verbs =
        new Verbs(
            new Verbs.Store(services.database().users(), services.database().apps()),
            services.live(),
            services.connections(),
            new Verbs.Making(
                hub, services.transcoders(), () -> status.get().protocols().transcoding().tracks()),
            new Told(),
            new ContainerControl(platform, services.threads()),
            new CertificateService(config)::reload);
    shell =
        new ShellServer(config.operations().shell(), verbs, services.logins(), services.threads());
    beans = new Beans(platform);
    jmx = new JmxServer(config.operations().jmx(), platform, services.logins());
  }

  /** Opens the ports, unless they are open. A port that cannot be opened is told in the log. */
  synchronized void open() {
    if (open) {
      return;
    }
    open = true;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // RMI reads what clients send with the loader of the thread that has exported.
    thread.setContextClassLoader(OperationsPlane.class.getClassLoader());
    try {
      openShell();
      openJmx();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void openShell() {
    try {
      shell.open(Path.of(config.server().data(), "conf", "ssh_host_key"));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "The console over SSH is not open: " + e.getMessage());
    } catch (RuntimeException | LinkageError bug) {
      LOG.log(Level.ERROR, "bug: the console over SSH is not open", bug);
    }
  }

  private void openJmx() {
    try {
      beans.register(verbs, status);
      jmx.open(config.operations().jmx().tls() ? tls() : null);
    } catch (IOException | GeneralSecurityException e) {
      LOG.log(Level.ERROR, "JMX is not open: " + e.getMessage());
    } catch (JMException | RuntimeException | LinkageError bug) {
      LOG.log(Level.ERROR, "bug: JMX is not open", bug);
    }
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    ServerKeys keys = ServerKeys.of(config);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys.read(), keys.password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** Closes the ports. Idempotent. */
  synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    shell.close();
    jmx.close();
    beans.unregister();
  }

  /** What the server tells of itself. */
  private final class Told implements Verbs.Reports {

    @Override
    public Verbs.Summary summary() {
      ServerStatus now = status.get();
      ServerStatus.Machine machine = now.machine();
      ServerStatus.Clients clients = now.clients();
      return new Verbs.Summary(
          now.version(),
          now.uptimeSeconds(),
          new Verbs.Load(
              machine.cpu(), machine.processors(), machine.heapUsedBytes(), machine.heapMaxBytes()),
          new Verbs.Clients(clients.sessions(), clients.publishers(), clients.viewers()));
    }

    @Override
    public List<StatGroup> statistics() {
      ServerStatus now = status.get();
      return Statistics.of(now, now.protocols().hls().viewers());
    }

    @Override
    public Health health() {
      ServerStatus now = status.get();
      return Health.of(
          now,
          ready.getAsBoolean(),
          config.operations().monitoring().health(),
          System.currentTimeMillis());
    }

    @Override
    public List<Verbs.Port> ports() {
      return ListeningPorts.of(config, status.get());
    }

    @Override
    public Map<String, String> settings() {
      return WcsConfig.shownOfThisProcess();
    }
  }
}
