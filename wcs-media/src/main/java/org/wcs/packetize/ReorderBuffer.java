package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.RtpPacket;

/**
 * Puts packets in the order of their numbers. A missing one is waited for until packets behind it
 * have waited too long or are too many; the clock is the arrival of packets. One lane. Packets in
 * order pass without being stored.
 */
final class ReorderBuffer {
  /** So many packets in order far behind mean that the source counts anew. */
  private static final int RESTART_AFTER = 32;

  private final @Nullable RtpPacket[] ring;
  private final long waitNanos;
  private final Taker taker;
  private long next = -1;
  private int held;
  private long blockedSince;
  private boolean gap;
  private long lastLate = -1;
  private int lateInOrder;

  /** Takes packets in order. */
  interface Taker {
    /**
     * One packet.
     *
     * @param gap whether packets before it are missing for good
     */
    void take(RtpPacket packet, boolean gap);
  }

  /**
   * Makes an empty buffer.
   *
   * @param packets how many may wait; rounded up to a power of two
   * @param waitNanos how long they wait
   */
  ReorderBuffer(int packets, long waitNanos, Taker taker) {
    this.ring = new RtpPacket[Integer.highestOneBit(Math.max(2, packets) * 2 - 1)];
    this.waitNanos = waitNanos;
    this.taker = taker;
  }

  /** Takes a packet as it arrives; hands on what is in order by now. */
  void add(RtpPacket packet) {
    if (next < 0) {
      next = packet.sequence();
    }
    if (packet.sequence() < next) {
      late(packet);
      return;
    }
    lateInOrder = 0;
    if (packet.sequence() == next && held == 0) {
      hand(packet);
      return;
    }
    makeRoom(packet.sequence());
    keep(packet);
    release();
    while (held > 0 && packet.arrivedNanos() - blockedSince >= waitNanos) {
      skip();
      release();
    }
  }

  /** Units were lost on the way to this buffer: whatever comes next is in order, behind a gap. */
  void restart() {
    while (held > 0) {
      skip();
      release();
    }
    next = -1;
    gap = true;
  }

  private void late(RtpPacket packet) {
    lateInOrder = packet.sequence() == lastLate + 1 ? lateInOrder + 1 : 1;
    lastLate = packet.sequence();
    if (lateInOrder >= RESTART_AFTER) {
      lateInOrder = 0;
      restart();
      add(packet);
    }
  }

  /** Gives up as much of what is missing as a packet this far ahead asks for. */
  private void makeRoom(long sequence) {
    while (held > 0 && sequence - next >= ring.length) {
      skip();
      release();
    }
    if (sequence - next >= ring.length) {
      next = sequence;
      gap = true;
    }
  }

  private void keep(RtpPacket packet) {
    int slot = slot(packet.sequence());
    if (ring[slot] != null) {
      return; // the same once more
    }
    ring[slot] = packet;
    held++;
    if (held == 1) {
      blockedSince = packet.arrivedNanos();
    }
  }

  /** Hands on what is in order; the wait for what is missing behind it begins with its finding. */
  private void release() {
    boolean moved = false;
    for (RtpPacket packet = ring[slot(next)]; packet != null; packet = ring[slot(next)]) {
      ring[slot(next)] = null;
      held--;
      hand(packet);
      moved = true;
    }
    if (moved && held > 0) {
      blockedSince = firstHeld().arrivedNanos();
    }
  }

  private RtpPacket firstHeld() {
    long at = next;
    RtpPacket found = ring[slot(at)];
    while (found == null) {
      at++;
      found = ring[slot(at)];
    }
    return found;
  }

  /** Gives up what is missing before the first packet that waits. */
  private void skip() {
    next = firstHeld().sequence();
    gap = true;
  }

  private void hand(RtpPacket packet) {
    boolean lost = gap;
    gap = false;
    next++;
    taker.take(packet, lost);
  }

  private int slot(long sequence) {
    return (int) sequence & ring.length - 1;
  }
}
