package org.wcs.web.signalling;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the addresses of the request that the current thread handles: a WebSocket handshake is
 * such a request, and Jakarta WebSocket itself does not tell who opens the socket.
 */
@WebListener
public class RequestAddresses implements ServletRequestListener {

  private static final ThreadLocal<@Nullable Ends> CURRENT = new ThreadLocal<>();

  /**
   * Both ends of a connection.
   *
   * @param remote the client
   * @param local the server
   */
  public record Ends(InetSocketAddress remote, InetSocketAddress local) {

    /** Of a request. */
    public static Ends of(ServletRequest request) {
      return new Ends(
          address(request.getRemoteAddr(), request.getRemotePort()),
          address(request.getLocalAddr(), request.getLocalPort()));
    }

    /** Address literals only: nothing is looked up. */
    private static InetSocketAddress address(String literal, int port) {
      try {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), Math.max(0, port));
      } catch (IllegalArgumentException e) {
        return InetSocketAddress.createUnresolved(literal, Math.max(0, port));
      }
    }
  }

  /** Of the request that this thread handles, null if it handles none. */
  static @Nullable Ends current() {
    return CURRENT.get();
  }

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    CURRENT.set(Ends.of(event.getServletRequest()));
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    CURRENT.remove();
  }
}
