package org.wcs.ejb.shell;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.SessionFactory;
import org.wcs.config.ShellConfig;
import org.wcs.ejb.store.LoginService;

/** The console's ports: one for everything, one only to look. Any thread that may block. */
public final class ShellServer {

  private static final Logger LOG = System.getLogger(ShellServer.class.getName());
  private static final Duration TIME_TO_LOG_IN = Duration.ofSeconds(30);
  private static final int LOGINS_PER_CONNECTION = 6;
  private static final int CHANNELS_PER_CONNECTION = 10;

  private final ShellConfig config;
  private final Verbs verbs;
  private final SshLogin login;
  private final Executor threads;
  private final ConnectionLimit limit = new ConnectionLimit();
  private final Histories histories = new Histories();
  private final AtomicInteger sessions = new AtomicInteger();
  private final List<SshServer> ports = new ArrayList<>(); // under this

  /**
   * Makes the server.
   *
   * @param threads runs what one client does; its tasks may block for as long as he stays
   */
  public ShellServer(ShellConfig config, Verbs verbs, LoginService logins, Executor threads) {
    this.config = config;
    this.verbs = verbs;
    this.login = new SshLogin(verbs.store().users(), logins, threads);
    this.threads = threads;
  }

  /**
   * Opens the ports.
   *
   * @param keyFile where the host key is, or will be
   * @throws IOException if a port is in use or the key cannot be read; then none is open
   */
  public synchronized void open(Path keyFile) throws IOException {
    if (config.port() == 0 && config.readOnlyPort() == 0) {
      return;
    }
    OwnProvider.use();
    KeyPair key = HostKey.at(keyFile);
    try {
      open(config.port(), false, key);
      open(config.readOnlyPort(), true, key);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    LOG.log(
        Level.INFO,
        "The console is open: ssh -p {0} admin@{1}, read-only port {2}",
        String.valueOf(config.port()),
        config.address(),
        String.valueOf(config.readOnlyPort()));
  }

  private void open(int port, boolean readOnly, KeyPair key) throws IOException {
    if (port == 0) {
      return;
    }
    SshServer server = SshServer.setUpDefaultServer();
    server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
    server.setHost(config.address());
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    authenticate(server);
    harden(server);
    server.setShellFactory(channel -> new ShellChannel(this, readOnly, null));
    server.setCommandFactory((channel, line) -> new ShellChannel(this, readOnly, line));
    server.start();
    ports.add(server);
  }

  private void authenticate(SshServer server) {
    List<UserAuthFactory> ways =
        List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE);
    server.setUserAuthFactories(ways);
    server.setPublickeyAuthenticator(login);
    server.setPasswordAuthenticator(login);
    CoreModuleProperties.AUTH_TIMEOUT.set(server, TIME_TO_LOG_IN);
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, LOGINS_PER_CONNECTION);
  }

  private void harden(SshServer server) {
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
    server.setGlobalRequestHandlers(
        server.getGlobalRequestHandlers().stream()
            .filter(handler -> !handler.getClass().getSimpleName().contains("Forward"))
            .toList());
    server.setSubsystemFactories(List.of());
    server.setKeyExchangeFactories(strong(server.getKeyExchangeFactories()));
    server.setMacFactories(strong(server.getMacFactories()));
    server.setSignatureFactories(strong(server.getSignatureFactories()));
    server.setCipherFactories(
        server.getCipherFactories().stream()
            .filter(cipher -> !cipher.getName().contains("cbc"))
            .toList());
    server.setIoServiceEventListener(limit);
    server.addSessionListener(limit);
    server.setSessionFactory(new SessionFactory(server));
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "WCS");
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_PER_CONNECTION);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, config.idleTimeout());
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, config.idleTimeout().plusMinutes(1));
  }

  private static <T extends NamedResource> List<T> strong(List<T> all) {
    return all.stream()
        .filter(each -> !each.getName().contains("sha1") && !each.getName().contains("md5"))
        .filter(each -> !each.getName().startsWith("ssh-rsa") && !each.getName().equals("ssh-dss"))
        .toList();
  }

  /** Closes the ports and ends every session. */
  public synchronized void close() {
    for (SshServer server : ports) {
      try {
        server.stop(true);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a port of the console was not closed as it should", e);
      }
    }
    ports.clear();
  }

  /** A client wants a channel; false if there are enough. */
  boolean enter() {
    if (sessions.incrementAndGet() <= config.maxSessions()) {
      return true;
    }
    sessions.decrementAndGet();
    return false;
  }

  /** A channel is done. */
  void leave() {
    sessions.decrementAndGet();
  }

  Executor threads() {
    return threads;
  }

  Verbs verbs() {
    return verbs;
  }

  Histories histories() {
    return histories;
  }
}
