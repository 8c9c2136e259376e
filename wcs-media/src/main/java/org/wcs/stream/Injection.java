package org.wcs.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.Codec;

/**
 * Puts the content of other tracks in the place of what a stream's publisher sends, until it is
 * stopped or one of them ends. Readers notice nothing but another picture and sound: tracks,
 * numbers and clocks go on. The publisher's own units are left out meanwhile.
 *
 * <p>All tracks change together: when the first key frame of the guest has come, or when patience
 * is at its end; then video stands still until the key frame comes. The way back is the same.
 *
 * <p>Made and stopped on any thread; everything else happens on the stream's lane.
 */
public final class Injection {

  private final MediaStream target;
  private final Map<Codec.Kind, Track> guests;
  private final long patienceNanos;
  private final Runnable over;
  private final Lane lane;
  private final List<Splice<?>> splices = new ArrayList<>();
  private final StreamListener listener = this::heard;
  private Phase phase = Phase.COMING;
  private Lane.@Nullable Timer timer;

  private enum Phase {
    COMING,
    ON,
    LEAVING,
    OVER
  }

  private Injection(
      MediaStream target, Map<Codec.Kind, Track> guests, long patienceNanos, Runnable over) {
    this.target = target;
    this.guests = Map.copyOf(guests);
    this.patienceNanos = patienceNanos;
    this.over = over;
    this.lane = target.lane();
  }

  /**
   * Starts.
   *
   * @param target the stream; all its tracks are written on its own lane
   * @param guests for each track of the stream one of the same codec
   * @param patienceNanos how long the former picture stays while a key frame is waited for;
   *     negative: until it comes
   * @param over called once when the stream is its publisher's again or has ended
   * @throws IllegalArgumentException if a track has no guest, or one that it cannot carry
   */
  public static Injection start(
      MediaStream target, Map<Codec.Kind, Track> guests, long patienceNanos, Runnable over) {
    for (Track track : target.tracks()) {
      Track guest = guests.get(track.codec().kind());
      if (guest == null || guest.codec().clockRate() != track.codec().clockRate()) {
        throw new IllegalArgumentException(track.codec() + " cannot carry the guest's content");
      }
    }
    Injection injection = new Injection(target, guests, patienceNanos, over);
    injection.lane.execute(injection::begin);
    target.listen(injection.listener);
    return injection;
  }

  /** Gives the stream back to its publisher; no effect the second time. Any thread. */
  public void stop() {
    lane.execute(this::leave);
  }

  private void begin() {
    if (phase == Phase.OVER) {
      return;
    }
    for (Track track : target.tracks()) {
      Splice<?> splice = track.splice();
      Injection former = splice.injection();
      if (former != null) {
        former.finish();
      }
      splices.add(splice);
    }
    await(this::admit);
    for (Splice<?> splice : List.copyOf(splices)) {
      Track guest = guests.get(splice.mediaKind());
      if (guest != null && phase != Phase.OVER) {
        splice.invite(this, guest);
      }
    }
  }

  private void heard(MediaStream stream, StreamEvent event) {
    if (event instanceof StreamEvent.Ended) {
      finish();
    }
  }

  private void leave() {
    switch (phase) {
      case COMING -> finish();
      case ON -> {
        phase = Phase.LEAVING;
        await(this::finish);
        splices.forEach(Splice::awaitPublisher);
      }
      case LEAVING, OVER -> {}
    }
  }

  /** The guest has sent something that readers can begin with. */
  void guestIsReady(Splice<?> splice) {
    if (phase == Phase.COMING && leads(splice)) {
      admit();
    }
  }

  /** The publisher has sent something that readers can begin with. */
  void publisherIsBack(Splice<?> splice) {
    if (phase == Phase.LEAVING && leads(splice)) {
      finish();
    }
  }

  /** A track of the guest has ended. */
  void guestHasLeft() {
    finish();
  }

  /** The pictures have another size. */
  void resized(Track track) {
    target.tell(new StreamEvent.Resized(track.width(), track.height()));
  }

  private void admit() {
    if (phase == Phase.COMING) {
      phase = Phase.ON;
      cancelTimer();
      splices.forEach(Splice::admit);
      tellSizes();
    }
  }

  private void finish() {
    if (phase == Phase.OVER) {
      return;
    }
    phase = Phase.OVER;
    cancelTimer();
    splices.forEach(Splice::dismiss);
    tellSizes();
    target.unlisten(listener);
    over.run();
  }

  private void tellSizes() {
    for (Splice<?> splice : splices) {
      if (splice.resized()) {
        resized(splice.track());
      }
    }
  }

  /** Video decides; without it the first sound does. */
  private boolean leads(Splice<?> splice) {
    return splice.mediaKind() == Codec.Kind.VIDEO || target.track(Codec.Kind.VIDEO).isEmpty();
  }

  private void await(Runnable task) {
    cancelTimer();
    if (patienceNanos >= 0) {
      timer = lane.schedule(patienceNanos, task);
    }
  }

  private void cancelTimer() {
    Lane.Timer last = timer;
    timer = null;
    if (last != null) {
      last.cancel();
    }
  }
}
