package org.wcs.bench.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Neighbouring UDP ports of a player, for RTP and RTCP. On the loop's thread. */
final class PortPair implements Served, AutoCloseable {

  private static final int TRIES = 100;
  private static final int AT_ONCE = 64;
  private static final int ROOM = 1 << 20;

  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final int port;
  private final Consumer<ByteBuffer> receiver;

  private PortPair(
      DatagramChannel rtp, DatagramChannel rtcp, int port, Consumer<ByteBuffer> receiver) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.port = port;
    this.receiver = receiver;
  }

  /** Opens two; the receiver is lent every RTP packet. RTCP is not read. */
  static PortPair open(Selector selector, Consumer<ByteBuffer> receiver) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      PortPair pair = tryOpen(receiver);
      if (pair != null) {
        pair.rtp.configureBlocking(false);
        pair.rtp.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
        pair.rtp.register(selector, SelectionKey.OP_READ, pair);
        return pair;
      }
    }
    throw new IOException("no two neighbouring ports are free");
  }

  private static @Nullable PortPair tryOpen(Consumer<ByteBuffer> receiver) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    DatagramChannel rtp = DatagramChannel.open().bind(new InetSocketAddress(here, 0));
    int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    DatagramChannel rtcp = DatagramChannel.open();
    try {
      if (port % 2 == 0) {
        rtcp.bind(new InetSocketAddress(here, port + 1));
        return new PortPair(rtp, rtcp, port, receiver);
      }
    } catch (IOException taken) {
      // the next pair, then
    }
    rtp.close();
    rtcp.close();
    return null;
  }

  /** Of RTP; RTCP has the next. */
  int port() {
    return port;
  }

  @Override
  public void ready(ByteBuffer scratch) throws IOException {
    for (int i = 0; i < AT_ONCE; i++) {
      if (rtp.receive(scratch.clear()) == null) {
        return;
      }
      receiver.accept(scratch.flip());
    }
  }

  @Override
  public void close() throws IOException {
    rtp.close();
    rtcp.close();
  }
}
