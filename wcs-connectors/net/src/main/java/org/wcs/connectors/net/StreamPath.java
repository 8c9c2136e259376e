package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListenerSettings.Buffers;
import org.wcs.net.ByteReceiver;
import org.wcs.net.SharedOctets;

/**
 * One connection of byte streams. What is written waits as references until the end of the drain,
 * then leaves in one go; what the socket does not take waits on, partly in Netty, which watches the
 * socket. On its lane.
 */
final class StreamPath extends ChannelInboundHandlerAdapter
    implements ByteConnection, Lane.Flushable {

  /** How long a peer may take to fetch the last bytes. */
  static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How long a peer may take to close its side too; then what it still sends is of no interest. */
  static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private enum State {
    OPEN,
    /** Sends what is queued. */
    CLOSING,
    /** Waits for the peer's end. */
    LINGERING,
    GONE
  }

  private final SocketChannel channel;
  private final StreamHouse house;
  private final StreamOut out;
  private final boolean tls;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final OctetQueue queue = new OctetQueue();
  private @Nullable ByteReceiver receiver;
  private Lane.@Nullable Timer patience;
  private @Nullable String why;
  private State state = State.OPEN;
  private int inNetty;
  private boolean staged;
  private boolean full;
  private boolean toldFull;

  StreamPath(SocketChannel channel, StreamHouse house, boolean tls) {
    this.channel = channel;
    this.house = house;
    this.tls = tls;
    this.out = house.out(channel, tls);
    this.local = channel.localAddress();
    this.remote = channel.remoteAddress();
  }

  /** Names who gets what arrives; before that nothing may arrive. */
  void receiver(ByteReceiver receiver) {
    this.receiver = receiver;
  }

  // ---- what arrives

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (state == State.OPEN && bytes.isReadable()) {
        int length = house.read(bytes);
        hand(house.scratch(), length);
      }
    } finally {
      bytes.release();
    }
  }

  private void hand(byte[] buffer, int length) {
    ByteReceiver current = receiver;
    if (current == null) {
      return;
    }
    try {
      current.received(this, buffer, 0, length);
    } catch (Throwable fault) {
      house.fault("bytes from " + remote + " caused a fault", fault);
      fail("a fault of the server");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state == State.GONE && receiver == null) {
      return;
    }
    forget();
    ByteReceiver current = receiver;
    receiver = null;
    if (current == null) {
      return;
    }
    try {
      current.closed(this, why);
    } catch (Throwable fault) {
      house.fault("the end of the connection from " + remote + " caused a fault", fault);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(reason(cause));
  }

  static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void pauseReading() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resumeReading() {
    if (state == State.OPEN) {
      channel.config().setAutoRead(true);
    }
  }

  // ---- what leaves

  @Override
  public void write(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (state == State.OPEN && length > 0) {
      write(SharedOctets.of(buffer, offset, length));
    }
  }

  @Override
  public void write(SharedOctets octets) {
    if (state != State.OPEN) {
      return;
    }
    queue.add(octets);
    long unsent = unsentBytes();
    Buffers buffers = house.buffers();
    if (unsent >= buffers.highWaterMark()) {
      full = true;
      if (unsent > buffers.mostUnsent()) {
        fail("the peer takes too little: " + unsent + " bytes wait for it");
        return;
      }
    }
    if (!staged && inNetty == 0) {
      staged = true;
      house.lane().sendAfterFlush(this);
    }
  }

  @Override
  public void flush() {
    staged = false;
    send();
  }

  private void send() {
    while (state != State.GONE && inNetty == 0 && queue.bytes() > 0 && channel.isOpen()) {
      out.send(this, queue);
    }
    if (state == State.CLOSING && unsentBytes() == 0) {
      linger();
    }
    tellWritability();
  }

  /** For {@link VectorOut}; the channel is open. */
  int fd() {
    return ((UnixChannel) channel).fd().intValue();
  }

  /** Room for a piece to be {@linkplain #handOver handed over}. */
  ByteBuf buffer(int length) {
    return channel.alloc().directBuffer(length, length);
  }

  /** Netty gets a piece, sends it when the socket has room, and only then is there more to send. */
  void handOver(ByteBuf piece) {
    inNetty = piece.readableBytes();
    ChannelFuture written = channel.writeAndFlush(piece);
    if (written.isDone()) {
      handedOver(written);
    } else {
      written.addListener(
          done -> {
            handedOver((ChannelFuture) done);
            send();
          });
    }
  }

  private void handedOver(ChannelFuture written) {
    int length = inNetty;
    inNetty = 0;
    Throwable cause = written.cause();
    if (cause == null) {
      house.counters().sent(length);
    } else if (cause instanceof ClosedChannelException && cause.getCause() == null) {
      closeNow();
    } else {
      fail(reason(cause.getCause() == null ? cause : cause.getCause()));
    }
  }

  private void tellWritability() {
    if (full && unsentBytes() <= house.buffers().lowWaterMark()) {
      full = false;
    }
    ByteReceiver current = receiver;
    if (full == toldFull || state != State.OPEN || current == null) {
      return;
    }
    toldFull = full;
    try {
      current.writabilityChanged(this, !full);
    } catch (Throwable fault) {
      house.fault("the writability of the connection to " + remote + " caused a fault", fault);
      fail("a fault of the server");
    }
  }

  @Override
  public long unsentBytes() {
    return queue.bytes() + inNetty;
  }

  @Override
  public boolean writable() {
    return state == State.OPEN && !full;
  }

  // ---- the end

  @Override
  public void close() {
    if (house.lane().isCurrent()) {
      startClosing();
    } else {
      house.lane().execute(this::startClosing);
    }
  }

  private void startClosing() {
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSING;
    channel.config().setAutoRead(true);
    patience = house.lane().schedule(FAREWELL_NANOS, this::closeNow);
    house.lane().execute(this::send);
  }

  /**
   * Closing a socket that holds unread bytes resets the connection, and the peer may lose our last
   * words. So we end our side only, and wait a little for the peer to end its own.
   */
  private void linger() {
    state = State.LINGERING;
    Lane.Timer timer = patience;
    if (timer != null) {
      timer.cancel();
    }
    if (tls || house.closing()) {
      channel.close();
      return;
    }
    patience = house.lane().schedule(LINGER_NANOS, this::closeNow);
    channel.shutdownOutput();
  }

  /** Something is wrong: ends the connection, what is queued is lost. */
  void fail(String reason) {
    if (state == State.GONE) {
      return;
    }
    if (why == null && state != State.LINGERING) {
      why = reason;
    }
    closeNow();
  }

  /** The receiver hears of it later, never inside its own call. */
  void closeNow() {
    if (state != State.GONE) {
      forget();
      house.lane().execute(channel::close);
    }
  }

  private void forget() {
    state = State.GONE;
    queue.clear();
    Lane.Timer timer = patience;
    if (timer != null) {
      patience = null;
      timer.cancel();
    }
  }

  @Override
  public Lane lane() {
    return house.lane();
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
  public String toString() {
    return remote + (tls ? " (TLS)" : "");
  }
}
