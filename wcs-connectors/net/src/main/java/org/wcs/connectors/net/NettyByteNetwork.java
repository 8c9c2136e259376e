package org.wcs.connectors.net;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteDialer;
import org.wcs.net.ByteListener;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.PortPairs;
import org.wcs.net.TlsKeys;

/**
 * The open ports for byte streams on Netty event loops of their own, one lane each. New connections
 * are spread over the lanes in turn. Opening and closing block: not from a lane. Any other thread.
 */
public final class NettyByteNetwork implements ByteNetwork, AutoCloseable {

  private static final Logger LOG = System.getLogger(NettyByteNetwork.class.getName());
  private static final long CERTIFICATE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final StreamLanes lanes;
  private final GuestBook book;
  private final @Nullable TlsContexts keys;
  private final StreamDoor plainDoor;
  private final StreamDoor tlsDoor;
  private final StreamDialer dialer;
  private final StreamPairs pairs;
  private final StreamSockets sockets;
  private List<InetSocketAddress> listening = List.of();
  private boolean closed;

  private NettyByteNetwork(
      ByteListenerSettings settings,
      Transport transport,
      SslContext client,
      @Nullable TlsContexts keys) {
    this.keys = keys;
    lanes = new StreamLanes(settings, transport);
    book = new GuestBook(settings.limits());
    plainDoor = new StreamDoor(lanes, book, null, blocking);
    tlsDoor = new StreamDoor(lanes, book, keys, blocking);
    dialer = new StreamDialer(lanes, transport, book, client, blocking);
    pairs = new StreamPairs(lanes);
    sockets = new StreamSockets(lanes, transport, settings.buffers(), settings.limits().backlog());
  }

  /**
   * Binds all ports or none. Connections wait until {@link #accept}.
   *
   * @throws IOException if a port cannot be bound or the certificate cannot be used
   */
  public static NettyByteNetwork open(ByteListenerSettings settings) throws IOException {
    return open(settings, Transport.best(), TlsContexts.client(settings.trustAll(), null));
  }

  static NettyByteNetwork open(
      ByteListenerSettings settings, Transport transport, SslContext client) throws IOException {
    TlsKeys tls = settings.keys();
    TlsContexts keys = tls == null ? null : new TlsContexts(tls);
    NettyByteNetwork network = new NettyByteNetwork(settings, transport, client, keys);
    boolean opened = false;
    try {
      for (ByteListenerSettings.Port port : settings.ports()) {
        network.sockets.bind(port, port.tls() ? network.tlsDoor : network.plainDoor);
      }
      opened = true;
    } finally {
      if (!opened) {
        network.close();
      }
    }
    network.listening = network.sockets.addresses();
    network.watchCertificate();
    LOG.log(
        Level.INFO,
        "ports for byte streams are open: {0} lanes, {1}, {2}",
        network.lanes.houses().size(),
        transport == Transport.EPOLL && LinuxCalls.available() ? "native writes" : transport,
        network.listening);
    return network;
  }

  /** Tells the owner that the ports are open, then accepts connections. */
  public void begin(ByteListener owner) {
    accept(owner.opened(this));
  }

  /** Begins to accept connections. */
  public void accept(ByteAcceptor acceptor) {
    plainDoor.acceptor(acceptor);
    tlsDoor.acceptor(acceptor);
    sockets.accept();
  }

  private void watchCertificate() {
    TlsContexts watched = keys;
    if (watched != null) {
      lanes
          .houses()
          .getFirst()
          .lane()
          .schedule(
              CERTIFICATE_CHECK_NANOS,
              () -> {
                blocking.execute(watched::refresh);
                watchCertificate();
              });
    }
  }

  @Override
  public List<Lane> lanes() {
    return lanes.houses().stream().<Lane>map(StreamHouse::lane).toList();
  }

  @Override
  public ByteDialer dialer() {
    return dialer;
  }

  @Override
  public List<InetSocketAddress> listening() {
    return listening;
  }

  @Override
  public Counters counters() {
    long bytesIn = 0;
    long bytesOut = 0;
    long sendCalls = 0;
    for (StreamHouse house : lanes.houses()) {
      bytesIn += house.counters().bytesIn();
      bytesOut += house.counters().bytesOut();
      sendCalls += house.counters().sendCalls();
    }
    return new Counters(
        book.guests(),
        book.accepted(),
        book.refused(),
        book.dialedOut(),
        bytesIn,
        bytesOut,
        sendCalls,
        pairs.counters());
  }

  @Override
  public PortPairs pairs() {
    return pairs;
  }

  /** The pairs themselves, for tests. */
  StreamPairs streamPairs() {
    return pairs;
  }

  /** The dialer itself, for tests. */
  StreamDialer streamDialer() {
    return dialer;
  }

  /** Closes every socket, then ends the loops and interrupts what still blocks. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    sockets.close();
    dialer.close();
    lanes.close();
    blocking.shutdownNow();
  }
}
