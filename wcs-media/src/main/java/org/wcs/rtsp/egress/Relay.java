package org.wcs.rtsp.egress;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.SharedOctets;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * One track for all its players of one lane: reads the packets once, writes what has come in a
 * drain once, and hands it to every player. Players over TCP get packets in order, those over UDP
 * as they come. On that lane; nothing is allocated per player.
 */
final class Relay implements Sink<RtpPacket>, Lane.Flushable, Sequencer.Output {

  private static final Logger LOG = System.getLogger(Relay.class.getName());
  private static final int CHANNELS = 256;

  private final LaneRelays shared;
  private final Track track;
  private final Numbering numbering;
  private final boolean video;
  private final Reports reports;
  private final Sequencer sequencer;
  private final Gathered ordered;
  private final Gathered arrived;
  private @Nullable Subscription subscription;
  private List<PlayerLeg> collecting = List.of(); // get every packet as it comes
  private List<PlayerLeg> tcp = List.of();
  private List<PlayerLeg> udp = List.of();
  private boolean flushAsked;
  private final @Nullable SharedOctets[] blobs = new SharedOctets[CHANNELS];
  private final int[] blobChannels = new int[CHANNELS];
  private int blobCount;

  Relay(LaneRelays shared, Track track, Numbering numbering) {
    this.shared = shared;
    this.track = track;
    this.numbering = numbering;
    this.video = track.codec().kind() == Codec.Kind.VIDEO;
    this.reports = new Reports(track, numbering, shared.egress());
    this.sequencer = new Sequencer(shared.lane(), shared.egress().reorderNanos(), this);
    this.ordered = new Gathered(video);
    this.arrived = new Gathered(video);
  }

  Track track() {
    return track;
  }

  Numbering numbering() {
    return numbering;
  }

  LaneRelays shared() {
    return shared;
  }

  Reports reports() {
    return reports;
  }

  /** What a player gets lately. */
  long bitsPerSecond() {
    return reports.bitsPerSecond();
  }

  /** A player collects packets from now on. */
  void collect(PlayerLeg leg) {
    collecting = with(collecting, leg);
    if (subscription == null) {
      subscription = track.packets().subscribe(this);
    }
  }

  /** Gives those that collect what has been held back so far. */
  void settle() {
    sequencer.release();
  }

  /** What is kept of the track ends with this number. */
  void known(long sequence) {
    sequencer.expect(sequence + 1);
  }

  /** A player that collected gets what comes from now on like all others. */
  void goLive(PlayerLeg leg) {
    flush(); // that it has collected
    collecting = without(collecting, leg);
    if (leg.interleaved()) {
      tcp = with(tcp, leg);
    } else {
      udp = with(udp, leg);
    }
  }

  /** A player leaves; nothing reaches it any more. */
  void leave(PlayerLeg leg) {
    collecting = without(collecting, leg);
    tcp = without(tcp, leg);
    udp = without(udp, leg);
    if (collecting.isEmpty() && tcp.isEmpty() && udp.isEmpty()) {
      stop();
    }
  }

