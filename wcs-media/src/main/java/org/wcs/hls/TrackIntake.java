package org.wcs.hls;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** The frames of one track that wait for their turn. On the lane of the origin. */
final class TrackIntake implements Sink<Frame> {

  private static final long BACKWARDS_NANOS = 1_000_000_000L;
  private static final long FORWARDS_NANOS = 5_000_000_000L;

  private final Intake intake;
  private final Track track;
  private final Lane lane;
  private final Timeline timeline;
  private final boolean video;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private @Nullable Subscription subscription;
  private boolean any;
  private boolean ended;
  private boolean resyncing;
  private long lastNanos;
  private long lastArrived;

  TrackIntake(Intake intake, Track track, Lane lane) {
    this.intake = intake;
    this.track = track;
    this.lane = lane;
    this.timeline = new Timeline(track);
    this.video = track.codec().kind() == Codec.Kind.VIDEO;
    this.lastArrived = lane.nanoTime();
    this.resyncing = video;
  }

  /**
   * A frame with its times.
   *
   * @param nanos decoding time on the clock of the stream
   * @param jump whether that clock has jumped before this frame
   */
  record Arrival(Frame frame, long nanos, long arrivedNanos, boolean jump) {}

  void subscribe() {
    subscription = track.frames().subscribe(this);
  }

  void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
    waiting.clear();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public void accept(Frame frame) {
    if (resyncing && !frame.key()) {
      return;
    }
    resyncing = false;
    long now = lane.nanoTime();
    long nanos = timeline.nanos(frame.dts());
    boolean jump = any && jumped(nanos - lastNanos, now - lastArrived);
    any = true;
    lastNanos = nanos;
    lastArrived = now;
    waiting.add(new Arrival(frame, nanos, now, jump));
    intake.arrived();
  }

  /** Time that runs backwards, or forwards much faster than the frames come, is another time. */
  private static boolean jumped(long mediaNanos, long laneNanos) {
    return mediaNanos < -BACKWARDS_NANOS || mediaNanos > laneNanos + FORWARDS_NANOS;
  }

  @Override
  public void lost(int units) {
    if (video) {
      resyncing = true;
      askForKeyFrame();
    }
  }

  @Override
  public void ended(EndReason reason) {
    ended = true;
    intake.arrived();
  }

  void askForKeyFrame() {
    track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
  }

  Track track() {
    return track;
  }

  boolean isVideo() {
    return video;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Whether nothing has come for so long that nobody should wait for it. */
  boolean silentFor(long nanos) {
    return lane.nanoTime() - lastArrived > nanos;
  }

  @Nullable Arrival head() {
    return waiting.peek();
  }

  @Nullable Arrival newest() {
    return waiting.peekLast();
  }

  int size() {
    return waiting.size();
  }

  Arrival take() {
    return waiting.remove();
  }
}
