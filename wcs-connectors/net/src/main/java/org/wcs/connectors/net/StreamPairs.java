package org.wcs.connectors.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wcs.net.LanePorts;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPairs;
import org.wcs.net.PortRange;

/** Opens pairs of UDP sockets on the lanes of byte streams. Any thread. */
final class StreamPairs implements PortPairs {

  private final StreamLanes lanes;
  private final Map<PortRange, PortPool> pools = new ConcurrentHashMap<>();

  StreamPairs(StreamLanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public void open(PairOrder order, PairReceiver receiver, PairOutcome outcome) {
    PairHouse house = lanes.houseOf(order.lane()).pairs();
    PortRange range = order.ports();
    if (!range.equals(PortRange.ANY) && even(range) >= range.to()) {
      house.lane().execute(() -> outcome.failed("there is no pair of ports in " + range));
      return;
    }
    house.open(order, pool(range), receiver, outcome);
  }

  /** The pool of a range: even ports with their neighbours. Null where any ports will do. */
  @Nullable PortPool pool(PortRange range) {
    if (range.equals(PortRange.ANY)) {
      return null;
    }
    return pools.computeIfAbsent(
        range, ports -> new PortPool(even(ports), ports.to() - 1, 2, PairHouse.QUARANTINE_NANOS));
  }

  @Override
  public Usage usage() {
    Usage sum = Usage.NONE;
    for (PortPool pool : pools.values()) {
      PortPool.Statistics pairs = pool.statistics(lanes.houses().getFirst().lane().nanoTime());
      sum = sum.plus(new Usage(2 * pairs.busy(), 2 * pairs.quarantine()));
    }
    return sum;
  }

  private static int even(PortRange range) {
    return range.from() + (range.from() & 1);
  }

  LanePorts.Counters counters() {
    LanePorts.Counters sum = new LanePorts.Counters(0, 0, 0, 0, 0, 0);
    for (StreamHouse house : lanes.houses()) {
      sum = sum.plus(house.pairs().snapshot());
    }
    return sum;
  }
}
