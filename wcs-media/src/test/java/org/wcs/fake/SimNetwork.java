package org.wcs.fake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.DatagramPort;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaNetwork;
import org.wcs.net.MediaPath;
import org.wcs.net.MediaReceiver;

/**
 * A network in memory: one lane with one UDP port, any number of peers, and a link between that
 * loses, delays and reorders as its seed says.
 */
public final class SimNetwork implements MediaNetwork, LanePorts, DatagramPort {

  /** Takes what the server sends to one peer. */
  public interface Peer {
    /** On the lane; the bytes are the peer's. */
    void received(byte[] datagram);
  }

  private final ManualLane lane;
  private final Random random;
  private final Executor blocking;
  private final Map<InetSocketAddress, Peer> peers = new HashMap<>();
  private final InetSocketAddress local =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 31_001);
  private @Nullable MediaReceiver receiver;
  private double loss;
  private long delayNanos;
  private long jitterNanos;
  private long sent;
  private long bursts;

  /** A network without loss or delay. */
  public SimNetwork(ManualLane lane, long seed, Executor blocking) {
    this.lane = lane;
    this.random = new Random(seed);
    this.blocking = blocking;
  }

  /** Sets how the link treats datagrams, both ways; jitter above 0 reorders. */
  public void link(double loss, long delayNanos, long jitterNanos) {
    this.loss = loss;
    this.delayNanos = delayNanos;
    this.jitterNanos = jitterNanos;
  }

  /** Puts a peer at an address. */
  public void attach(InetSocketAddress address, Peer peer) {
    peers.put(address, peer);
  }

  /** A peer sends to the server. */
  public void toServer(InetSocketAddress from, byte[] datagram) {
    travel(
        () -> {
          if (receiver != null) {
            receiver.datagram(this, from, datagram, 0, datagram.length);
          }
        });
  }

  /** Datagrams that left the server. */
  public long sent() {
    return sent;
  }

  /** Sends that left the server: a burst is one. */
  public long bursts() {
    return bursts;
  }

  private void toPeer(InetSocketAddress to, byte[] datagram) {
    sent++;
    travel(
        () -> {
          Peer peer = peers.get(to);
          if (peer != null) {
            peer.received(datagram);
          }
        });
  }

  private void travel(Runnable arrival) {
    if (random.nextDouble() < loss) {
      return;
    }
    long delay = delayNanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos));
    if (delay == 0) {
      lane.execute(arrival);
    } else {
      lane.schedule(delay, arrival);
    }
  }

  @Override
  public List<LanePorts> lanes() {
    return List.of(this);
  }

  @Override
  public Executor blocking() {
    return blocking;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public List<InetSocketAddress> udp() {
    return List.of(local);
  }

  @Override
  public List<InetSocketAddress> tcp() {
    return List.of();
  }

  @Override
  public void receiver(MediaReceiver takes) {
    receiver = takes;
  }

  @Override
  public Counters counters() {
    return new Counters(0, sent, 0, 0, bursts, 0);
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public MediaPath pathTo(InetSocketAddress remote) {
    return new SimPath(remote);
  }

  @Override
  public void send(byte[] buffer, int offset, int length, InetSocketAddress remote) {
    toPeer(remote, Arrays.copyOfRange(buffer, offset, offset + length));
  }

  private final class SimPath implements MediaPath {
    private final InetSocketAddress remote;

    SimPath(InetSocketAddress remote) {
      this.remote = remote;
    }

    @Override
    public InetSocketAddress local() {
      return local;
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
      bursts++;
      toPeer(remote, Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
      bursts++;
      for (int at = 0; at < length; at += segmentLength) {
        int end = Math.min(length, at + segmentLength);
        toPeer(remote, Arrays.copyOfRange(buffer, offset + at, offset + end));
      }
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void close() {}
  }
}
