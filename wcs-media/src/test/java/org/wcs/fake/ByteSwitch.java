package org.wcs.fake;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteDialer;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOrder;
import org.wcs.net.DialOutcome;
import org.wcs.net.PortPairs;

/** A network in memory: dialled hosts are acceptors that a test has named. */
public final class ByteSwitch implements ByteNetwork, ByteDialer {

  private final List<Lane> lanes;
  private final Map<String, ByteAcceptor> hosts = new HashMap<>();
  private final List<DialOrder> dialled = new ArrayList<>();
  private final List<BytePair> connections = new ArrayList<>();
  private final DatagramWorld datagrams = new DatagramWorld(1);
  private int port = 33_001;

  /** Makes a network with these lanes. */
  public ByteSwitch(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  /** Names who answers under a host name; null for nobody. */
  public void host(String name, @Nullable ByteAcceptor acceptor) {
    if (acceptor == null) {
      hosts.remove(name);
    } else {
      hosts.put(name, acceptor);
    }
  }

  /** Every order so far. */
  public List<DialOrder> dialled() {
    return dialled;
  }

  /** Connections made so far; the left end is the dialling one. */
  public List<BytePair> connections() {
    return connections;
  }

  /** Where the datagrams of this network travel. */
  public DatagramWorld datagrams() {
    return datagrams;
  }

  @Override
  public PortPairs pairs() {
    return datagrams;
  }

  @Override
  public void dial(DialOrder order, ByteReceiver receiver, DialOutcome outcome) {
    dialled.add(order);
    Lane lane = order.lane() == null ? lanes.getFirst() : order.lane();
    ByteAcceptor acceptor = hosts.get(order.host());
    if (acceptor == null) {
      lane.execute(() -> outcome.failed("Connection refused"));
      return;
    }
    BytePair pair = new BytePair(lane, port++, lane, order.port());
    connections.add(pair);
    pair.left().receiver(receiver);
    lane.execute(
        () -> {
          ByteReceiver taker = acceptor.accepted(pair.right());
          if (taker == null) {
            outcome.failed("Connection reset");
            return;
          }
          pair.right().receiver(taker);
          outcome.connected(pair.left());
        });
  }

  @Override
  public List<Lane> lanes() {
    return lanes;
  }

  @Override
  public ByteDialer dialer() {
    return this;
  }

  @Override
  public List<InetSocketAddress> listening() {
    return List.of();
  }

  @Override
  public Counters counters() {
    return new Counters(connections.size(), 0, 0, dialled.size(), 0, 0, 0, datagrams.counters());
  }
}
