package org.wcs.rtsp.egress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.PlayStart;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.RtpPacket;

/**
 * Sends what is offered of one stream to one player. It begins with what the feeds have kept, from
 * a key frame on and with the sound that belongs to it, then shares what is written with the other
 * players of its lane. On that lane.
 */
public final class Player {

  private static final long ASK_AGAIN_NANOS = 2_000_000_000L;

  private static final PlayerSnapshot.Media NOTHING = new PlayerSnapshot.Media(0, 0, 0, 0, 0, 0, 0);

  private final Egress egress;
  private final Presentation presentation;
  private final Lane lane;
  private final LaneRelays shared;
  private final UnsentLimit limit;
  private final StreamListener streamListener = this::happened;
  private final Map<Integer, Way> ways = new LinkedHashMap<>();
  private final Map<Integer, PlayerSnapshot.Media> before = new TreeMap<>();
  private List<PlayerLeg> legs = List.of();
  private State state = State.IDLE;
  private Consumer<EndReason> endListener = reason -> {};
  private boolean listening;
  private @Nullable Beginning beginning;
  private @Nullable Backlog backlog;
  private long askedNanos;
  private PlayStart start = PlayStart.unmeasured();

  /**
   * Makes a player that sends nothing yet.
   *
   * @param presentation what can be set up; it must stay open as long as the player is
   * @param lane the lane of all its ways, and of the presentation
   */
  public Player(Egress egress, Presentation presentation, Lane lane) {
    this.egress = egress;
    this.presentation = presentation;
    this.lane = lane;
    this.shared = egress.relays(lane);
    this.limit = new UnsentLimit(egress.delivery().queue());
  }

  /**
   * Says how a track is to be sent, or to be sent instead.
   *
   * @return false if there is no such track, or it is too late: the player plays
   */
  public boolean setup(int trackId, Way way) {
    boolean possible = state == State.IDLE && presentation.numbering(trackId) != null;
    if (possible) {
      ways.put(trackId, way);
    }
    return possible;
  }

  /**
   * Sends from now on, or again after a pause. While it plays already nothing changes.
   *
   * @param ready told once with what each track begins, before any media leaves: when that is
   *     known, but after {@code rtsp.play_wait} at the latest with what is known then, and with
   *     nothing when the stream ends before
   * @param ended told when the stream has ended: the player has said BYE and closed itself; at most
   *     once, and not after {@link #close}
   */
  public void play(Consumer<List<TrackStart>> ready, Consumer<EndReason> ended) {
    if (state != State.IDLE || ways.isEmpty()) {
      ready.accept(List.of());
      return;
    }
    state = State.BEGINNING;
    endListener = ended;
    if (!listening) {
      listening = true;
      presentation.stream().listen(streamListener);
    }
    shared.enter(this);
    List<PlayerLeg> made = new ArrayList<>();
    ways.forEach((trackId, way) -> made.add(leg(trackId, way)));
    legs = List.copyOf(made);
    Beginning next = new Beginning(this, legs, egress.delivery(), ready);
    beginning = next;
    legs.forEach(PlayerLeg::enter);
    next.start();
  }

  /** Sends nothing until {@link #play} is called again; that begins anew. */
  public void pause() {
    if (state != State.OVER) {
      stopSending();
      state = State.IDLE;
    }
  }

  /**
   * Takes a compound that the player sent for a track; the bytes are lent.
   *
   * @return whether it is RTCP, and so a sign of life
   */
  public boolean rtcp(int trackId, byte[] buffer, int offset, int length) {
    List<RtcpPacket> packets = RtcpCompound.parse(buffer, offset, length);
    PlayerLeg leg = leg(trackId);
    if (leg != null) {
      packets.forEach(packet -> told(leg, packet));
    }
    return !packets.isEmpty();
  }

  /** What it is sent first ends this wait. */
  public void measured(PlayStart wait) {
    start = wait;
  }

  /** A leg sends for the first time: the wait is over with pictures, or with what there is. */
  void begun(PlayerLeg leg) {
    if (leg.video() || legs.stream().noneMatch(PlayerLeg::video)) {
      start.sent(lane.nanoTime());
    }
  }

  /** The connection takes bytes again, or does not for now. */
  public void writable(boolean now) {
    if (now && state == State.PLAYING) {
      askIfWaiting();
    }
  }

  /** Whether it has been told to play and has neither paused nor ended. */
  public boolean playing() {
    return state != State.IDLE && state != State.OVER;
  }

  /**
   * Stops for good; nothing is sent and nothing told any more. The presentation stays open.
   * Idempotent.
   */
  public void close() {
    if (state == State.OVER) {
      return;
    }
    stopSending();
    state = State.OVER;
    if (listening) {
      presentation.stream().unlisten(streamListener);
    }
  }

  /** What the player has got. */
  public PlayerSnapshot snapshot() {
    Map<Integer, PlayerSnapshot.Media> all = new TreeMap<>(before);
    legs.forEach(leg -> all.put(leg.trackId(), numbers(leg)));
    return new PlayerSnapshot(List.copyOf(all.values()));
  }

  /** The same by tracks. */
  public List<TrackTraffic> traffic() {
    List<PlayTrack> offered = presentation.tracks();
    List<TrackTraffic> all = new ArrayList<>();
    for (PlayerSnapshot.Media media : snapshot().tracks()) {
      all.add(
          new TrackTraffic(
              offered.get(media.trackId()).track(),
              media.packets(),
              media.bytes(),
              media.skipped(),
              media.lost(),
              media.roundTripMillis()));
    }
    return all;
  }

  /** Unsent bytes above which pieces are left out; sound holds out longer than pictures. */
  long limitBytes(boolean video) {
    return limit.bytes(video);
  }

