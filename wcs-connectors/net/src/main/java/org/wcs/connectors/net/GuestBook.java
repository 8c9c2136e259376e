package org.wcs.connectors.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.wcs.net.ByteListenerSettings.Limits;

/** Who is connected, and whether one more may come. Any thread. */
final class GuestBook {

  private final Limits limits;
  private final AtomicInteger guests = new AtomicInteger();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong dialed = new AtomicLong();
  private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

  GuestBook(Limits limits) {
    this.limits = limits;
  }

  /** Lets one in, who must {@linkplain #leave leave}; false if there are too many. */
  boolean enter(InetAddress remote) {
    if (guests.incrementAndGet() > limits.connections() || !enterAddress(remote)) {
      guests.decrementAndGet();
      refused.incrementAndGet();
      return false;
    }
    accepted.incrementAndGet();
    return true;
  }

  private boolean enterAddress(InetAddress remote) {
    int most = limits.connectionsPerAddress();
    if (most == 0) {
      return true;
    }
    if (perAddress.merge(remote, 1, Integer::sum) > most) {
      leaveAddress(remote);
      return false;
    }
    return true;
  }

  void leave(InetAddress remote) {
    guests.decrementAndGet();
    if (limits.connectionsPerAddress() > 0) {
      leaveAddress(remote);
    }
  }

  private void leaveAddress(InetAddress remote) {
    perAddress.computeIfPresent(remote, (address, count) -> count > 1 ? count - 1 : null);
  }

  /** We have called somebody; our own calls have no limit but the ports. */
  void dialed() {
    guests.incrementAndGet();
    dialed.incrementAndGet();
  }

  /** A dialled connection has ended. */
  void hungUp() {
    guests.decrementAndGet();
  }

  int guests() {
    return guests.get();
  }

  long accepted() {
    return accepted.get();
  }

  long refused() {
    return refused.get();
  }

  long dialedOut() {
    return dialed.get();
  }
}
