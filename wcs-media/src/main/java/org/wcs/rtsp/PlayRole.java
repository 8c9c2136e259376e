package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.egress.PlayTrack;
import org.wcs.rtsp.egress.Player;
import org.wcs.rtsp.egress.PlayerSnapshot;
import org.wcs.rtsp.egress.TrackStart;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.wire.RtpInfo;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRange;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.stream.Course;
import org.wcs.stream.EndReason;
import org.wcs.stream.PlayStarts;

/**
 * A session that plays a stream: the tracks that the client has set up, all of them or one by one.
 * The numbers of a track are the same for all players, so that one that begins anew with other
 * tracks goes on with those it had. On its lane.
 */
final class PlayRole implements SessionRole {

  private static final PlayerSnapshot NOTHING = new PlayerSnapshot(List.of());

  private final ServerParts parts;
  private final ServerSession session;
  private final ServerOffer offer;
  private final SessionLegs<Playing> legs;
  private final Set<Integer> active = new TreeSet<>();
  private final Map<Integer, TrackStart> starts = new LinkedHashMap<>();
  private @Nullable Player player;
  private @Nullable ServerAnswer awaited; // of a PLAY that waits for its first packets
  private final long startedNanos;
  private boolean begun; // it has played
  private long packetsBefore;
  private long bytesBefore;
  private long skippedBefore;
  private long reportedNanos = Long.MIN_VALUE;
  private long takenNanos = Long.MIN_VALUE;
  private long lastSent;
  private long lastUnsent;

  PlayRole(ServerParts parts, ServerSession session, ServerOffer offer) {
    this.parts = parts;
    this.session = session;
    this.offer = offer;
    this.startedNanos = session.lane().nanoTime();
    this.legs = new SessionLegs<>(session, parts.config().session().maxTracks());
  }

