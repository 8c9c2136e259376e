package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.wcs.net.DatagramPort;
import org.wcs.net.MediaPath;

/** One UDP socket of a lane: hands datagrams to the receiver and gathers bursts. On its lane. */
final class UdpPort extends ChannelInboundHandlerAdapter implements DatagramPort {

  private final InetSocketAddress local;
  private final Channel channel;
  private final DatagramOut out;
  private final DatagramTaker taker;

  UdpPort(Channel channel, DatagramOut out, DatagramTaker taker) {
    this.local = (InetSocketAddress) channel.localAddress();
    this.channel = channel;
    this.out = out;
    this.taker = taker;
  }

  /** The socket itself, for tests. */
  Channel channel() {
    return channel;
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public MediaPath pathTo(InetSocketAddress remote) {
    return new UdpPath(this, remote);
  }

  @Override
  public void send(byte[] buffer, int offset, int length, InetSocketAddress remote) {
    new UdpPath(this, remote).send(buffer, offset, length);
  }

  void sendNow(UdpPath path, byte[] buffer, int offset, int length) {
    out.sendNow(path, buffer, offset, length);
  }

  void stage(UdpPath path, byte[] buffer, int offset, int length, int segmentLength) {
    out.stage(path, buffer, offset, length, segmentLength);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    ByteBuf content = packet.content();
    try {
      int length = content.readableBytes();
      byte[] scratch = taker.scratch(length);
      content.getBytes(content.readerIndex(), scratch, 0, length);
      taker.datagram(this, packet.sender(), scratch, length);
    } finally {
      packet.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    taker.socketFault(local, cause);
  }

  /** Closes the socket; sends nothing that is still staged. */
  void close() {
    out.close();
    channel.close();
  }
}
