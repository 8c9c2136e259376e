package org.wcs.connectors.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteReceiver;

/**
 * Stands where a new connection comes in until it can be used: connected, and with TLS its
 * handshake done. Then its {@link StreamPath} takes the place. On its lane.
 */
final class Entrance extends ChannelInboundHandlerAdapter {

  private final StreamHouse house;
  private final Host host;
  private final boolean tls;
  private boolean decided;
  private @Nullable String why;

  /** Who waits for the connection. */
  interface Host {
    /** It can be used. Returns who gets what arrives, or null to close it. */
    @Nullable ByteReceiver ready(StreamPath path);

    /** It ended before it could be used. */
    void failed(String why);
  }

  Entrance(StreamHouse house, Host host, boolean tls) {
    this.house = house;
    this.host = host;
    this.tls = tls;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!tls) {
      open(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        open(context);
      } else {
        why = "TLS handshake: " + StreamPath.reason(handshake.cause());
        context.close();
      }
    }
  }

  private void open(ChannelHandlerContext context) {
    SocketChannel channel = (SocketChannel) context.channel();
    if (decided) {
      return;
    }
    if (channel.remoteAddress() == null) {
      context.close();
      return;
    }
    decided = true;
    StreamPath path = new StreamPath(channel, house, tls);
    context.pipeline().replace(this, null, path);
    ByteReceiver receiver = host.ready(path);
    if (receiver == null) {
      path.closeNow();
    } else {
      path.receiver(receiver);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (why == null) {
      why = StreamPath.reason(cause);
    }
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!decided) {
      decided = true;
      host.failed(why == null ? "the peer closed the connection" : why);
    }
  }
}