  @Override
  public void setup(Setup setup) {
    List<PlayTrack> tracks = offer.presentation().tracks();
    int wanted = setup.target().track();
    if (wanted < 0 && tracks.size() > 1) {
      setup.outcome().refused(RtspStatus.AGGREGATE_NOT_ALLOWED);
      return;
    }
    PlayTrack track =
        tracks.stream().filter(each -> wanted < 0 || each.id() == wanted).findFirst().orElse(null);
    if (track == null || !offer.live(parts)) {
      setup.outcome().refused(RtspStatus.NOT_FOUND);
    } else if (active.contains(track.id())) {
      setup.outcome().refused(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else if (legs.full()) {
      setup.outcome().refused(RtspStatus.SERVICE_UNAVAILABLE);
    } else {
      legs.open(track.id(), setup, false, new Playing(track));
    }
  }

  @Override
  public void play(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    List<Integer> ids = ids(target);
    if (ids.isEmpty()) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else if (!offer.live(parts)) {
      answer.refuse(EndReason.NOT_FOUND);
    } else if (active.addAll(ids)) {
      awaited = answer;
      start(
          () -> {
            awaited = null;
            answer.ok(facts(request));
          });
    } else {
      answer.ok(facts(request));
    }
  }

  @Override
  public void record(ServerAnswer answer) {
    answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
  }

  @Override
  public void pause(ServerTarget target, ServerAnswer answer) {
    List<Integer> ids = ids(target);
    if (ids.isEmpty()) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
      return;
    }
    if (active.removeAll(ids)) {
      restart();
      session.changed();
    }
    answer.ok();
  }

  @Override
  public boolean teardownTrack(RtspRequest request, ServerTarget target) {
    SessionLeg<Playing> leg = legs.remove(target.track());
    if (leg == null) {
      return false;
    }
    if (active.remove(target.track())) {
      restart();
    }
    leg.close();
    return true;
  }

  @Override
  public boolean empty() {
    return legs.empty();
  }

  @Override
  public boolean outlivesConnection() {
    return legs.udp();
  }

  @Override
  public long aliveNanos() {
    return Math.max(reportedNanos, takenNanos);
  }

  @Override
  public void writable(boolean now) {
    if (player != null) {
      player.writable(now);
    }
  }

  @Override
  public void tick(long nowNanos, long bytes) {
    long unsent = unsentBytes();
    boolean takes = unsent == 0 ? bytes > lastSent : unsent < lastUnsent;
    lastSent = bytes;
    lastUnsent = unsent;
    if (takes && !outlivesConnection()) {
      takenNanos = nowNanos; // some players by TCP say nothing
    }
  }

  @Override
  public RtspSnapshot.Stream snapshot() {
    Player now = player;
    PlayerSnapshot numbers = now == null ? NOTHING : now.snapshot();
    return new RtspSnapshot.Stream(
        offer.request().mediaSessionId(),
        offer.request().streamName(),
        false,
        packetsBefore + numbers.packets(),
        bytesBefore + numbers.bytes(),
        skippedBefore + numbers.skipped(),
        outlivesConnection() ? ServerSession.UDP : ServerSession.TCP,
        new Course(
            startedNanos, begun && active.isEmpty(), now == null ? List.of() : now.traffic()));
  }

  private long unsentBytes() {
    long most = 0;
    for (SessionLeg<Playing> leg : legs.all()) {
      if (leg.way() instanceof Way.Interleaved interleaved) {
        most = Math.max(most, interleaved.connection().unsentBytes());
      }
    }
    return most;
  }

  @Override
  public void end(EndReason reason, boolean lost) {
    legs.end();
    stop();
    ServerAnswer waiting = awaited;
    if (waiting != null) {
      waiting.status(RtspStatus.SESSION_NOT_FOUND);
    }
    legs.close();
    offer.close(reason);
  }

  @Override
  public void terminate(EndReason reason) {
    Player now = player;
    if (now == null || !now.playing()) {
      session.played(reason);
    } else {
      now.finish(reason);
    }
  }

  /** The tracks that are meant; empty if nothing of that is set up. */
  private List<Integer> ids(ServerTarget target) {
    if (target.track() < 0) {
      return legs.ids();
    }
    return legs.get(target.track()) != null ? List.of(target.track()) : List.of();
  }

  private void restart() {
    if (active.isEmpty()) {
      stop();
    } else {
      start(() -> {});
    }
  }

  /** Plays what is active; {@code ready} is called before the first packet. */
  private void start(Runnable ready) {
    stop();
    Player next = new Player(parts.egress(), offer.presentation(), session.lane());
    player = next;
    PlayStarts waits = parts.common().hub().starts();
    next.measured(waits.asked(PlayStarts.Way.RTSP, session.lane().nanoTime()));
    active.forEach(id -> next.setup(id, way(id)));
    next.play(
        facts -> {
          facts.forEach(each -> starts.put(each.trackId(), each));
          begun = true;
          offer.playing();
          ready.run();
          session.changed();
        },
        reason -> ended(next, reason));
  }

  private void stop() {
    Player last = player;
    player = null;
    starts.clear();
    if (last != null) {
      PlayerSnapshot numbers = last.snapshot();
      last.close();
      packetsBefore += numbers.packets();
      bytesBefore += numbers.bytes();
      skippedBefore += numbers.skipped();
    }
  }

  private Way way(int id) {
    SessionLeg<Playing> leg = legs.get(id);
    Way way = leg == null ? null : leg.way();
    if (way == null) {
      throw new IllegalStateException("track " + id + " is not set up");
    }
    return way;
  }

  private void ended(Player which, EndReason reason) {
    if (!legs.over() && which == player) {
      session.played(reason);
    }
  }

  private RtspHeaders facts(RtspRequest request) {
    List<RtpInfo.Entry> entries = new ArrayList<>();
    for (int id : active) {
      TrackStart start = starts.get(id);
      SessionLeg<Playing> leg = legs.get(id);
      if (start != null && leg != null) {
        entries.add(new RtpInfo.Entry(leg.url(), start.sequence(), start.rtpTime()));
      }
    }
    RtspHeaders.Builder head = RtspHeaders.builder().add("Range", RtspRange.NOW.text());
    if (request.header("Scale") != null) {
      head.add("Scale", "1.0");
    }
    if (!entries.isEmpty()) {
      head.add("RTP-Info", new RtpInfo(entries).text());
    }
    return head.build();
  }

  /** One track for the client. */
  private final class Playing implements SessionLeg.Use {

    private final PlayTrack track;

    Playing(PlayTrack track) {
      this.track = track;
    }

    @Override
    public RtspTransport answer(RtspTransport chosen) {
      return chosen.withSsrc(track.ssrc());
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length) {
      parts.strangers().increment();
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
      Player now = player;
      if (now == null || now.rtcp(track.id(), buffer, offset, length)) {
        reportedNanos = session.lane().nanoTime();
      }
    }
  }
}
