package org.wcs.connectors.net;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteDialer;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOrder;
import org.wcs.net.DialOutcome;
import org.wcs.net.PortRange;

/** Makes calls: what they share, and which are under way. Any thread. */
final class StreamDialer implements ByteDialer {

  /**
   * How long a local port rests. Peers that we have hung up on may still be remembered by the
   * kernel for longer; then the next port is tried.
   */
  private static final long QUARANTINE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Name look-ups block in native code, where virtual threads would hold each other up. */
  private static final int MOST_LOOKUPS = 16;

  private final StreamLanes lanes;
  private final Transport transport;
  private final GuestBook book;
  private final SslContext tls;
  private final Executor blocking;
  private final ThreadPoolExecutor lookups;
  private final Map<PortRange, PortPool> pools = new ConcurrentHashMap<>();
  private final Set<Dial> underWay = ConcurrentHashMap.newKeySet();

  private Directory directory = InetAddress::getAllByName;

  /** Finds the addresses of a host; a seam for tests. */
  interface Directory {
    /** All addresses, best first. Blocks. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  StreamDialer(
      StreamLanes lanes, Transport transport, GuestBook book, SslContext tls, Executor blocking) {
    this.lanes = lanes;
    this.transport = transport;
    this.book = book;
    this.tls = tls;
    this.blocking = blocking;
    this.lookups =
        new ThreadPoolExecutor(
            MOST_LOOKUPS,
            MOST_LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("wcs-lookup-", 0).factory());
    lookups.allowCoreThreadTimeOut(true);
  }

  @Override
  public void dial(DialOrder order, ByteReceiver receiver, DialOutcome outcome) {
    Lane lane = order.lane();
    StreamHouse house = lane == null ? lanes.leastBusy() : lanes.houseOf(lane);
    Dial dial = new Dial(this, house, order, receiver, outcome);
    underWay.add(dial);
    house.lane().execute(dial::start);
  }

  /** Gives up every call under way. Any thread. */
  void close() {
    for (Dial dial : underWay) {
      dial.house().lane().execute(() -> dial.giveUp("the network is closing"));
    }
    lookups.shutdownNow();
  }

  void ended(Dial dial) {
    underWay.remove(dial);
  }

  /** Puts another directory in place, before the first call. */
  void directory(Directory directory) {
    this.directory = directory;
  }

  Directory directory() {
    return directory;
  }

  Transport transport() {
    return transport;
  }

  GuestBook book() {
    return book;
  }

  SslContext tls() {
    return tls;
  }

  Executor blocking() {
    return blocking;
  }

  Executor lookups() {
    return lookups;
  }

  /** The pool of a range; null where any port will do. */
  @Nullable PortPool pool(PortRange range) {
    if (range.equals(PortRange.ANY)) {
      return null;
    }
    return pools.computeIfAbsent(
        range, ports -> new PortPool(ports.from(), ports.to(), 1, QUARANTINE_NANOS));
  }
}
