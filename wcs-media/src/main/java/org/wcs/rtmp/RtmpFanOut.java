package org.wcs.rtmp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.flv.FlvWriter;
import org.wcs.lane.Lane;
import org.wcs.net.SharedOctets;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * One track for all its RTMP players: reads the frames once, chunks each message once, and hands
 * references to the players lane by lane. On the lane of the track's frames, but for {@link #join}
 * and {@link #leave}.
 */
final class RtmpFanOut implements Sink<Frame> {

  private static final long JOIN_AGAIN_NANOS = 20_000_000;
  private static final long RATE_WINDOW_MILLIS = 2_000;

  private final Track track;
  private final int streamId;
  private final boolean video;
  private final FlvWriter writer;
  private final FanClock clock;
  private final FanCache cache;
  private final FrameFilter filter;
  private final List<FanLane> lanes = new CopyOnWriteArrayList<>();
  private byte @Nullable [] config;
  private boolean begun; // of pictures: a key frame has come
  private int holders; // this
  private @Nullable Subscription subscription; // this
  private @Nullable EndReason ended;
  private long rateFromMillis;
  private long rateBytes;
  private volatile int bitsPerSecond;

  /**
   * Makes a fan-out that reads nothing yet.
   *
   * @param streamId the message stream the players receive on
   * @param filter changes frames before they are sent
   */
  RtmpFanOut(
      Track track,
      int streamId,
      FanClock.Origin origin,
      RtmpConfig.Ingest config,
      FrameFilter filter) {
    this.track = track;
    this.streamId = streamId;
    this.video = track.codec().kind() == Codec.Kind.VIDEO;
    this.writer = FlvWriter.of(track.codec());
    this.clock = new FanClock(track, track.frames().writer(), origin);
    this.cache = new FanCache(video, config);
    this.filter = filter;
  }

  /** Counts a player in; false if the last one has just left and this is over. Any thread. */
  synchronized boolean hold() {
    if (holders < 0) {
      return false;
    }
    holders++;
    if (subscription == null) {
      subscription = track.frames().subscribe(this);
    }
    return true;
  }

  /** Counts a player out; true if it was the last one. Any thread. */
  synchronized boolean letGo() {
    holders--;
    if (holders > 0) {
      return false;
    }
    holders = -1;
    if (subscription != null) {
      subscription.cancel();
    }
    return true;
  }

  /** Lets a player in that was counted in. Any thread. */
  void join(FanMember member) {
    if (lane().isCurrent()) {
      enter(member);
    } else {
      lane().execute(() -> enter(member));
    }
  }

  /** Takes a player out. The player's lane. */
  void leave(FanMember member) {
    for (FanLane fan : lanes) {
      if (fan.lane() == member.lane()) {
        fan.remove(member);
      }
    }
  }

  /** Asks the publisher for a key frame. Any thread. */
  void askKeyFrame() {
    if (video) {
      track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  /** What has been sent to one player lately. Any thread. */
  int bitsPerSecond() {
    return bitsPerSecond;
  }

  @Override
  public Lane lane() {
    return track.frames().writer();
  }

  @Override
  public void accept(Frame published) {
    Frame frame = filter.apply(track.codec(), published);
    if (frame == null) {
      return;
    }
    byte[] newConfig = writer.config(frame);
    if (newConfig != null) {
      config = newConfig;
    }
    if (video && !begun && !frame.key()) {
      return; // nobody could show it
    }
    begun = true;
    long millis = clock.millis(frame.dts());
    FanMessage message =
        new FanMessage(chunks(writer.body(frame), millis), millis, frame.key(), config);
    cache.add(message);
    measure(message);
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).publish(message);
    }
  }

  @Override
  public void lost(int units) {
    if (video) {
      begun = false;
      cache.clear();
    }
  }

  @Override
  public void ended(EndReason reason) {
    ended = reason;
    lanes.forEach(fan -> fan.end(reason));
  }

  private void enter(FanMember member) {
    EndReason over = ended;
    if (over != null) {
      member.lane().execute(() -> member.ended(over));
      return;
    }
    if (video && cache.isEmpty()) {
      askKeyFrame();
    }
    if (!laneOf(member.lane()).join(member, cache.copy())) {
      lane().schedule(JOIN_AGAIN_NANOS, () -> enter(member));
    }
  }

  private FanLane laneOf(Lane lane) {
    for (FanLane fan : lanes) {
      if (fan.lane() == lane) {
        return fan;
      }
    }
    FanLane fan = new FanLane(lane);
    lanes.add(fan);
    return fan;
  }

  private SharedOctets chunks(byte[] body, long millis) {
    return SharedOctets.of(
        ChunkWriter.shared(message(body, millis), ChunkWriter.SHARED_CHUNK_SIZE));
  }

  /** Chunks of a sequence header for one player. Any thread. */
  byte[] configChunks(byte[] body, long millis) {
    return ChunkWriter.shared(message(body, millis), ChunkWriter.SHARED_CHUNK_SIZE);
  }

  private RtmpMessage message(byte[] body, long millis) {
    long stamp = millis & 0xFFFF_FFFFL;
    return video
        ? new RtmpMessage.Video(streamId, stamp, body)
        : new RtmpMessage.Audio(streamId, stamp, body);
  }

  private void measure(FanMessage message) {
    rateBytes += message.chunks().length();
    long passed = message.millis() - rateFromMillis;
    if (passed >= RATE_WINDOW_MILLIS) {
      if (rateFromMillis > 0) {
        bitsPerSecond = (int) Math.min(Integer.MAX_VALUE, rateBytes * 8_000 / passed);
      }
      rateFromMillis = message.millis();
      rateBytes = 0;
    }
  }
}