  void askKeyFrame() {
    if (video) {
      track.packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  /** About once a second. */
  void tick(long nowNanos, boolean report) {
    reports.tick(nowNanos);
    if (!reports.begun() || !report && !reports.outdated()) {
      return;
    }
    int length = reports.write(nowNanos, false);
    byte[] out = reports.out();
    for (PlayerLeg leg : tcp) {
      leg.sendReport(out, length);
    }
    for (PlayerLeg leg : udp) {
      leg.sendReport(out, length);
    }
  }

  @Override
  public Lane lane() {
    return shared.lane();
  }

  /** Players that come get this each on its own. */
  @Override
  public void replay(List<RtpPacket> past) {}

  @Override
  public void accept(RtpPacket packet) {
    reports.packet(packet);
    collect(packet, false);
    if (!udp.isEmpty()) {
      gather(arrived, packet);
    }
    sequencer.accept(packet);
  }

  @Override
  public void ordered(RtpPacket packet) {
    collect(packet, true);
    if (!tcp.isEmpty()) {
      gather(ordered, packet);
    }
  }

  @Override
  public void late(RtpPacket packet) {
    for (int i = 0; i < tcp.size(); i++) {
      tcp.get(i).skip(1);
    }
  }

  private void collect(RtpPacket packet, boolean interleaved) {
    List<PlayerLeg> collectors = collecting;
    for (int i = 0; i < collectors.size(); i++) {
      PlayerLeg leg = collectors.get(i);
      if (leg.interleaved() == interleaved) {
        leg.collect(packet);
      }
    }
  }

  private void gather(Gathered gathered, RtpPacket packet) {
    gathered.add(packet);
    shared.lane().moreComing(video && !packet.marker());
    if (!flushAsked) {
      flushAsked = true;
      shared.lane().flushAfterDrain(this);
    }
  }

  @Override
  public void lost(int units) {
    sequencer.restart();
    flush();
    everybody().forEach(leg -> leg.lost(units));
  }

  @Override
  public void ended(EndReason reason) {
    sequencer.release();
    flush();
    subscription = null;
    everybody().forEach(leg -> leg.ended(reason));
  }

  private List<PlayerLeg> everybody() {
    List<PlayerLeg> all = new ArrayList<>(collecting);
    all.addAll(tcp);
    all.addAll(udp);
    return all;
  }

  @Override
  public void flush() {
    flushAsked = false;
    for (int from = 0; from < ordered.count(); ) {
      int to = ordered.pieceEnd(from);
      sendInterleaved(from, to);
      from = to;
    }
    ordered.clear();
    for (int from = 0; from < arrived.count(); ) {
      int to = arrived.pieceEnd(from);
      sendDatagrams(from, to);
      from = to;
    }
    arrived.clear();
  }

  private void sendInterleaved(int from, int to) {
    boolean resync = ordered.packets()[from].resync();
    boolean beginsFrame = ordered.beginsFrame(from);
    List<PlayerLeg> legs = tcp;
    for (int i = 0; i < legs.size(); i++) {
      PlayerLeg leg = legs.get(i);
      try {
        if (leg.takes(resync, beginsFrame)) {
          leg.write(blob(leg.channel(), from, to), to - from);
        } else {
          leg.skip(to - from);
        }
      } catch (RuntimeException bug) {
        failed(leg, bug);
      }
    }
    for (int i = 0; i < blobCount; i++) {
      blobs[blobChannels[i]] = null;
    }
    blobCount = 0;
  }

  private SharedOctets blob(int channel, int from, int to) {
    SharedOctets known = blobs[channel];
    if (known != null) {
      return known;
    }
    SharedOctets made =
        shared.composer().interleaved(numbering, ordered.packets(), from, to, channel);
    blobs[channel] = made;
    blobChannels[blobCount++] = channel;
    return made;
  }

  private void sendDatagrams(int from, int to) {
    boolean resync = arrived.packets()[from].resync();
    boolean beginsFrame = arrived.beginsFrame(from);
    Composer composer = shared.composer();
    composer.datagrams(numbering, arrived.packets(), from, to);
    int tooLarge = to - from - composer.datagramCount();
    List<PlayerLeg> legs = udp;
    for (int i = 0; i < legs.size(); i++) {
      PlayerLeg leg = legs.get(i);
      try {
        if (leg.takes(resync, beginsFrame)) {
          leg.send(composer);
          leg.skip(tooLarge);
        } else {
          leg.skip(to - from);
        }
      } catch (RuntimeException bug) {
        failed(leg, bug);
      }
    }
  }

  private void failed(PlayerLeg leg, RuntimeException bug) {
    LOG.log(Level.ERROR, "bug: a player failed and is taken off its stream", bug);
    leave(leg);
    leg.ended(EndReason.FAILED);
  }

  private void stop() {
    Subscription last = subscription;
    subscription = null;
    if (last != null) {
      last.cancel();
    }
    sequencer.release(); // nobody is there to get it
    shared.remove(this);
  }

  private static List<PlayerLeg> with(List<PlayerLeg> legs, PlayerLeg leg) {
    List<PlayerLeg> more = new ArrayList<>(legs);
    more.add(leg);
    return List.copyOf(more);
  }

  private static List<PlayerLeg> without(List<PlayerLeg> legs, PlayerLeg leg) {
    if (!legs.contains(leg)) {
      return legs;
    }
    List<PlayerLeg> less = new ArrayList<>(legs);
    less.remove(leg);
    return List.copyOf(less);
  }
}
