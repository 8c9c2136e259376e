package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.flv.FlvWriter;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.PlayStart;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;

/**
 * Sends one stream to one connection, to a player or as a push. It begins with what the fan-outs
 * have kept, pictures and sound in the order of their timestamps. On the connection's lane.
 */
final class Player {

  /** No leg is waited for longer than this before the others begin. */
  private static final long JOIN_NANOS = 1_000_000_000L;

  /** From so many on, sound and pictures leave together; fewer get everything at once. */
  private static final int MANY_VIEWERS = 32;

  private static final int MOST_PENDING = 4_096;

  /** Pictures first: time begins with their key frame, not with the sound kept from before it. */
  private static final List<Codec.Kind> KINDS = List.of(Codec.Kind.VIDEO, Codec.Kind.AUDIO);

  /** Sound without pictures begins with that much of the past, so that players have a reserve. */
  private static final long SOUND_ALONE_MILLIS = 500;

  private static final long ASK_AGAIN_NANOS = 2_000_000_000L;

  private final RtmpConnection connection;
  private final MediaStream stream;
  private final int streamId;
  private final Delivery delivery;
  private final Owner owner;
  private final StreamListener listener = this::happened;
  private final List<PlayerLeg> legs = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final SoundGate gate = new SoundGate();
  private boolean attached;
  private boolean running;
  private boolean over;
  private boolean paused;
  private boolean merging; // sound waits for pictures
  private int limitBytes;
  private long startBytes; // what the beginning added to the unsent bytes, until that is gone
  private long askedNanos;
  private List<TrackTraffic> before = List.of(); // until it paused last

  Player(
      RtmpConnection connection, MediaStream stream, int streamId, Delivery delivery, Owner owner) {
    this.connection = connection;
    this.stream = stream;
    this.streamId = streamId;
    this.delivery = delivery;
    this.owner = owner;
    this.limitBytes = delivery.config().minUnsentBytes();
  }

  MediaStream stream() {
    return stream;
  }

  Lane lane() {
    return connection.lane();
  }

  /**
   * Finds the tracks; {@link #begin} then sends them.
   *
   * @return why the stream cannot be played, null if it can
   */
  @Nullable EndReason prepare() {
    List<Rendition.Ready> found = new ArrayList<>();
    for (Codec.Kind kind : KINDS) {
      Rendition rendition = delivery.renditions().find(stream, kind, delivery.wishes().of(kind));
      switch (rendition) {
        case Rendition.Ready ready when FlvWriter.supports(ready.track().codec()) ->
            found.add(ready);
        case Rendition.Ready _ -> {
          return EndReason.NO_COMMON_CODECS;
        }
        case Rendition.Absent _ -> {}
        case Rendition.Impossible impossible -> {
          return impossible.reason();
        }
      }
    }
    attached = true;
    stream.attach();
    found.forEach(ready -> legs.add(leg(ready)));
    return null;
  }

  /** Sends from now on; the end is told to the owner. */
  void begin() {
    stream.listen(listener);
    enter();
  }

  /** The tracks that are sent. */
  List<Track> tracks() {
    return legs.stream().map(PlayerLeg::track).toList();
  }

  /** Stops or goes on; going on begins like a new player. */
  void pause(boolean now) {
    if (paused == now || over) {
      return;
    }
    paused = now;
    gate.clear();
    if (!now) {
      restart();
    }
  }

  /** Switches one kind of media on or off. */
  void want(Codec.Kind kind, boolean wanted) {
    for (PlayerLeg leg : legs) {
      if (leg.track().codec().kind() == kind) {
        leg.wanted(wanted);
      }
    }
  }

  /** Lets go of the stream; nothing is sent any more. Idempotent. */
  void stop() {
    if (over) {
      return;
    }
    over = true;
    pending.clear();
    gate.clear();
    for (PlayerLeg leg : legs) {
      leg.leave();
      delivery.fanOuts().letGo(leg.track(), streamId, leg.fanOut());
    }
    if (attached) {
      stream.unlisten(listener);
      stream.detach();
    }
  }

  /** About once a second: how much may wait follows from the bit rate. */
  void tick(long nowNanos) {
    long bitsPerSecond = 0;
    boolean waiting = false;
    boolean pictures = false;
    for (PlayerLeg leg : legs) {
      bitsPerSecond += leg.fanOut().bitsPerSecond();
      waiting |= leg.video() && leg.isJoined() && leg.isWaitingForKey();
      pictures |= leg.video();
    }
    merging = pictures && !waiting && stream.viewers() >= MANY_VIEWERS;
    gate.open(connection);
    RtmpConfig.Delivery config = delivery.config();
    long bytes =
        bitsPerSecond == 0
            ? config.maxUnsentBytes() >> 1
            : bitsPerSecond / 8 * config.maxDelay().toMillis() / 1_000;
    limitBytes = Math.clamp(bytes, config.minUnsentBytes(), config.maxUnsentBytes());
    if (connection.unsentBytes() <= limitBytes) {
      startBytes = 0;
    }
    boolean ready = running && !paused && connection.unsentBytes() <= resumeBytes();
    if (waiting && ready && nowNanos - askedNanos >= ASK_AGAIN_NANOS) {
      askedNanos = nowNanos;
      legs.forEach(leg -> leg.fanOut().askKeyFrame());
    }
  }

  /** Unsent bytes above which messages are left out; sound holds out longer than pictures. */
  long limitBytes(boolean video) {
    long most = delivery.config().maxUnsentBytes();
    long limit = Math.min(startBytes + limitBytes, most + (most >> 1));
    return video ? limit : limit + (limitBytes >> 2);
  }

  /** Unsent bytes below which a slow player is sent pictures again. */
  int resumeBytes() {
    return limitBytes >> 2;
  }

