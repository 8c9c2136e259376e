package org.wcs.connectors.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;

/** Binds a pair of UDP sockets, trying port after port. On its lane. */
final class PairBind {

  /** Pairs of ports tried: those that other programs hold lie together at worst. */
  private static final int MOST_TRIES = 64;

  private final PairHouse house;
  private final PairOrder order;
  private final @Nullable PortPool pool;
  private final PairReceiver receiver;
  private final PairOutcome outcome;
  private int tries;
  private String lastFault = "all are taken";

  /**
   * Prepares.
   *
   * @param pool where even ports are leased; null for any port the system gives
   */
  PairBind(
      PairHouse house,
      PairOrder order,
      @Nullable PortPool pool,
      PairReceiver receiver,
      PairOutcome outcome) {
    this.house = house;
    this.order = order;
    this.pool = pool;
    this.receiver = receiver;
    this.outcome = outcome;
  }

  void start() {
    if (house.closing()) {
      failed("the network is closing");
    } else if (tries++ == MOST_TRIES) {
      failed(lastFault);
    } else if (pool == null) {
      bindAny();
    } else {
      lease(pool);
    }
  }

  private void lease(PortPool ports) {
    OptionalInt leased = ports.lease(house.lane().nanoTime());
    if (leased.isEmpty()) {
      failed(lastFault);
      return;
    }
    int even = leased.getAsInt();
    bind(
        even,
        first -> {
          first.closeFuture().addListener(gone -> ports.release(even, house.lane().nanoTime()));
          bind(even + 1, second -> opened(first, second), () -> first.close());
        },
        () -> ports.release(even, house.lane().nanoTime()));
  }

  /** The system names one port, the other follows from it. */
  private void bindAny() {
    bind(
        0,
        first -> {
          int port = ((InetSocketAddress) first.localAddress()).getPort();
          bind(
              port ^ 1,
              second -> opened((port & 1) == 0 ? first : second, (port & 1) == 0 ? second : first),
              () -> first.close());
        },
        () -> {});
  }

  private void bind(int port, Bound bound, Runnable undo) {
    ChannelFuture binding = house.binding().bind(house.lane(), order.local(), port);
    binding.addListener(
        result -> {
          if (result.isSuccess()) {
            bound.bound(binding.channel());
          } else {
            lastFault = "port " + port + ": " + StreamPath.reason(result.cause());
            undo.run();
            start();
          }
        });
  }

  private void opened(Channel even, Channel odd) {
    if (house.closing()) {
      even.close();
      odd.close();
      failed("the network is closing");
      return;
    }
    UdpPair pair = new UdpPair(house, even, odd, receiver);
    try {
      outcome.opened(pair);
    } catch (Throwable fault) {
      house.fault("a new pair of UDP ports caused a fault", fault);
      pair.closeNow();
      return;
    }
    pair.read();
  }

  private void failed(String why) {
    try {
      outcome.failed("no pair of UDP ports" + (pool == null ? "" : " from " + pool) + ": " + why);
    } catch (Throwable fault) {
      house.fault("the lack of a pair of UDP ports caused a fault", fault);
    }
  }

  private interface Bound {
    void bound(Channel channel);
  }
}
