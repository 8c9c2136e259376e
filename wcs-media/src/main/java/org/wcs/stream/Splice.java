package org.wcs.stream;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/**
 * Decides whose units a track carries, its publisher's or a guest's, and has their numbers and
 * times go on without a gap. Where one follows the other, video begins with a key frame. On the
 * publisher's lane.
 */
final class Splice<U extends MediaUnit> {

  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Track track;
  private final Feed<U> feed;
  private final Function<Track, Feed<U>> feedOf;
  private final Consumer<U> readers;
  private final Class<U> kind;
  private final Renumbering<U> renumbering;
  private final SpliceLine line;
  private final Lane lane;
  private Track.@Nullable ClockReading publisherReading;
  private Track.@Nullable ClockReading told;
  private int publisherWidth;
  private int publisherHeight;
  private @Nullable Injection injection;
  private @Nullable Track guest;
  private @Nullable Subscription subscription;
  private boolean guestOn;
  private boolean beginning;
  private boolean asked;
  private long askedNanos;

  private Splice(
      Track track,
      @Nullable U newest,
      Function<Track, Feed<U>> feedOf,
      Consumer<U> readers,
      Class<U> kind,
      Renumbering<U> renumbering) {
    this.track = track;
    this.feed = feedOf.apply(track);
    this.feedOf = feedOf;
    this.readers = readers;
    this.kind = kind;
    this.renumbering = renumbering;
    this.lane = feed.writer();
    this.line = new SpliceLine(track.codec().clockRate());
    this.publisherReading = track.clock();
    this.told = publisherReading;
    this.publisherWidth = track.width();
    this.publisherHeight = track.height();
    if (newest != null) {
      line.carried(renumbering, newest, lane.nanoTime());
    }
  }

  static Splice<RtpPacket> ofPackets(Track track, @Nullable RtpPacket newest) {
    return new Splice<>(
        track, newest, Track::packets, track::carry, RtpPacket.class, Renumbering.OF_PACKETS);
  }

  static Splice<Frame> ofFrames(Track track, @Nullable Frame newest) {
    return new Splice<>(
        track, newest, Track::frames, track::carry, Frame.class, Renumbering.OF_FRAMES);
  }

  Track track() {
    return track;
  }

  Codec.Kind mediaKind() {
    return track.codec().kind();
  }

  /** The injection that has this track now. */
  @Nullable Injection injection() {
    return injection;
  }

  /** A guest is about to come: its units are offered to the injection. */
  void invite(Injection host, Track from) {
    injection = host;
    guest = from;
    asked = false;
    Guest reader = new Guest();
    subscription = feedOf.apply(from).subscribe(reader);
    askGuest();
  }

  /** From here on the readers get the guest's units. */
  void admit() {
    if (!guestOn) {
      guestOn = true;
      turn();
      feed.askInstead(this::guestAsked);
    }
  }

  /** The guest is about to go: the publisher is asked for a key frame. */
  void awaitPublisher() {
    if (mediaKind() == Codec.Kind.VIDEO) {
      feed.askInstead(null);
      feed.feedback(Feedback.KeyFrameNeeded.INSTANCE);
      feed.askInstead(this::guestAsked);
    }
  }

  /** The guest leaves; from here on the readers get the publisher's units. */
  void dismiss() {
    Subscription last = subscription;
    subscription = null;
    if (last != null) {
      last.cancel();
    }
    guest = null;
    injection = null;
    feed.askInstead(null);
    if (guestOn) {
      guestOn = false;
      turn();
      askAgain();
    }
  }

  /** The size of what the readers get, which may be another now; tells whether it is. */
  boolean resized() {
    Track from = guest;
    int width = guestOn && from != null ? from.width() : publisherWidth;
    int height = guestOn && from != null ? from.height() : publisherHeight;
    return width > 0 && track.carriedSize(width, height);
  }

  /** A unit of the publisher. */
  void publisherSent(MediaUnit unit) {
    U own = kind.cast(unit);
    Injection host = injection;
    if (guestOn && host != null && own.resync()) {
      host.publisherIsBack(this);
    }
    if (!guestOn) {
      pass(own, publisherReading);
    }
  }

  /** A reading of the publisher's clock. */
  void publisherClock(Track.@Nullable ClockReading reading) {
    publisherReading = reading;
  }

  /** The size of the publisher's pictures; tells whether the readers get these. */
  boolean publisherSize(int width, int height) {
    publisherWidth = width;
    publisherHeight = height;
    return !guestOn;
  }

  private void turn() {
    beginning = true;
    asked = false;
  }

  private void guestSent(U unit) {
    Injection host = injection;
    Track from = guest;
    if (host == null || from == null) {
      return;
    }
    if (!guestOn && unit.resync()) {
      host.guestIsReady(this);
    }
    if (!guestOn) {
      return;
    }
    if (unit.resync() && resized()) {
      host.resized(track);
    }
    pass(unit, from.clock());
  }

  private void pass(U unit, Track.@Nullable ClockReading reading) {
    if (beginning) {
      if (!unit.resync()) {
        askAgain();
        return;
      }
      beginning = false;
      line.join(renumbering, unit, reading, track.clock(), lane.nanoTime());
      told = null;
    }
    if (line.isLate(renumbering.sequence(unit))) {
      return; // of the run before
    }
    if (reading != null && !reading.equals(told)) {
      told = reading;
      track.carriedClock(new Track.ClockReading(reading.nanos(), reading.pts() + line.ticks()));
    }
    U carried = line.isMoved() ? renumbering.shifted(unit, line.sequences(), line.ticks()) : unit;
    line.carried(renumbering, carried, lane.nanoTime());
    readers.accept(carried);
  }

  private void guestAsked(Feedback wish) {
    if (wish instanceof Feedback.KeyFrameNeeded) {
      askGuest(); // what one's viewers can take is not the guest's concern
    }
  }

  private void askGuest() {
    Track from = guest;
    if (from != null && mediaKind() == Codec.Kind.VIDEO) {
      feedOf.apply(from).feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  private void askAgain() {
    long now = lane.nanoTime();
    if (mediaKind() == Codec.Kind.VIDEO && (!asked || now - askedNanos >= ASK_AGAIN_NANOS)) {
      asked = true;
      askedNanos = now;
      feed.feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  /** Reads the guest on the publisher's lane. */
  private final class Guest implements Sink<U> {

    private final @Nullable Injection host = injection;

    @Override
    public Lane lane() {
      return lane;
    }

    /** What the guest has sent already is not new: the next key frame is waited for. */
    @Override
    public void replay(List<U> past) {}

    @Override
    public void accept(U unit) {
      if (host == injection) {
        guestSent(unit);
      }
    }

    @Override
    public void lost(int units) {
      if (host == injection && guestOn) {
        beginning = true;
      }
    }

    @Override
    public void ended(EndReason reason) {
      if (host != null && host == injection) {
        subscription = null;
        host.guestHasLeft();
      }
    }
  }
}
