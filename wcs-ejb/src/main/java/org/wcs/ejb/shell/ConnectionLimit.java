package org.wcs.ejb.shell;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Keeps those who only connect from taking the place of those who have something to do: not many
 * connections may be without a login, in all and from one address. SSHD's threads.
 */
final class ConnectionLimit implements IoServiceEventListener, SessionListener {

  private static final int MOST_PER_ADDRESS = 10;
  private static final int MOST = 50;

  private static final AttributeRepository.AttributeKey<Boolean> COUNTED =
      new AttributeRepository.AttributeKey<>();

  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  @Override
  public void connectionAccepted(
      IoAcceptor acceptor, SocketAddress local, SocketAddress remote, SocketAddress service)
      throws IOException {
    String address = text(remote);
    if (waiting.getOrDefault(address, 0) >= MOST_PER_ADDRESS
        || waiting.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
      throw new IOException("too many connections without a login");
    }
  }

  @Override
  public void sessionCreated(Session session) {
    waiting.merge(text(session.getRemoteAddress()), 1, Integer::sum);
    session.setAttribute(COUNTED, true);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      uncount(session);
    }
  }

  @Override
  public void sessionClosed(Session session) {
    uncount(session);
  }

  private void uncount(Session session) {
    if (session.removeAttribute(COUNTED) != null) {
      waiting.computeIfPresent(
          text(session.getRemoteAddress()), (address, count) -> count > 1 ? count - 1 : null);
    }
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}
