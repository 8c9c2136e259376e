package org.wcs.rtsp.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.unit.RtpPacket;

/**
 * Waits until a player can begin: for what the feeds have kept, a key frame, and the sound that
 * belongs to it. Then tells with what each track begins and hands over what is to be sent first. On
 * the player's lane, once.
 */
final class Beginning implements Lane.Flushable {

  /** No track is waited for longer than this before the others begin. */
  private static final long JOIN_NANOS = 1_000_000_000L;

  /** Sound that has not come so long after the picture is not waited for. */
  private static final long SOUND_NANOS = 500_000_000L;

  private static final long LOOK_NANOS = 100_000_000L;

  /** Sound alone begins with so much of the past. */
  private static final long SOUND_ALONE_NANOS = 100_000_000L;

  private final Player player;
  private final List<PlayerLeg> legs;
  private final RtspConfig.Delivery delivery;
  private final Consumer<List<TrackStart>> ready;
  private final Lane lane;
  private boolean over;
  private boolean lookAsked;
  private long startedNanos;
  private long pictureNanos = -1; // when the key frame was there

  Beginning(
      Player player,
      List<PlayerLeg> legs,
      RtspConfig.Delivery delivery,
      Consumer<List<TrackStart>> ready) {
    this.player = player;
    this.legs = legs;
    this.delivery = delivery;
    this.ready = ready;
    this.lane = legs.getFirst().relay().lane();
  }

  void start() {
    startedNanos = lane.nanoTime();
    lane.schedule(LOOK_NANOS, this::lookLater);
    look();
  }

  /** The player has paused or gone. */
  void cancel() {
    over = true;
  }

  /** The stream has ended: there is nothing to begin with. */
  void giveUp() {
    over = true;
    ready.accept(List.of());
  }

  /** Looks at the end of this drain whether all is there. */
  void look() {
    if (!over && !lookAsked) {
      lookAsked = true;
      lane.flushAfterDrain(this);
    }
  }

  /** Asks for what has not come. */
  void askAgain() {
    PlayerLeg picture = picture();
    if (picture != null && picture.collected().isEmpty()) {
      picture.relay().askKeyFrame();
    }
  }

  @Override
  public void flush() {
    lookAsked = false;
    if (!over && complete(lane.nanoTime())) {
      over = true;
      begin();
    }
  }

  private void lookLater() {
    if (!over) {
      lane.schedule(LOOK_NANOS, this::lookLater);
      look();
    }
  }

  private boolean complete(long nowNanos) {
    long waited = nowNanos - startedNanos;
    if (waited >= delivery.playWait().toNanos()) {
      return true;
    }
    if (waited < JOIN_NANOS && !legs.stream().allMatch(PlayerLeg::isJoined)) {
      return false;
    }
    PlayerLeg picture = picture();
    if (picture == null) {
      return legs.stream().anyMatch(leg -> !leg.collected().isEmpty());
    }
    if (picture.collected().isEmpty()) {
      pictureNanos = -1;
      return false;
    }
    pictureNanos = pictureNanos < 0 ? nowNanos : pictureNanos;
    return nowNanos - pictureNanos >= SOUND_NANOS || soundIsThere(picture);
  }

  private boolean soundIsThere(PlayerLeg picture) {
    long fromNanos = firstNanos(picture);
    for (PlayerLeg leg : legs) {
      RtpPacket newest = leg.collected().peekLast();
      boolean there = newest != null && new TrackClock(leg.track()).nanos(newest) >= fromNanos;
      if (leg != picture && !leg.isOver() && !there) {
        return false;
      }
    }
    return true;
  }

  private @Nullable PlayerLeg picture() {
    for (PlayerLeg leg : legs) {
      if (leg.video() && !leg.isOver()) {
        return leg;
      }
    }
    return null;
  }

  private static long firstNanos(PlayerLeg leg) {
    return new TrackClock(leg.track()).nanos(leg.collected().getFirst());
  }

  private void begin() {
    legs.forEach(leg -> leg.relay().settle());
    trim();
    List<TrackStart> starts = new ArrayList<>();
    Backlog backlog = new Backlog(lane);
    for (PlayerLeg leg : legs) {
      RtpPacket first = leg.collected().peekFirst();
      if (first != null) {
        Numbering numbering = leg.relay().numbering();
        long time = numbering.timestamp(first.pts()) & 0xFFFF_FFFFL;
        starts.add(new TrackStart(leg.trackId(), numbering.sequence(first), time));
        leg.relay().reports().begin(first);
      }
      leg.begun(first != null);
    }
    legs.forEach(leg -> backlog.collect(leg, List.copyOf(leg.collected())));
    legs.forEach(leg -> leg.collected().clear());
    backlog.inOrder();
    ready.accept(starts);
    player.begin(backlog);
  }

  /** Sound from before the first picture goes, and pictures that are too many for a start. */
  private void trim() {
    PlayerLeg picture = picture();
    boolean pictures = picture != null && !picture.collected().isEmpty();
    long from = Long.MIN_VALUE;
    if (picture != null && pictures) {
      from = firstNanos(picture);
      if (picture.interleaved() && octets(picture) > delivery.queue().maxUnsentBytes()) {
        picture.collected().clear(); // the next group will do
        from = Long.MIN_VALUE;
        pictures = false;
      }
    }
    for (PlayerLeg leg : legs) {
      if (!leg.video() && !leg.collected().isEmpty()) {
        long newest = new TrackClock(leg.track()).nanos(leg.collected().getLast());
        dropBefore(leg, pictures ? from : newest - SOUND_ALONE_NANOS);
      }
    }
  }

  private static long octets(PlayerLeg leg) {
    long sum = 0;
    for (RtpPacket packet : leg.collected()) {
      sum += Numbering.length(packet);
    }
    return sum;
  }

  private static void dropBefore(PlayerLeg leg, long fromNanos) {
    TrackClock clock = new TrackClock(leg.track());
    while (!leg.collected().isEmpty() && clock.nanos(leg.collected().getFirst()) < fromNanos) {
      leg.collected().removeFirst();
    }
  }
}
