package org.wcs.fake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.wcs.lane.Lane;
import org.wcs.net.DatagramPort;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaPath;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;
import org.wcs.net.PortPairs;
import org.wcs.net.PortRange;

/**
 * UDP in memory: pairs of sockets and plain peers that reach each other by address, and links that
 * lose, delay and reorder as the seed says. All lanes are run by one thread.
 */
public final class DatagramWorld implements PortPairs {

  private static final PortRange FREE = new PortRange(50_000, 60_000);

  private final Random random;
  private final Map<InetSocketAddress, Destination> destinations = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();
  private double loss;
  private long delayNanos;
  private long jitterNanos;
  private int open;
  private long received;
  private long sent;
  private long bursts;

  /** Somebody with a UDP socket. */
  public interface Peer {
    /** On the lane it was attached with; the bytes are the peer's. */
    void received(InetSocketAddress from, byte[] datagram);
  }

  /** A world without loss or delay. */
  public DatagramWorld(long seed) {
    this.random = new Random(seed);
  }

  /** Sets how every link treats datagrams; jitter above 0 reorders. */
  public void link(double loss, long delayNanos, long jitterNanos) {
    this.loss = loss;
    this.delayNanos = delayNanos;
    this.jitterNanos = jitterNanos;
  }

  /** Puts a peer at an address. */
  public void attach(InetSocketAddress address, Lane lane, Peer peer) {
    destinations.put(address, new Destination(lane, peer));
  }

  /** Takes a peer away again. */
  public void detach(InetSocketAddress address) {
    destinations.remove(address);
  }

  /** Somebody else has this port: no pair gets it. */
  public void take(int port) {
    taken.add(port);
  }

  /** Sends one datagram, whoever the sender claims to be. */
  public void send(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
    Destination destination = destinations.get(to);
    if (destination == null || random.nextDouble() < loss) {
      return;
    }
    long delay = delayNanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos));
    Runnable arrival =
        () -> {
          if (destinations.get(to) == destination) {
            received++;
            destination.peer.received(from, datagram);
          }
        };
    if (delay == 0) {
      destination.lane.execute(arrival);
    } else {
      destination.lane.schedule(delay, arrival);
    }
  }

  /** Pairs open now. */
  public int open() {
    return open;
  }

  /** Sends by the pairs: a burst is one. */
  public long bursts() {
    return bursts;
  }

  /** Datagrams that arrived and that the pairs sent. */
  public LanePorts.Counters counters() {
    return new LanePorts.Counters(received, sent, 0, 0, bursts, 0);
  }

  @Override
  public void open(PairOrder order, PairReceiver receiver, PairOutcome outcome) {
    PortRange range = order.ports().equals(PortRange.ANY) ? FREE : order.ports();
    InetAddress host =
        order.local().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : order.local();
    for (int even = range.from() + (range.from() & 1); even < range.to(); even += 2) {
      InetSocketAddress rtp = new InetSocketAddress(host, even);
      InetSocketAddress rtcp = new InetSocketAddress(host, even + 1);
      if (free(rtp) && free(rtcp)) {
        Pair pair = new Pair(new Port(rtp), new Port(rtcp));
        open++;
        attach(
            rtp, order.lane(), (from, bytes) -> receiver.rtp(pair, from, bytes, 0, bytes.length));
        attach(
            rtcp, order.lane(), (from, bytes) -> receiver.rtcp(pair, from, bytes, 0, bytes.length));
        order.lane().execute(() -> outcome.opened(pair));
        return;
      }
    }
    order.lane().execute(() -> outcome.failed("no pair of UDP ports is free"));
  }

  private boolean free(InetSocketAddress address) {
    return !destinations.containsKey(address) && !taken.contains(address.getPort());
  }

  private record Destination(Lane lane, Peer peer) {}

  private final class Pair implements PortPair {
    private final Port rtp;
    private final Port rtcp;
    private boolean closed;

    Pair(Port rtp, Port rtcp) {
      this.rtp = rtp;
      this.rtcp = rtcp;
    }

    @Override
    public DatagramPort rtp() {
      return rtp;
    }

    @Override
    public DatagramPort rtcp() {
      return rtcp;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
        rtp.close();
        rtcp.close();
      }
    }
  }

  private final class Port implements DatagramPort {
    private final InetSocketAddress local;
    private boolean closed;

    Port(InetSocketAddress local) {
      this.local = local;
    }

    void close() {
      closed = true;
      detach(local);
    }

    @Override
    public InetSocketAddress local() {
      return local;
    }

    @Override
    public MediaPath pathTo(InetSocketAddress remote) {
      return new Path(this, remote);
    }

    @Override
    public void send(byte[] buffer, int offset, int length, InetSocketAddress remote) {
      if (!closed) {
        sent++;
        DatagramWorld.this.send(local, remote, Arrays.copyOfRange(buffer, offset, offset + length));
      }
    }
  }

  private final class Path implements MediaPath {
    private final Port port;
    private final InetSocketAddress remote;
    private boolean closed;

    Path(Port port, InetSocketAddress remote) {
      this.port = port;
      this.remote = remote;
    }

    @Override
    public InetSocketAddress local() {
      return port.local();
    }

    @Override
    public InetSocketAddress remote() {
      return remote;
    }

    @Override
    public boolean connection() {
      return false;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      sendBurst(buffer, offset, length, Math.max(1, length));
    }

    @Override
    public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
      if (closed) {
        return;
      }
      bursts++;
      for (int at = 0; at < length; at += segmentLength) {
        port.send(buffer, offset + at, Math.min(segmentLength, length - at), remote);
      }
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