  /** Messages sent. */
  long messages() {
    return traffic().stream().mapToLong(TrackTraffic::units).sum();
  }

  /** Bytes of these. */
  long bytes() {
    return traffic().stream().mapToLong(TrackTraffic::octets).sum();
  }

  /** Messages left out because the player was behind, or waited for a key frame. */
  long skipped() {
    return traffic().stream().mapToLong(TrackTraffic::skipped).sum();
  }

  /** All that by tracks. */
  List<TrackTraffic> traffic() {
    List<TrackTraffic> now = new ArrayList<>(legs.size());
    for (int i = 0; i < legs.size(); i++) {
      TrackTraffic leg = legs.get(i).traffic();
      now.add(i < before.size() ? leg.plus(before.get(i)) : leg);
    }
    return now;
  }

  /** A leg came in. */
  void joined(PlayerLeg leg, List<FanMessage> kept) {
    if (over) {
      return;
    }
    if (running) { // the others did not wait for it
      kept.forEach(message -> leg.send(connection, message));
      return;
    }
    kept.forEach(message -> pending.add(new Pending(leg, message)));
    if (legs.stream().allMatch(PlayerLeg::isJoined)) {
      run();
    }
  }

  /** A message of a leg. */
  void message(PlayerLeg leg, FanMessage message) {
    if (over || paused) {
      return;
    }
    if (running) {
      send(leg, message);
    } else if (pending.size() < MOST_PENDING) {
      pending.add(new Pending(leg, message));
    } else {
      leg.lost(1);
    }
  }

  private void send(PlayerLeg leg, FanMessage message) {
    if (merging && !leg.video()) {
      gate.hold(leg, connection, message);
    } else {
      gate.open(connection);
      leg.send(connection, message);
    }
  }

  /** A leg sends for the first time: the wait is over with pictures, or with what there is. */
  void begun(PlayerLeg leg) {
    if (leg.video() || legs.stream().noneMatch(PlayerLeg::video)) {
      delivery.start().sent(lane().nanoTime());
    }
  }

  /** A track is over; if that is the whole stream, the stream tells. */
  void legEnded(PlayerLeg leg, EndReason reason) {
    if (!over && reason.failure() && legs.stream().allMatch(PlayerLeg::gone)) {
      owner.ended(this, reason);
    }
  }

  private PlayerLeg leg(Rendition.Ready ready) {
    return new PlayerLeg(
        this, ready.track(), delivery.fanOuts().hold(stream, ready.track(), streamId));
  }

  private void enter() {
    running = legs.isEmpty();
    for (PlayerLeg leg : List.copyOf(legs)) {
      leg.fanOut().join(leg);
    }
    if (!running) {
      lane().schedule(JOIN_NANOS, this::runAnyway);
    }
  }

  private void restart() {
    List<PlayerLeg> old = List.copyOf(legs);
    before = traffic();
    legs.clear();
    pending.clear();
    for (PlayerLeg leg : old) {
      leg.leave();
      RtmpFanOut fanOut = delivery.fanOuts().hold(stream, leg.track(), streamId);
      delivery.fanOuts().letGo(leg.track(), streamId, leg.fanOut());
      legs.add(new PlayerLeg(this, leg.track(), fanOut));
    }
    enter();
  }

  private void runAnyway() {
    if (!running && !over) {
      run();
    }
  }

  /** Sends what was kept: from the first key frame on, sound beside the pictures. */
  private void run() {
    running = true;
    pending.sort(Comparator.comparingLong(each -> each.message().millis()));
    if (bytes(beginning()) > delivery.config().maxUnsentBytes()) {
      pending.removeIf(each -> each.leg().video()); // too much for a start: the next group will do
    }
    long from = beginning();
    long before = connection.unsentBytes();
    for (Pending each : pending) {
      if (each.message().millis() >= from && !paused) {
        each.leg().begin(connection, each.message());
      }
    }
    pending.clear();
    tick(lane().nanoTime());
    startBytes = connection.unsentBytes() - before;
  }

  private long bytes(long from) {
    long sum = 0;
    for (Pending each : pending) {
      sum += each.message().millis() >= from ? each.message().chunks().length() : 0;
    }
    return sum;
  }

  private long beginning() {
    long newest = Long.MIN_VALUE;
    for (Pending each : pending) {
      if (each.leg().video() && each.message().key()) {
        return each.message().millis();
      }
      newest = each.message().millis();
    }
    return pending.isEmpty() ? newest : newest - SOUND_ALONE_MILLIS;
  }

  private void happened(MediaStream source, StreamEvent event) {
    switch (event) {
      case StreamEvent.Ended end -> lane().execute(() -> streamEnded(end.reason()));
      case StreamEvent.Resized _ -> lane().execute(this::resized);
      case StreamEvent.Started _, StreamEvent.Muted _, StreamEvent.Data _ -> {}
    }
  }

  private void resized() {
    if (!over) {
      owner.resized(this);
    }
  }

  private void streamEnded(EndReason reason) {
    if (!over) {
      gate.open(connection);
      owner.ended(this, reason);
    }
  }

  private record Pending(PlayerLeg leg, FanMessage message) {}

  /** Whose player it is. */
  interface Owner {
    /** The stream, or all that is played of it, has ended. On the player's lane, at most once. */
    void ended(Player player, EndReason reason);

    /** The pictures have another size. On the player's lane. */
    void resized(Player player);
  }

  /**
   * How streams go out.
   *
   * @param wishes what the receiver can take
   * @param start ends with what is sent first
   */
  record Delivery(
      Renditions renditions,
      FanOuts fanOuts,
      RtmpConfig.Delivery config,
      Wishes wishes,
      PlayStart start) {}
}
