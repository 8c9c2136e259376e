package org.wcs.connectors.net;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.function.Supplier;

/** Which sockets are used: native ones where they work, those of the JDK elsewhere. */
enum Transport {
  /** Linux epoll, sending past Netty. */
  EPOLL,
  /** The JDK's selectors. */
  NIO;

  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  DatagramChannel datagramChannel(InetAddress address) {
    return switch (this) {
      case EPOLL -> new EpollDatagramChannel(family(address));
      case NIO -> new NioDatagramChannel(family(address));
    };
  }

  ServerChannel serverChannel(InetAddress address) {
    return switch (this) {
      case EPOLL -> new EpollServerSocketChannel(family(address));
      case NIO -> new NioServerSocketChannel();
    };
  }

  /** A listening socket for every address of this machine. */
  ServerChannel wildcardServerChannel() {
    return switch (this) {
      case EPOLL -> new EpollServerSocketChannel();
      case NIO -> new NioServerSocketChannel();
    };
  }

  SocketChannel streamChannel() {
    return switch (this) {
      case EPOLL -> new EpollSocketChannel();
      case NIO -> new NioSocketChannel();
    };
  }

  /**
   * How a socket sends.
   *
   * @param desk where messages wait; made only where the system calls are to be had
   */
  DatagramOut out(
      Channel channel,
      NetworkLane lane,
      LaneCounters counters,
      Supplier<SendDesk> desk,
      boolean segmentation) {
    if (channel instanceof UnixChannel unix && LinuxCalls.available()) {
      return new GsoOut(unix.fd().intValue(), lane, counters, desk.get(), segmentation);
    }
    return new PlainOut(channel, lane, counters);
  }

  /** A socket of the address's own family: the peer addresses we hand the kernel must match it. */
  private static SocketProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
  }
}
