package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.LaneInbox;

/**
 * The players of one track on one lane. Messages from another lane wait in a bounded {@link
 * LaneInbox}; when it is full, messages are skipped up to the next beginning.
 */
final class FanLane implements LaneInbox.Taker<FanEntry> {

  private static final Logger LOG = System.getLogger(FanLane.class.getName());
  private static final int WAITING = 1_024; // half a minute of pictures

  private final Lane lane;
  private final LaneInbox<FanEntry> inbox;
  private List<FanMember> members = List.of(); // this lane
  private volatile int size; // this lane writes
  private int joins; // writer's lane: joins since the start
  private int arrived; // this lane: joins since the start
  private volatile int joinsSeen; // the same for the writer

  FanLane(Lane lane) {
    this.lane = lane;
    this.inbox = new LaneInbox<>(lane, WAITING, this);
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
    if (inbox.full()) {
      return false;
    }
    joins++;
    inbox.put(new FanEntry.Join(member, kept), true);
    return true;
  }

  /** Hands a message to all players here. Writer's lane. */
  void publish(FanMessage message) {
    if (lane.isCurrent()) {
      deliver(message);
    } else if (size > 0 || joins != joinsSeen) {
      inbox.put(message, message.key());
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
          inbox.drain();
          List<FanMember> last = members;
          members = List.of();
          size = 0;
          last.forEach(member -> member.ended(reason));
        });
  }

  @Override
  public void lost(int messages) {
    members.forEach(member -> member.lost(messages));
  }

  @Override
  public void take(FanEntry entry) {
    switch (entry) {
      case FanMessage message -> deliver(message);
      case FanEntry.Join join -> {
        add(join);
        joinsSeen = ++arrived;
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
