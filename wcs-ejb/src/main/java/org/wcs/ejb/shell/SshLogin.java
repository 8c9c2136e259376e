package org.wcs.ejb.shell;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.wcs.ejb.store.LoginService;
import org.wcs.ejb.store.Users;

/** Who may come in, as the store says. SSHD's threads, which are not kept waiting. */
final class SshLogin implements PasswordAuthenticator, PublickeyAuthenticator {

  private static final Logger LOG = System.getLogger(SshLogin.class.getName());
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_PASSWORD = 1024;

  private final Users users;
  private final LoginService logins;
  private final Executor threads;

  SshLogin(Users users, LoginService logins, Executor threads) {
    this.users = users;
    this.logins = logins;
    this.threads = threads;
  }

  @Override
  public boolean authenticate(String user, String password, ServerSession session) {
    if (user.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) {
      return false;
    }
    AsyncAuthException later = new AsyncAuthException();
    String address = address(session);
    threads.execute(() -> later.setAuthed(right(user, password, address)));
    throw later;
  }

  private boolean right(String user, String password, String address) {
    try {
      return logins.login(user, password.toCharArray(), address) != null;
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a password could not be checked", bug);
      return false;
    }
  }

  @Override
  public boolean authenticate(String user, PublicKey key, ServerSession session) {
    return user.length() <= LONGEST_NAME
        && users.find(user).filter(found -> found.active()).map(UserKeys::of).stream()
            .flatMap(List::stream)
            .anyMatch(own -> own.matches(key));
  }

  /** Where a client comes from, as text without a port. */
  static String address(ServerSession session) {
    return session.getClientAddress() instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "";
  }
}
