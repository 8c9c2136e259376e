package org.wcs.web.signalling;

import jakarta.ejb.EJB;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wcs.config.SignallingConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.ClientSession;

/** One instance for each WebSocket. Container threads, one frame after another. */
@ServerEndpoint(value = "/signalling", configurator = HandshakeConfigurator.class)
public class SignallingEndpoint {

  private static final Logger LOG = System.getLogger(SignallingEndpoint.class.getName());
  private static final int MAX_BINARY = 262_144;
  private static final RequestAddresses.Ends UNKNOWN =
      new RequestAddresses.Ends(
          InetSocketAddress.createUnresolved("unknown", 0),
          InetSocketAddress.createUnresolved("unknown", 0));

  @EJB private @Nullable WcsServer server;
  private @Nullable Client client;

  /** The socket is open. */
  @OnOpen
  public void opened(Session socket, EndpointConfig config) throws IOException {
    Services services = Injected.of(server).services();
    SignallingConfig signalling = services.config().signalling();
    socket.setMaxIdleTimeout(0);
    AtomicReference<@Nullable ClientSession> holder = new AtomicReference<>();
    SocketSink sink =
        new SocketSink(
            socket, signalling, services.threads(), () -> tooSlow(services, holder.get()));
    RequestAddresses.Ends ends = ends(socket, config);
    Optional<ClientSession> session = services.sessions().open(ends.remote(), ends.local(), sink);
    if (session.isEmpty()) {
      LOG.log(Level.WARNING, "{0} refused: too many sessions", ends.remote());
      sink.say(new Event.Fail("ConnectionStatusEvent", "Too many sessions", null));
      sink.close("Too many sessions");
      return;
    }
    holder.set(session.get());
    client = new Client(session.get(), sink, services);
  }

  /**
   * A part of a text message. Undertow 2.3 does not limit whole messages, so they come in parts.
   */
  @OnMessage
  public void text(String part, boolean last) {
    if (client != null) {
      client.text(part, last);
    }
  }

  /** A binary frame. */
  @OnMessage(maxMessageSize = MAX_BINARY)
  public void binary(ByteBuffer frame) {
    if (client != null) {
      client.binary();
    }
  }

  /** The answer to a ping control frame. */
  @OnMessage
  public void pong(PongMessage pong) {
    if (client != null) {
      client.pong();
    }
  }

  /** The socket is gone. */
  @OnClose
  public void closed(CloseReason reason) {
    if (client != null) {
      client.closed();
    }
  }

  /** The socket broke, or a frame was unacceptable; {@link #closed} follows. */
  @OnError
  public void failed(Throwable why) {
    LOG.log(Level.DEBUG, "a signalling socket failed", why);
  }

  private static RequestAddresses.Ends ends(Session socket, EndpointConfig config) {
    if (socket.getUserProperties().get(HandshakeConfigurator.ENDS)
        instanceof RequestAddresses.Ends ends) {
      return ends;
    }
    return config.getUserProperties().get(HandshakeConfigurator.ENDS)
            instanceof RequestAddresses.Ends ends
        ? ends
        : UNKNOWN;
  }

  private static void tooSlow(Services services, @Nullable ClientSession session) {
    if (session != null) {
      services.sessions().tooSlow(session);
    }
  }
}
