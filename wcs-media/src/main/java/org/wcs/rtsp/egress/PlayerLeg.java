package org.wcs.rtsp.egress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.net.MediaPath;
import org.wcs.net.SharedOctets;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.feature.SenderStatistics;
import org.wcs.stream.EndReason;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * One track of one player: collects the beginning, then takes what the relay has written for all,
 * and leaves out what comes while the player is behind. On the player's lane; nothing is allocated
 * per packet.
 */
final class PlayerLeg {

  private static final int MOST_COLLECTED = 16_384;

  private final Player player;
  private final PlayTrack offered;
  private final Relay relay;
  private final LaneCounters counters;
  private final Way way;
  private final boolean video;
  private final SenderStatistics told;
  private final ArrayDeque<RtpPacket> collected = new ArrayDeque<>();
  private @Nullable Joiner joiner;
  private boolean joined;
  private long newest = Long.MIN_VALUE; // of the past, over TCP
  private boolean live;
  private boolean over;
  private boolean waitingForKey;
  private boolean behind;
  private long packets;
  private long bytes;
  private long skipped;
  private long jitterMillis;

  PlayerLeg(Player player, PlayTrack offered, Way way, Relay relay) {
    this.player = player;
    this.offered = offered;
    this.way = way;
    this.relay = relay;
    this.counters = relay.shared().counters();
    this.video = offered.track().codec().kind() == Codec.Kind.VIDEO;
    this.waitingForKey = video;
    this.told = new SenderStatistics(offered.ssrc(), relay.shared().egress().epochNanos());
  }

  Track track() {
    return offered.track();
  }

  int trackId() {
    return offered.id();
  }

  Relay relay() {
    return relay;
  }

  boolean video() {
    return video;
  }

  boolean interleaved() {
    return way instanceof Way.Interleaved;
  }

  /** The channel of packets; of an interleaved leg. */
  int channel() {
    return way instanceof Way.Interleaved there ? there.rtpChannel() : 0;
  }

  /** Whether it knows what the feed has kept, or never will. */
  boolean isJoined() {
    return joined || over;
  }

  boolean isOver() {
    return over;
  }

  boolean isWaitingForKey() {
    return live && waitingForKey && !over;
  }

  /** What has come since it entered; pictures from a key frame on. */
  ArrayDeque<RtpPacket> collected() {
    return collected;
  }

  /** Starts to collect. */
  void enter() {
    Joiner next = new Joiner(this, relay.lane());
    joiner = next;
    relay.collect(this);
    next.begin();
  }

  /** Leaves; nothing arrives any more. Idempotent. */
  void leave() {
    if (joiner != null) {
      joiner.cancel();
    }
    collected.clear();
    live = false;
    relay.leave(this);
  }

  /** Stops collecting; the relay's pieces are taken from now on. */
  void goLive() {
    live = true;
    collected.clear();
    relay.goLive(this);
  }

  /** What the feed has kept is older than all that has been collected. */
  void joined(List<RtpPacket> past) {
    joined = true;
    collected.clear(); // the past ends with it
    inOrder(past).forEach(this::keep);
    if (video && collected.isEmpty()) {
      relay.askKeyFrame();
    }
    player.collected(this);
  }

  /** What is kept lies as it came; over TCP nothing may come late. */
  private List<RtpPacket> inOrder(List<RtpPacket> past) {
    if (!interleaved() || past.isEmpty()) {
      return past;
    }
    List<RtpPacket> sorted = new ArrayList<>(past);
    sorted.sort(Comparator.comparingLong(RtpPacket::sequence));
    newest = sorted.getLast().sequence();
    relay.known(newest);
    return sorted;
  }

  /** A packet while it is not live. */
  void collect(RtpPacket packet) {
    if (interleaved() && packet.sequence() <= newest) {
      return; // it was held back when the past was fetched, and is in it
    }
    if (player.isCatchingUp()) {
      queue(packet);
    } else if (joined) {
      keep(packet);
      player.collected(this);
    }
  }

  private void queue(RtpPacket packet) {
    if (waitingForKey && !packet.resync()) {
      skip(1);
    } else {
      waitingForKey = false;
      player.queue(this, packet);
    }
  }

