package org.wcs.connectors.net;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteReceiver;

/**
 * What listening sockets do with a new connection: they keep it or refuse it. One for the ports
 * with TLS and one for those without. On the lane of the connection.
 */
@Sharable
final class StreamDoor extends ChannelInitializer<SocketChannel> {

  private final StreamLanes lanes;
  private final GuestBook book;
  private final @Nullable TlsContexts tls;
  private final Executor blocking;
  private volatile @Nullable ByteAcceptor acceptor;

  /**
   * Makes a door.
   *
   * @param tls the server's side of TLS; null for a port without
   * @param blocking for the work of handshakes
   */
  StreamDoor(StreamLanes lanes, GuestBook book, @Nullable TlsContexts tls, Executor blocking) {
    this.lanes = lanes;
    this.book = book;
    this.tls = tls;
    this.blocking = blocking;
  }

  /** Names who takes the connections; before that nobody is let in. */
  void acceptor(ByteAcceptor acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    StreamHouse house = lanes.houseOf(channel.eventLoop());
    ByteAcceptor taker = acceptor;
    InetSocketAddress remote = channel.remoteAddress();
    if (remote == null || taker == null) {
      channel.close();
      return;
    }
    InetAddress address = remote.getAddress();
    if (!book.enter(address)) {
      house.note("refused a connection from " + address + ": there are too many already");
      channel.close();
      return;
    }
    channel.closeFuture().addListener(closed -> book.leave(address));
    house.enter(channel);
    TlsContexts contexts = tls;
    if (contexts == null) {
      channel.config().setRecvByteBufAllocator(house.reads());
    } else {
      channel.pipeline().addLast(contexts.current().newHandler(channel.alloc(), blocking));
    }
    channel.pipeline().addLast(new Entrance(house, new Arrival(house, taker), contexts != null));
  }

  private record Arrival(StreamHouse house, ByteAcceptor taker) implements Entrance.Host {
    @Override
    public @Nullable ByteReceiver ready(StreamPath path) {
      try {
        return taker.accepted(path);
      } catch (Throwable fault) {
        house.fault("accepting the connection from " + path.remote() + " caused a fault", fault);
        return null;
      }
    }

    @Override
    public void failed(String why) {
      house.note("a connection ended before it began: " + why);
    }
  }
}
