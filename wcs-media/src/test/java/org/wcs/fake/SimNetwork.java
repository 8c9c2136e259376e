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
  private final InetSocketAddress local;
  private @Nullable MediaReceiver receiver;
  private double lossIn;
  private double lossOut;
  private long delayNanos;
  private long jitterNanos;
  private long sent;
  private long bursts;
  private boolean discarding;

  /** A network without loss or delay. */
  public SimNetwork(ManualLane lane, long seed, Executor blocking) {
    this(lane, seed, blocking, 31_001);
  }

  /** The same with a port of its own, to be one lane of several. */
  public SimNetwork(ManualLane lane, long seed, Executor blocking, int port) {
    this.local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.lane = lane;
    this.random = new Random(seed);
    this.blocking = blocking;
  }

  /** Sets how the link treats datagrams, both ways; jitter above 0 reorders. */
  public void link(double loss, long delayNanos, long jitterNanos) {
    this.lossIn = loss;
    this.lossOut = loss;
    this.delayNanos = delayNanos;
    this.jitterNanos = jitterNanos;
  }

  /** Sets the loss of the two ways apart: towards the server, and from it. */
  public void loss(double in, double out) {
    this.lossIn = in;
    this.lossOut = out;
  }

  /** Opens a TCP connection; what the server sends comes to the peer. */
  public Connection connect(InetSocketAddress from, Peer peer) {
    return new Connection(from, peer);
  }

  /** Puts a peer at an address. */
  public void attach(InetSocketAddress address, Peer peer) {
    peers.put(address, peer);
  }

  /** A peer sends to the server. */
  public void toServer(InetSocketAddress from, byte[] datagram) {
    travel(
        lossIn,
        () -> {
          if (receiver != null) {
            receiver.datagram(this, from, datagram, 0, datagram.length);
          }
        });
  }

  /** From now on what leaves is counted and thrown away without a copy. */
  public void discard(boolean discards) {
    discarding = discards;
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
        lossOut,
        () -> {
          Peer peer = peers.get(to);
          if (peer != null) {
            peer.received(datagram);
          }
        });
  }

  private void travel(double loss, Runnable arrival) {
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
    private boolean closed;

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
      sendBurst(buffer, offset, length, Math.max(1, length));
    }

    @Override
    public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
      if (closed) {
        return;
      }
      bursts++;
      if (discarding) {
        sent += (length + segmentLength - 1) / segmentLength;
        return;
      }
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
    public void close() {
      closed = true;
    }
  }

  /** A TCP connection as both ends see it: nothing is lost, and it can be blocked. */
  public final class Connection implements MediaPath {
    private final InetSocketAddress remote;
    private final Peer peer;
    private boolean writable = true;
    private boolean closed;

    Connection(InetSocketAddress remote, Peer peer) {
      this.remote = remote;
      this.peer = peer;
    }

    /** The peer sends a frame. */
    public void toServer(byte[] frame) {
      lane.execute(
          () -> {
            if (receiver != null && !closed) {
              receiver.frame(this, frame, 0, frame.length);
            }
          });
    }

    /** Says whether the way to the peer takes more. */
    public void writable(boolean takesMore) {
      writable = takesMore;
    }

    /** Whether the server, or the peer, has closed it. */
    public boolean closed() {
      return closed;
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
      return true;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      sendBurst(buffer, offset, length, Math.max(1, length));
    }

    @Override
    public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
      bursts++;
      for (int at = 0; at < length && !closed; at += segmentLength) {
        int end = Math.min(length, at + segmentLength);
        byte[] frame = Arrays.copyOfRange(buffer, offset + at, offset + end);
        sent++;
        lane.execute(() -> peer.received(frame));
      }
    }

    @Override
    public boolean writable() {
      return writable;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        lane.execute(
            () -> {
              if (receiver != null) {
                receiver.closed(this);
              }
            });
      }
    }
  }
}
