package org.wcs.connectors.net;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;

/**
 * The open media ports on Netty event loops, one lane each. Opening and closing block: not from a
 * lane. Any other thread.
 */
public final class NettyMediaNetwork implements MediaNetwork, AutoCloseable {

  private static final Logger LOG = System.getLogger(NettyMediaNetwork.class.getName());
  private static final long GOODBYE_SECONDS = 2;

  private final MultiThreadIoEventLoopGroup loops;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final List<LaneSockets> lanes = new ArrayList<>();
  private boolean closed;

  private NettyMediaNetwork(MultiThreadIoEventLoopGroup loops) {
    this.loops = loops;
  }

  /**
   * Opens all ports or none.
   *
   * @throws IOException if an address is not of this machine or no port of the range could be bound
   */
  public static NettyMediaNetwork open(NetworkSettings settings) throws IOException {
    return open(settings, Transport.best());
  }

  static NettyMediaNetwork open(NetworkSettings settings, Transport transport) throws IOException {
    List<InetAddress> addresses = LocalAddresses.toBind(settings.addresses());
    int lanes =
        settings.lanes() == 0 ? Runtime.getRuntime().availableProcessors() : settings.lanes();
    NettyMediaNetwork network =
        new NettyMediaNetwork(
            new MultiThreadIoEventLoopGroup(
                lanes, new DefaultThreadFactory("wcs-lane"), transport.handlers()));
    boolean opened = false;
    try {
      network.bind(settings, transport, addresses);
      opened = true;
    } finally {
      if (!opened) {
        network.close();
      }
    }
    LOG.log(
        Level.INFO,
        "media ports are open: {0} lanes, {1}, {2}",
        lanes,
        transport == Transport.EPOLL && LinuxCalls.available() ? "native bursts" : transport,
        network.lanes.stream().map(LanePorts::udp).toList());
    return network;
  }

  private void bind(NetworkSettings settings, Transport transport, List<InetAddress> addresses)
      throws IOException {
    PortPool pool = new PortPool(settings.portFrom(), settings.portTo(), 1, 0);
    for (var loop : loops) {
      NetworkLane lane = new NetworkLane((SingleThreadEventLoop) loop, settings.burstWindowNanos());
      LaneSockets sockets = new LaneSockets(lane, transport, settings);
      bindFirstFree(sockets, pool, addresses);
      lanes.add(sockets);
    }
  }

  private static void bindFirstFree(LaneSockets sockets, PortPool pool, List<InetAddress> addresses)
      throws IOException {
    Throwable last = null;
    OptionalInt port = pool.lease(0);
    while (port.isPresent()) {
      last = sockets.bind(addresses, port.getAsInt());
      if (last == null) {
        return;
      }
      LOG.log(Level.DEBUG, "media port {0} is taken: {1}", port.getAsInt(), last.getMessage());
      port = pool.lease(0);
    }
    throw noPort(pool, addresses, last);
  }

  private static BindException noPort(
      PortPool pool, List<InetAddress> addresses, @Nullable Throwable last) {
    BindException fault =
        new BindException(
            "no media port from "
                + pool
                + " could be bound on "
                + addresses.stream().map(InetAddress::getHostAddress).toList()
                + " for every lane; nothing stays open"
                + (last == null ? "" : ". The last try: " + last.getMessage()));
    fault.initCause(last);
    return fault;
  }

  @Override
  public List<LanePorts> lanes() {
    return List.copyOf(lanes);
  }

  /** The sockets themselves, for tests. */
  List<LaneSockets> sockets() {
    return lanes;
  }

  @Override
  public Executor blocking() {
    return blocking;
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
    lanes.forEach(LaneSockets::close);
    loops.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    blocking.shutdownNow();
  }
}
