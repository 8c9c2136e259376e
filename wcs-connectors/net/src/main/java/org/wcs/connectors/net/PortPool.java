package org.wcs.connectors.net;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * A range of port numbers of which each is free, busy, or in quarantine: given back so lately that
 * stray datagrams for its last owner may still come. The lowest free port goes first. Any thread;
 * not for packet paths.
 */
public final class PortPool {

  private final int from;
  private final int to;
  private final int step;
  private final long quarantineNanos;
  private final BitSet free = new BitSet();
  private final BitSet busy = new BitSet();
  private final ArrayDeque<Returned> quarantine = new ArrayDeque<>();

  /**
   * Makes a pool in which all ports are free.
   *
   * @param from first port, inclusive
   * @param to last port, inclusive
   * @param step 1 for every port, 2 for every other (RTP with RTCP on the next)
   * @param quarantineNanos how long a port rests after it was given back
   */
  public PortPool(int from, int to, int step, long quarantineNanos) {
    if (from < 1 || to > 65_535 || from > to || step < 1 || quarantineNanos < 0) {
      throw new IllegalArgumentException(
          "ports " + from + " to " + to + " by " + step + ", resting " + quarantineNanos + " ns");
    }
    this.from = from;
    this.to = to;
    this.step = step;
    this.quarantineNanos = quarantineNanos;
    for (int port = from; port <= to; port += step) {
      free.set(port);
    }
  }

  /** Takes the lowest free port; empty if there is none. */
  public synchronized OptionalInt lease(long nowNanos) {
    endQuarantine(nowNanos);
    int port = free.nextSetBit(0);
    if (port < 0) {
      return OptionalInt.empty();
    }
    free.clear(port);
    busy.set(port);
    return OptionalInt.of(port);
  }

  /** Gives a port back, into quarantine. A port that was not taken is refused as a fault. */
  public synchronized void release(int port, long nowNanos) {
    if (port < 0 || !busy.get(port)) {
      throw new IllegalArgumentException("port " + port + " was not taken");
    }
    busy.clear(port);
    quarantine.add(new Returned(port, nowNanos + quarantineNanos));
    endQuarantine(nowNanos);
  }

  /** How many ports are in which state. */
  public synchronized Statistics statistics(long nowNanos) {
    endQuarantine(nowNanos);
    return new Statistics(free.cardinality(), busy.cardinality(), quarantine.size());
  }

  private void endQuarantine(long nowNanos) {
    Returned first = quarantine.peek();
    while (first != null && nowNanos - first.untilNanos >= 0) {
      quarantine.remove();
      free.set(first.port);
      first = quarantine.peek();
    }
  }

  @Override
  public String toString() {
    return from + " to " + to + (step == 1 ? "" : " by " + step);
  }

  /** Numbers of ports in each state. */
  public record Statistics(int free, int busy, int quarantine) {}

  private record Returned(int port, long untilNanos) {}
}
