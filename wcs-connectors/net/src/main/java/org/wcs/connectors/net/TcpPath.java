package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.MediaPath;

/**
 * One accepted TCP connection. Until the receiver has sent something on it, it is a stranger: short
 * frames only, and not for long. On its lane.
 */
final class TcpPath extends ChannelInboundHandlerAdapter
    implements MediaPath, Lane.Flushable, FrameReader.FrameSink {

  /** Longest frame of a stranger: a STUN request or the first flight of a handshake. */
  static final int STRANGER_FRAME = 2048;

  private static final int LONGEST_FRAME = 65_535;
  private static final int PREFIX = 2;

  private final SocketChannel channel;
  private final TcpHouse house;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final long mostUnsent;
  private final FrameReader frames = new FrameReader(STRANGER_FRAME);
  private Lane.@Nullable Timer idle;
  private boolean staged;
  private boolean closed;

  TcpPath(SocketChannel channel, TcpHouse house) {
    this.channel = channel;
    this.house = house;
    this.local = channel.localAddress();
    this.remote = channel.remoteAddress();
    this.mostUnsent = 2L * house.buffers().highWaterMark();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    idle = house.lane().schedule(house.buffers().idleConnectionNanos(), this::close);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!closed && !frames.read(bytes, house.arrivals().scratch(LONGEST_FRAME), this)) {
        house.arrivals().note("a frame too long for a stranger came from " + remote);
        close();
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public boolean frame(byte[] buffer, int length) {
    house.arrivals().frame(this, buffer, length);
    return !closed;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    accepted();
    house.left(this);
  }

  /** A reset by the peer is an ordinary end. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public boolean connection() {
    return true;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length > LONGEST_FRAME) {
      throw new IllegalArgumentException("frame of " + length + " bytes");
    }
    if (write(buffer, offset, length, Math.max(1, length))) {
      house.counters().sendCall();
      channel.flush();
    }
  }

  @Override
  public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
    UdpPath.check(buffer, offset, length, segmentLength);
    if (length > 0 && write(buffer, offset, length, segmentLength) && !staged) {
      staged = true;
      house.lane().sendAfterFlush(this);
    }
  }

  /** All frames in one buffer, so that one write takes them all. */
  private boolean write(byte[] buffer, int offset, int length, int segmentLength) {
    int count = MessageBatch.datagrams(length, segmentLength);
    if (closed || unsent() > mostUnsent) {
      house.counters().dropped(count);
      return false;
    }
    accepted();
    ByteBuf out = channel.alloc().directBuffer(length + count * PREFIX);
    for (int i = 0, from = 0; i < count; i++, from += segmentLength) {
      int size = Math.min(segmentLength, length - from);
      out.writeShort(size).writeBytes(buffer, offset + from, size);
    }
    channel.write(out, channel.voidPromise());
    house.counters().sent(count, length);
    return true;
  }

  /** The receiver knows this peer: the limits for strangers end. */
  private void accepted() {
    Lane.Timer timer = idle;
    if (timer != null) {
      idle = null;
      timer.cancel();
      frames.limit(LONGEST_FRAME);
    }
  }

  private long unsent() {
    ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
    return pending == null ? 0 : pending.totalPendingWriteBytes();
  }

  @Override
  public void flush() {
    staged = false;
    house.counters().sendCall();
    channel.flush();
  }

  @Override
  public boolean writable() {
    return !closed && channel.isWritable();
  }

  /** The receiver hears of it later, never inside its own call. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    house.lane().execute(channel::close);
  }
}
