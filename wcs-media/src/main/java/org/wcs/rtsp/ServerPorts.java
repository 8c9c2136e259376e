package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;

/**
 * UDP sockets of the players of one lane: one pair for each local address, opened when the first
 * player needs it. Players are told apart by their own addresses. On that lane.
 */
final class ServerPorts {

  private final ServerParts parts;
  private final Lane lane;
  private final Map<InetAddress, Shared> byAddress = new HashMap<>();
  private boolean closed;

  ServerPorts(ServerParts parts, Lane lane) {
    this.parts = parts;
    this.lane = lane;
  }

  /**
   * Finds or opens the pair on a local address.
   *
   * @param ready gets it, perhaps later; null if it cannot be had
   */
  void open(InetAddress local, Consumer<@Nullable Shared> ready) {
    Shared shared = byAddress.get(local);
    if (shared == null && !closed) {
      shared = new Shared(local);
      byAddress.put(local, shared);
      parts
          .network()
          .pairs()
          .open(new PairOrder(lane, local, parts.common().runtime().mediaPorts()), shared, shared);
    }
    if (shared == null) {
      ready.accept(null);
    } else if (shared.pair != null) {
      ready.accept(shared);
    } else {
      shared.waiting.add(ready);
    }
  }

  /** Closes all of them. */
  void close() {
    closed = true;
    for (Shared shared : byAddress.values()) {
      if (shared.pair != null) {
        shared.pair.close();
      }
    }
    byAddress.clear();
  }

  /** One pair and its players. */
  final class Shared implements PairReceiver, PairOutcome {

    private final InetAddress local;
    private final List<Consumer<@Nullable Shared>> waiting = new ArrayList<>();
    private final Map<InetSocketAddress, Player> players = new HashMap<>();
    private @Nullable PortPair pair;

    private Shared(InetAddress local) {
      this.local = local;
    }

    /** The sockets; open by now. */
    PortPair pair() {
      PortPair open = pair;
      if (open == null) {
        throw new IllegalStateException("not open");
      }
      return open;
    }

    /** Who gets reports from this address; null if nobody. */
    @Nullable Player player(InetSocketAddress rtcp) {
      return players.get(rtcp);
    }

    /** From now on reports from this address are the player's. */
    void join(InetSocketAddress rtcp, Player player) {
      players.put(rtcp, player);
    }

    void leave(InetSocketAddress rtcp, Player player) {
      players.remove(rtcp, player);
    }

    @Override
    public void opened(PortPair opened) {
      if (closed) {
        opened.close();
      } else {
        pair = opened;
      }
      tell(closed ? null : this);
    }

    @Override
    public void failed(String why) {
      byAddress.remove(local, this);
      tell(null);
    }

    @Override
    public void rtp(
        PortPair from, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      // players open the way through their routers by it
    }

    @Override
    public void rtcp(
        PortPair from, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      Player player = players.get(remote);
      if (player == null) {
        parts.strangers().increment();
      } else {
        player.report(buffer, offset, length);
      }
    }

    private void tell(@Nullable Shared result) {
      List<Consumer<@Nullable Shared>> told = List.copyOf(waiting);
      waiting.clear();
      told.forEach(each -> each.accept(result));
    }
  }

  /** Whose reports come in. */
  interface Player {
    /** The bytes are lent until this returns. */
    void report(byte[] buffer, int offset, int length);

    /** Another player has told the same address. */
    void displaced();

    /** The session that it belongs to. */
    ServerSession session();
  }
}
