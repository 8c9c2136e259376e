package org.wcs.connectors.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.net.LanePorts;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;

/** The pairs of UDP sockets of one lane, and what they share. On its lane. */
final class PairHouse {

  /** Asked for; the kernel may give less. A whole key frame of a camera fits. */
  private static final int RECEIVE = 2 << 20;

  private static final int SEND = 1 << 20;
  private static final int LARGEST = 65_536;

  /** How long ports rest for which datagrams may still be under way. */
  static final long QUARANTINE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final NetworkLane lane;
  private final UdpBinding binding;
  private final LaneCounters counters = new LaneCounters();
  private final RareLog faults = new RareLog(PairHouse.class);
  private final byte[] scratch = new byte[LARGEST];
  private final Set<UdpPair> open = new HashSet<>();
  private @Nullable SendDesk desk;
  private boolean closing;

  PairHouse(NetworkLane lane, Transport transport) {
    this.lane = lane;
    this.binding = new UdpBinding(transport, RECEIVE, SEND);
  }

  NetworkLane lane() {
    return lane;
  }

  UdpBinding binding() {
    return binding;
  }

  /** Begins to bind a pair. Any thread. */
  void open(PairOrder order, @Nullable PortPool pool, PairReceiver receiver, PairOutcome outcome) {
    lane.execute(() -> new PairBind(this, order, pool, receiver, outcome).start());
  }

  boolean closing() {
    return closing;
  }

  DatagramOut out(Channel channel) {
    return binding.transport().out(channel, lane, counters, this::desk, true);
  }

  private SendDesk desk() {
    SendDesk made = desk;
    if (made == null) {
      made = new SendDesk();
      desk = made;
    }
    return made;
  }

  void enter(UdpPair pair) {
    open.add(pair);
  }

  void leave(UdpPair pair) {
    open.remove(pair);
  }

  byte[] scratch(int length) {
    if (length > LARGEST) {
      throw new IllegalArgumentException("datagram of " + length + " bytes");
    }
    return scratch;
  }

  void received(int length) {
    counters.received(length);
  }

  void fault(String what, @Nullable Throwable cause) {
    faults.warn(what, cause);
  }

  void fault(InetSocketAddress local, Throwable cause) {
    faults.warn("socket " + local + ": " + cause, cause);
  }

  /** Numbers since the start. Any thread. */
  LanePorts.Counters snapshot() {
    return counters.snapshot();
  }

  /** Closes every pair, and those to come. */
  void close() {
    closing = true;
    Set.copyOf(open).forEach(UdpPair::closeNow);
  }
}
