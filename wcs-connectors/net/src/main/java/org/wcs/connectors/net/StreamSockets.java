package org.wcs.connectors.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.wcs.net.ByteListenerSettings.Buffers;
import org.wcs.net.ByteListenerSettings.Port;

/** The listening sockets. Opened and closed by one thread, which is no lane. */
final class StreamSockets {

  private static final Logger LOG = System.getLogger(StreamSockets.class.getName());

  private final StreamLanes lanes;
  private final Transport transport;
  private final Buffers buffers;
  private final int backlog;
  private final List<Channel> listening = new ArrayList<>();

  StreamSockets(StreamLanes lanes, Transport transport, Buffers buffers, int backlog) {
    this.lanes = lanes;
    this.transport = transport;
    this.buffers = buffers;
    this.backlog = backlog;
  }

  /** Binds all addresses of a port, or of the one to open instead; nobody is accepted yet. */
  void bind(Port port, StreamDoor door) throws IOException {
    try {
      bind(port.number(), port.addresses(), door);
    } catch (BindException e) {
      if (port.instead() == 0) {
        throw e;
      }
      bindInstead(port, door, e);
    }
  }

  private void bindInstead(Port port, StreamDoor door, BindException first) throws IOException {
    try {
      bind(port.instead(), port.addresses(), door);
    } catch (BindException e) {
      throw new BindException(first.getMessage() + "; neither can its stand-in: " + e.getMessage());
    }
    LOG.log(
        Level.WARNING,
        "{0}; port {1} is open instead",
        first.getMessage(),
        String.valueOf(port.instead()));
  }

  /** All addresses or none. */
  private void bind(int port, List<InetAddress> addresses, StreamDoor door) throws IOException {
    int before = listening.size();
    try {
      if (addresses.isEmpty()) {
        bind(new InetSocketAddress(port), server(door));
      }
      for (InetAddress address : addresses) {
        ServerBootstrap server = server(door);
        if (!address.isAnyLocalAddress()) {
          server.channelFactory(() -> transport.serverChannel(address));
        }
        bind(new InetSocketAddress(address, port), server);
      }
    } catch (BindException e) {
      List<Channel> half = listening.subList(before, listening.size());
      half.forEach(channel -> channel.close().awaitUninterruptibly());
      half.clear();
      throw e;
    }
  }

  private ServerBootstrap server(StreamDoor door) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(lanes.loops(), lanes.loops())
            .option(ChannelOption.SO_BACKLOG, backlog)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(door);
    if (buffers.send() > 0) {
      server.childOption(ChannelOption.SO_SNDBUF, buffers.send());
    }
    if (buffers.receive() > 0) {
      server.option(ChannelOption.SO_RCVBUF, buffers.receive());
    }
    return server;
  }

  private void bind(InetSocketAddress address, ServerBootstrap server) throws IOException {
    if (address.getAddress().isAnyLocalAddress()) {
      server.channelFactory(transport::wildcardServerChannel);
    }
    ChannelFuture future = server.bind(address).awaitUninterruptibly();
    if (!future.isSuccess()) {
      BindException fault =
          new BindException(
              "TCP port " + address + " cannot be bound: " + StreamPath.reason(future.cause()));
      fault.initCause(future.cause());
      throw fault;
    }
    listening.add(future.channel());
  }

  /** The sizes of a socket that we call with. */
  static void sizes(Bootstrap bootstrap, Buffers buffers) {
    if (buffers.send() > 0) {
      bootstrap.option(ChannelOption.SO_SNDBUF, buffers.send());
    }
    if (buffers.receive() > 0) {
      bootstrap.option(ChannelOption.SO_RCVBUF, buffers.receive());
    }
  }

  void accept() {
    listening.forEach(channel -> channel.config().setAutoRead(true));
  }

  List<InetSocketAddress> addresses() {
    return listening.stream().map(channel -> (InetSocketAddress) channel.localAddress()).toList();
  }

  void close() {
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
  }
}