  private void keep(RtpPacket packet) {
    if (collected.size() >= MOST_COLLECTED) {
      skip(video ? collected.size() : 1);
      if (video) {
        collected.clear();
      } else {
        collected.remove();
      }
    }
    if (!video || packet.resync() || !collected.isEmpty()) {
      collected.add(packet);
    }
  }

  void lost(int units) {
    skip(units);
    if (live) {
      waitingForKey = video;
    } else if (video && !player.isCatchingUp()) {
      collected.clear();
    }
    relay.askKeyFrame();
  }

  void ended(EndReason reason) {
    over = true;
    player.legEnded(this, reason);
  }

  /** What goes out first was a key frame, or there was none and it waits. */
  void begun(boolean withKey) {
    waitingForKey = video && !withKey;
  }

  /** Whether the player gets a piece; a piece in the middle of a frame seldom ends its luck. */
  boolean takes(boolean resync, boolean beginsFrame) {
    if (waitingForKey && !resync) {
      return false;
    }
    if (way instanceof Way.Interleaved there && tooMuchWaits(there.connection(), beginsFrame)) {
      behind = true;
      waitingForKey = video;
      return false;
    }
    behind = false;
    waitingForKey = false;
    return true;
  }

  private boolean tooMuchWaits(ByteConnection connection, boolean beginsFrame) {
    long unsent = connection.unsentBytes();
    if (behind) {
      return unsent > player.resumeBytes();
    }
    long limit = player.limitBytes(video);
    if (unsent <= limit || (!beginsFrame && unsent <= limit + (limit >> 1))) {
      return false;
    }
    connection.flush(); // perhaps it has only been written in this drain
    return connection.unsentBytes() > limit;
  }

  /** Sends a piece that was written for all. */
  void write(SharedOctets piece, int count) {
    if (way instanceof Way.Interleaved there) {
      there.connection().write(piece);
      sent(count, piece.length());
    }
  }

  /** Sends the datagrams that were written for all. */
  void send(Composer composer) {
    if (way instanceof Way.Unicast there) {
      composer.send(there.rtp());
      sent(composer.datagramCount(), composer.datagramOctets());
    }
  }

  /** Sends one packet to this player alone; tells its length. */
  int send(RtpPacket packet) {
    Composer composer = relay.shared().composer();
    int length = Numbering.length(packet);
    boolean fits =
        interleaved() ? Composer.interleaves(length) : length <= MediaPath.MAX_BURST_BYTES;
    if (!fits) {
      skip(1);
      return 0;
    }
    switch (way) {
      case Way.Interleaved there -> {
        length = composer.interleaved(relay.numbering(), packet, there.rtpChannel());
        there.connection().write(composer.out(), 0, length);
      }
      case Way.Unicast there -> {
        composer.datagram(relay.numbering(), packet);
        there.rtp().sendBurst(composer.out(), 0, length, length);
      }
    }
    sent(1, length);
    return length;
  }

  /** Sends a compound that stands behind room for the header of an interleaved packet. */
  void sendReport(byte[] out, int length) {
    int room = Composer.INTERLEAVED_HEADER;
    switch (way) {
      case Way.Interleaved there -> {
        Composer.header(out, 0, there.rtcpChannel(), length);
        there.connection().write(out, 0, room + length);
      }
      case Way.Unicast there -> there.rtcp().send(out, room, length);
    }
  }

  /** Bytes that the connection has not taken yet; 0 for UDP. */
  long unsentBytes() {
    return way instanceof Way.Interleaved there ? there.connection().unsentBytes() : 0;
  }

  /** The player tells what has reached it. */
  void reported(RtcpPacket.ReportBlock block, long nowNanos) {
    told.reported(block, nowNanos);
    jitterMillis = block.jitter() * 1_000 / track().codec().clockRate();
  }

  void skip(int count) {
    skipped += count;
    if (count > 0) {
      counters.skipped(count);
    }
  }

  /** The numbers, those of the same track before a pause included. */
  PlayerSnapshot.Media numbers(PlayerSnapshot.Media before) {
    return new PlayerSnapshot.Media(
        trackId(),
        packets + before.packets(),
        bytes + before.bytes(),
        skipped + before.skipped(),
        told.lost(),
        jitterMillis,
        told.roundTripMillis());
  }

  private void sent(int count, int octets) {
    if (packets == 0) {
      player.begun(this);
    }
    packets += count;
    bytes += octets;
    counters.sent(count, octets);
  }
}
