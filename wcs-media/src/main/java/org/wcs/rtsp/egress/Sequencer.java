package org.wcs.rtsp.egress;

import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.RtpPacket;

/**
 * Puts packets in the order of their numbers, for players over TCP: they take for granted that
 * nothing comes late. What is missing is waited for as long as waiting pays: after some gaps that
 * nobody has filled, packets go on at once until one comes late again. One lane; nothing is
 * allocated for packets in order.
 */
final class Sequencer {

  /** So many gaps in a row that stay open end the waiting. */
  private static final int PATIENCE = 3;

  private static final int MOST_HELD = 512; // a power of two

  private final Lane lane;
  private final long waitNanos;
  private final Output output;
  private final @Nullable RtpPacket[] held = new RtpPacket[MOST_HELD];
  private int heldCount;
  private long next = -1;
  private int unfilled;
  private Lane.@Nullable Timer timer;

  Sequencer(Lane lane, long waitNanos, Output output) {
    this.lane = lane;
    this.waitNanos = waitNanos;
    this.output = output;
  }

  /** Takes a packet in any order. */
  void accept(RtpPacket packet) {
    long sequence = packet.sequence();
    long ahead = sequence - next;
    if (next >= 0 && ahead < 0 && ahead > -MOST_HELD) {
      unfilled = 0;
      output.late(packet);
    } else if (next < 0 || ahead == 0) {
      pass(packet);
      passHeld();
    } else if (ahead < 0 || ahead >= MOST_HELD || unfilled >= PATIENCE) {
      release();
      pass(packet);
    } else {
      hold(packet);
    }
  }

  /** Waits no longer for what is missing now. */
  void release() {
    for (long at = next; heldCount > 0; at++) {
      RtpPacket packet = held[slot(at)];
      if (packet != null) {
        held[slot(at)] = null;
        heldCount--;
        pass(packet);
      }
    }
    stopTimer();
  }

  /** What was before is lost; begins anew with what comes. */
  void restart() {
    release();
    next = -1;
  }

  /** Says what comes first, if nothing has come yet. */
  void expect(long sequence) {
    if (next < 0) {
      next = sequence;
    }
  }

  private void pass(RtpPacket packet) {
    next = packet.sequence() + 1;
    output.ordered(packet);
  }

  private void passHeld() {
    if (heldCount == 0) {
      return;
    }
    unfilled = 0;
    for (RtpPacket packet = held[slot(next)]; packet != null; packet = held[slot(next)]) {
      held[slot(next)] = null;
      heldCount--;
      pass(packet);
    }
    if (heldCount == 0) {
      stopTimer();
    }
  }

  private void hold(RtpPacket packet) {
    int slot = slot(packet.sequence());
    if (held[slot] == null) {
      held[slot] = packet;
      heldCount++;
    }
    if (timer == null) {
      timer = lane.schedule(waitNanos, this::giveUp);
    }
  }

  private void giveUp() {
    timer = null;
    if (heldCount > 0) {
      unfilled++;
      release();
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private static int slot(long sequence) {
    return (int) sequence & MOST_HELD - 1;
  }

  /** Takes what the sequencer lets go. */
  interface Output {
    /** The next packet. */
    void ordered(RtpPacket packet);

    /** A packet whose place has been passed. */
    void late(RtpPacket packet);
  }
}
