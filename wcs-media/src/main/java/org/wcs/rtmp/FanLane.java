package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;

/**
 * The players of one track on one lane. Messages from another lane wait in a bounded ring with one
 * writer and one reader; when it is full, messages are skipped up to the next beginning.
 */
final class FanLane {

  private static final Logger LOG = System.getLogger(FanLane.class.getName());
  private static final int RING = 1_024; // half a minute of pictures, and a power of two

  private final Lane lane;
  private final AtomicReferenceArray<@Nullable FanEntry> ring = new AtomicReferenceArray<>(RING);
  private final int[] skippedBefore = new int[RING]; // published with the entry
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private List<FanMember> members = List.of(); // this lane
  private volatile int size; // this lane writes
  private int written; // writer's lane
  private int read; // this lane
  private int skipped; // writer's lane
  private int joins; // writer's lane: joins since the start
  private int arrived; // this lane: joins since the start
  private volatile int joinsSeen; // the same for the writer

  FanLane(Lane lane) {
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }

  /** Lets a player in; false if there is no room just now. Writer's lane. */
  boolean join(FanMember member, List<FanMessage> kept) {
    if (lane.isCurrent()) {
      add(new FanEntry.Join(member, kept));
      return true;
    }
    if (ring.getAcquire(written & RING - 1) != null) {
      return false;
    }
    joins++;
    put(new FanEntry.Join(member, kept));
    return true;
  }

  /** Hands a message to all players here. Writer's lane. */
  void publish(FanMessage message) {
    if (lane.isCurrent()) {
      deliver(message);
    } else if (size > 0 || joins != joinsSeen) {
      boolean full = ring.getAcquire(written & RING - 1) != null;
      if (full || (skipped > 0 && !message.key())) {
        skipped++;
      } else {
        put(message);
      }
    }
  }

  /** Takes a player out; nothing reaches it any more. This lane. */
  void remove(FanMember member) {
    List<FanMember> less = new ArrayList<>(members);
    less.remove(member);
    members = List.copyOf(less);
    size = members.size();
  }

  /** Tells the players that nothing more comes. Writer's lane. */
  void end(EndReason reason) {
    lane.execute(
        () -> {
          drain();
          List<FanMember> last = members;
          members = List.of();
          size = 0;
          last.forEach(member -> member.ended(reason));
        });
  }

  private void put(FanEntry entry) {
    int slot = written & RING - 1;
    skippedBefore[slot] = skipped;
    skipped = 0;
    written++;
    ring.setRelease(slot, entry);
    if (scheduled.compareAndSet(false, true)) {
      lane.execute(drain);
    }
  }

  private void drain() {
    scheduled.set(false);
    for (FanEntry entry = ring.getAcquire(read & RING - 1);
        entry != null;
        entry = ring.getAcquire(read & RING - 1)) {
      int lost = skippedBefore[read & RING - 1];
      ring.setRelease(read & RING - 1, null);
      read++;
      if (lost > 0) {
        members.forEach(member -> member.lost(lost));
      }
      switch (entry) {
        case FanMessage message -> deliver(message);
        case FanEntry.Join join -> {
          add(join);
          joinsSeen = ++arrived;
        }
      }
    }
  }

  private void add(FanEntry.Join join) {
    if (join.member().gone()) {
      return;
    }
    List<FanMember> more = new ArrayList<>(members);
    more.add(join.member());
    members = List.copyOf(more);
    size = members.size();
    join.member().joined(join.kept());
  }

  private void deliver(FanMessage message) {
    List<FanMember> now = members;
    for (int i = 0; i < now.size(); i++) {
      deliver(now.get(i), message);
    }
  }

  private void deliver(FanMember member, FanMessage message) {
    try {
      member.message(message);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a player failed and is taken off its stream: " + member, bug);
      remove(member);
      member.ended(EndReason.FAILED);
    }
  }
}
