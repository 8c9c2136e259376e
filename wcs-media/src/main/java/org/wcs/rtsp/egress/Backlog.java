package org.wcs.rtsp.egress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.RtpPacket;

/**
 * What one player gets before it joins the others: over TCP at once, over UDP in portions that
 * sockets and networks hold. What comes meanwhile goes behind it. On the player's lane.
 */
final class Backlog {

  private static final long PORTION_NANOS = 4_000_000;
  private static final int PORTION_OCTETS = 32_768;

  /** However much there is, it is gone after some such number of portions. */
  private static final int PORTIONS = 256;

  private final Lane lane;
  private final List<Entry> collected = new ArrayList<>();
  private final ArrayDeque<Entry> queue = new ArrayDeque<>();
  private long portion = PORTION_OCTETS;
  private @Nullable Runnable done;

  Backlog(Lane lane) {
    this.lane = lane;
  }

  /** Adds what a leg has collected; {@link #inOrder} must follow. */
  void collect(PlayerLeg leg, List<RtpPacket> packets) {
    TrackClock clock = new TrackClock(leg.track());
    long latest = Long.MIN_VALUE;
    for (RtpPacket packet : packets) {
      latest = Math.max(latest, clock.nanos(packet)); // pictures are not sent in order of time
      collected.add(new Entry(leg, packet, latest));
    }
  }

  /** Puts sound beside the pictures it belongs to. */
  void inOrder() {
    collected.sort(Comparator.comparingLong(Entry::nanos)); // keeps the order of each track
    queue.addAll(collected);
    collected.clear();
    long octets = 0;
    for (Entry each : queue) {
      octets += Numbering.length(each.packet());
    }
    portion = Math.max(PORTION_OCTETS, octets / PORTIONS);
  }

  /** Adds what came meanwhile. */
  void add(PlayerLeg leg, RtpPacket packet) {
    queue.add(new Entry(leg, packet, 0));
  }

  /** Sends all, then runs {@code whenDone}. */
  void send(Runnable whenDone) {
    done = whenDone;
    portion();
  }

  /** Sends what is left at once. */
  void sendAll() {
    for (Entry next = queue.poll(); next != null; next = queue.poll()) {
      next.leg().send(next.packet());
    }
  }

  void cancel() {
    done = null;
    queue.clear();
  }

  private void portion() {
    Runnable then = done;
    if (then == null) {
      return;
    }
    long sent = 0;
    while (sent < portion && !queue.isEmpty()) {
      Entry next = queue.remove();
      int length = next.leg().send(next.packet());
      sent += next.leg().interleaved() ? 0 : length;
    }
    if (queue.isEmpty()) {
      done = null;
      then.run();
    } else {
      lane.schedule(PORTION_NANOS, this::portion);
    }
  }

  private record Entry(PlayerLeg leg, RtpPacket packet, long nanos) {}
}
