package org.wcs.connectors.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * How UDP sockets are bound: many datagrams a read, and nothing is read before somebody listens.
 * Any thread.
 *
 * @param receive SO_RCVBUF in bytes
 * @param send SO_SNDBUF in bytes
 */
record UdpBinding(Transport transport, int receive, int send) {

  private static final int DATAGRAM = 2048;
  private static final int DATAGRAMS_PER_READ = 32;
  private static final int READS_PER_WAKE_UP = 16;

  /** What may wait in Netty where sends go through it: the bursts of one drain. */
  private static final WriteBufferWaterMark PLAIN_WATER_MARK =
      new WriteBufferWaterMark(1 << 20, 4 << 20);

  /** Begins to bind a socket to the port, any free one for 0. */
  ChannelFuture bind(NetworkLane lane, InetAddress address, int port) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(lane.loop())
            .channelFactory(() -> transport.datagramChannel(address))
            .option(ChannelOption.SO_RCVBUF, receive)
            .option(ChannelOption.SO_SNDBUF, send)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, PLAIN_WATER_MARK)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new ChannelInboundHandlerAdapter());
    if (transport == Transport.EPOLL) {
      FixedRecvByteBufAllocator reads =
          new FixedRecvByteBufAllocator(DATAGRAM * DATAGRAMS_PER_READ);
      reads.maxMessagesPerRead(READS_PER_WAKE_UP * DATAGRAMS_PER_READ);
      bootstrap
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM)
          .option(ChannelOption.RECVBUF_ALLOCATOR, reads);
    } else {
      FixedRecvByteBufAllocator reads = new FixedRecvByteBufAllocator(DATAGRAM);
      reads.maxMessagesPerRead(READS_PER_WAKE_UP);
      bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, reads);
    }
    return bootstrap.bind(new InetSocketAddress(address, port));
  }
}
