package org.wcs.connectors.net;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.wcs.net.MediaPath;
import org.wcs.net.MediaReceiver;

/**
 * Between the sockets of a lane and its receiver: counts, lends the one buffer, and keeps a fault
 * of the receiver from harming the loop. On its lane, but for {@link #receiver}.
 */
final class Arrivals implements DatagramTaker {

  private static final int LARGEST = 65_536;

  private final LaneCounters counters;
  private final RareLog faults = new RareLog(Arrivals.class);
  private final byte[] scratch = new byte[LARGEST];
  private volatile @Nullable MediaReceiver receiver;

  Arrivals(LaneCounters counters) {
    this.counters = counters;
  }

  void receiver(MediaReceiver receiver) {
    this.receiver = receiver;
  }

  /**
   * The lane's buffer. Nothing that is lent to the receiver outlives the call, so one is enough.
   */
  @Override
  public byte[] scratch(int length) {
    if (length > LARGEST) {
      throw new IllegalArgumentException("datagram of " + length + " bytes");
    }
    return scratch;
  }

  @Override
  public void datagram(UdpPort port, InetSocketAddress remote, byte[] buffer, int length) {
    counters.received(length);
    MediaReceiver current = receiver;
    if (current == null) {
      return;
    }
    try {
      current.datagram(port, remote, buffer, 0, length);
    } catch (Throwable fault) {
      faults.warn("a datagram of " + length + " bytes from " + remote + " caused a fault", fault);
    }
  }

  void frame(MediaPath path, byte[] buffer, int length) {
    counters.received(length);
    MediaReceiver current = receiver;
    if (current == null) {
      return;
    }
    try {
      current.frame(path, buffer, 0, length);
    } catch (Throwable fault) {
      faults.warn(
          "a frame of " + length + " bytes from " + path.remote() + " caused a fault", fault);
    }
  }

  void closed(MediaPath path) {
    MediaReceiver current = receiver;
    if (current == null) {
      return;
    }
    try {
      current.closed(path);
    } catch (Throwable fault) {
      faults.warn("the end of the connection from " + path.remote() + " caused a fault", fault);
    }
  }

  @Override
  public void socketFault(InetSocketAddress local, Throwable cause) {
    faults.warn("socket " + local + ": " + cause, cause);
  }

  void note(String what) {
    faults.warn(what, null);
  }
}
