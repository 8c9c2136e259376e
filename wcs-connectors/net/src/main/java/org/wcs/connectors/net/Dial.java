package org.wcs.connectors.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOrder;
import org.wcs.net.DialOutcome;

/**
 * One call: looks the host up, then tries address after address, for each of them another local
 * port if one does not work, until a connection can be used or the time is over. On its lane.
 */
final class Dial implements Entrance.Host {

  /** Local ports tried for one address. */
  private static final int MOST_PORTS = 32;

  private static final long SHORTEST_TRY_MILLIS = 250;

  private final StreamDialer dialer;
  private final StreamHouse house;
  private final DialOrder order;
  private final ByteReceiver receiver;
  private final DialOutcome outcome;
  private final ArrayDeque<InetAddress> addresses = new ArrayDeque<>();
  private long deadlineNanos;
  private Lane.@Nullable Timer timer;
  private @Nullable Channel channel;
  private String lastFault = "no address";
  private boolean done;

  Dial(
      StreamDialer dialer,
      StreamHouse house,
      DialOrder order,
      ByteReceiver receiver,
      DialOutcome outcome) {
    this.dialer = dialer;
    this.house = house;
    this.order = order;
    this.receiver = receiver;
    this.outcome = outcome;
  }

  StreamHouse house() {
    return house;
  }

  void start() {
    long patience = order.connectTimeout().toNanos();
    deadlineNanos = house.lane().nanoTime() + patience;
    timer = house.lane().schedule(patience, this::timedOut);
    try {
      dialer.lookups().execute(this::lookUp);
    } catch (RejectedExecutionException e) {
      giveUp("the network is closing");
    }
  }

  /** On a thread that may block. */
  private void lookUp() {
    try {
      List<InetAddress> found = List.of(dialer.directory().addresses(order.host()));
      house.lane().execute(() -> lookedUp(found));
    } catch (UnknownHostException e) {
      house.lane().execute(() -> giveUp("the host " + order.host() + " is unknown"));
    }
  }

  private void lookedUp(List<InetAddress> found) {
    InetAddress from = order.localAddress();
    for (InetAddress address : found) {
      if (from == null || from.getClass() == address.getClass()) {
        addresses.add(address);
      } else {
        lastFault = "no way to " + address.getHostAddress() + " from " + from.getHostAddress();
      }
    }
    nextAddress();
  }

  private void nextAddress() {
    if (done) {
      return;
    }
    InetAddress address = addresses.poll();
    if (address == null) {
      giveUp(lastFault);
    } else {
      call(new InetSocketAddress(address, order.port()), MOST_PORTS);
    }
  }

  private void call(InetSocketAddress remote, int portsLeft) {
    PortPool pool = dialer.pool(order.local());
    OptionalInt port = pool == null ? OptionalInt.empty() : pool.lease(house.lane().nanoTime());
    if (pool != null && port.isEmpty()) {
      giveUp("no local port from " + pool + " is free");
      return;
    }
    ChannelFuture connecting = connect(remote, port);
    channel = connecting.channel();
    if (pool != null && port.isPresent()) {
      channel
          .closeFuture()
          .addListener(closed -> pool.release(port.getAsInt(), house.lane().nanoTime()));
    }
    connecting.addListener(
        result -> {
          if (!result.isSuccess()) {
            failed(remote, result.cause(), portsLeft - 1);
          }
        });
  }

  private ChannelFuture connect(InetSocketAddress remote, OptionalInt port) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(house.lane().loop())
            .channelFactory(dialer.transport()::streamChannel)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, tryMillis())
            .remoteAddress(remote)
            .handler(entrance());
    StreamSockets.sizes(bootstrap, house.buffers());
    InetAddress from = order.localAddress();
    if (from != null) {
      bootstrap.localAddress(from, port.orElse(0));
    } else {
      port.ifPresent(bootstrap::localAddress);
    }
    return bootstrap.connect();
  }

  private ChannelInitializer<SocketChannel> entrance() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        house.enter(channel);
        if (order.tls()) {
          channel
              .pipeline()
              .addLast(
                  dialer
                      .tls()
                      .newHandler(channel.alloc(), order.host(), order.port(), dialer.blocking()));
        } else {
          channel.config().setRecvByteBufAllocator(house.reads());
        }
        channel.pipeline().addLast(new Entrance(house, Dial.this, order.tls()));
      }
    };
  }

  /** The time that is left, shared among the addresses that are left. */
  private int tryMillis() {
    long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - house.lane().nanoTime());
    return (int) Math.max(SHORTEST_TRY_MILLIS, left / (addresses.size() + 1));
  }

  private void failed(InetSocketAddress remote, Throwable cause, int portsLeft) {
    if (done) {
      return;
    }
    lastFault = StreamPath.reason(cause);
    if (ofTheLocalPort(cause) && portsLeft > 0 && dialer.pool(order.local()) != null) {
      call(remote, portsLeft);
    } else {
      nextAddress();
    }
  }

  /** Taken by somebody else, or its last call to the same peer is not forgotten yet. */
  private static boolean ofTheLocalPort(Throwable cause) {
    String message = StreamPath.reason(cause);
    return cause instanceof BindException
        || message.contains("Address already in use")
        || message.contains("Cannot assign requested address");
  }

  @Override
  public @Nullable ByteReceiver ready(StreamPath path) {
    if (done) {
      return null;
    }
    end();
    dialer.book().dialed();
    Channel open = channel;
    if (open != null) {
      open.closeFuture().addListener(closed -> dialer.book().hungUp());
    }
    try {
      outcome.connected(path);
    } catch (Throwable fault) {
      house.fault("the connection to " + path.remote() + " caused a fault", fault);
      path.closeNow();
    }
    return receiver;
  }

  /** The connection ended in the middle of the TLS handshake. */
  @Override
  public void failed(String why) {
    lastFault = why;
    nextAddress();
  }

  private void timedOut() {
    giveUp("no connection within " + order.connectTimeout().toMillis() + " ms");
  }

  void giveUp(String why) {
    if (done) {
      return;
    }
    end();
    Channel open = channel;
    if (open != null) {
      open.close();
    }
    try {
      outcome.failed(why);
    } catch (Throwable fault) {
      house.fault("the failure to reach " + order.host() + " caused a fault", fault);
    }
  }

  private void end() {
    done = true;
    dialer.ended(this);
    Lane.Timer running = timer;
    if (running != null) {
      running.cancel();
    }
  }
}