  /** Unsent bytes below which a player that was behind is sent pictures again. */
  long resumeBytes() {
    return limit.resumeBytes();
  }

  /** Whether what was kept is still on its way to the player. */
  boolean isCatchingUp() {
    return state == State.CATCHING_UP;
  }

  /** A leg has collected something. */
  void collected(PlayerLeg leg) {
    Beginning now = beginning;
    if (now != null) {
      now.look();
    }
  }

  /** A packet that came while the player catches up. */
  void queue(PlayerLeg leg, RtpPacket packet) {
    Backlog queue = backlog;
    if (queue != null) {
      queue.add(leg, packet);
    }
  }

  /** All that is needed to begin is there, and the server has been told of it. */
  void begin(Backlog queue) {
    beginning = null;
    presentation.taken();
    if (state != State.BEGINNING) {
      return;
    }
    state = State.CATCHING_UP;
    backlog = queue;
    sendReports(false);
    long unsent = unsentBytes();
    queue.send(this::caughtUp);
    limit.begun(unsentBytes() - unsent);
  }

  /** About once a second. */
  void tick() {
    long bitsPerSecond = 0;
    for (PlayerLeg leg : legs) {
      bitsPerSecond += leg.relay().bitsPerSecond();
    }
    limit.tick(bitsPerSecond, unsentBytes());
    Beginning now = beginning;
    if (now != null) {
      now.askAgain();
    } else {
      askIfWaiting();
    }
  }

  void legEnded(PlayerLeg leg, EndReason reason) {
    if (playing() && reason.failure() && legs.stream().allMatch(PlayerLeg::isOver)) {
      finish(reason);
    }
  }

  private void caughtUp() {
    Backlog queue = backlog;
    if (state == State.CATCHING_UP && queue != null) {
      legs.forEach(leg -> leg.relay().settle());
      queue.sendAll();
      backlog = null;
      state = State.PLAYING;
      legs.stream().filter(leg -> !leg.isOver()).forEach(PlayerLeg::goLive);
    }
  }

  private PlayerSnapshot.Media numbers(PlayerLeg leg) {
    return leg.numbers(before.getOrDefault(leg.trackId(), NOTHING));
  }

  private void askIfWaiting() {
    long nowNanos = lane.nanoTime();
    if (nowNanos - askedNanos < ASK_AGAIN_NANOS || unsentBytes() > limit.resumeBytes()) {
      return;
    }
    for (PlayerLeg leg : legs) {
      if (leg.isWaitingForKey()) {
        askedNanos = nowNanos;
        leg.relay().askKeyFrame();
      }
    }
  }

  private long unsentBytes() {
    long most = 0; // of one connection, or of the worst of several
    for (PlayerLeg leg : legs) {
      most = Math.max(most, leg.unsentBytes());
    }
    return most;
  }

  private void told(PlayerLeg leg, RtcpPacket packet) {
    switch (packet) {
      case RtcpPacket.ReceiverReport report -> reported(leg, report.reports());
      case RtcpPacket.SenderReport report -> reported(leg, report.reports());
      case RtcpPacket.Pli _, RtcpPacket.Fir _ -> leg.relay().askKeyFrame();
      case RtcpPacket.Bye _, RtcpPacket.SourceDescription _, RtcpPacket.Nack _ -> {}
      case RtcpPacket.Remb _, RtcpPacket.TransportFeedback _, RtcpPacket.Unknown _ -> {}
    }
  }

  private void reported(PlayerLeg leg, List<RtcpPacket.ReportBlock> blocks) {
    for (RtcpPacket.ReportBlock block : blocks) {
      if (block.ssrc() == leg.relay().numbering().ssrc()) {
        leg.reported(block, lane.nanoTime());
      }
    }
  }

  private void sendReports(boolean bye) {
    for (PlayerLeg leg : legs) {
      Reports reports = leg.relay().reports();
      if (reports.begun()) {
        leg.sendReport(reports.out(), reports.write(lane.nanoTime(), bye));
      }
    }
  }

  private PlayerLeg leg(int trackId, Way way) {
    PlayTrack offered = presentation.tracks().get(trackId);
    Numbering numbering = presentation.numbering(trackId);
    if (numbering == null) {
      throw new IllegalStateException("a track that was set up is not there");
    }
    return new PlayerLeg(this, offered, way, shared.relay(offered.track(), numbering));
  }

  private @Nullable PlayerLeg leg(int trackId) {
    for (PlayerLeg leg : legs) {
      if (leg.trackId() == trackId) {
        return leg;
      }
    }
    return null;
  }

  private void stopSending() {
    if (!playing()) {
      return;
    }
    Beginning unfinished = beginning;
    beginning = null;
    if (unfinished != null) {
      unfinished.cancel();
    }
    if (backlog != null) {
      backlog.cancel();
      backlog = null;
    }
    for (PlayerLeg leg : legs) {
      leg.leave();
      before.put(leg.trackId(), numbers(leg));
    }
    legs = List.of();
    shared.leave(this);
  }

  private void happened(MediaStream stream, StreamEvent event) {
    if (event instanceof StreamEvent.Ended end) {
      lane.execute(() -> finish(end.reason()));
    }
  }

  /** Says BYE and closes itself as if the stream had ended, and tells so. */
  public void finish(EndReason reason) {
    if (state == State.OVER) {
      return;
    }
    Beginning unfinished = beginning;
    if (unfinished != null) {
      beginning = null;
      unfinished.giveUp();
    }
    if (state == State.OVER) {
      return; // by whom that was told to
    }
    if (backlog != null) {
      backlog.sendAll();
    }
    sendReports(true);
    close();
    endListener.accept(reason);
  }

  private enum State {
    IDLE,
    BEGINNING,
    CATCHING_UP,
    PLAYING,
    OVER
  }
}
