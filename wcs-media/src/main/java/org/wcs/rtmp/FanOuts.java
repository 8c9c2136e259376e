package org.wcs.rtmp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.wcs.config.RtmpConfig;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Track;

/** The fan-outs that somebody plays, one per track and message stream. Any thread. */
final class FanOuts {

  private static final long SHARED_ROOM_NANOS = 10_000_000_000L;

  private final ConcurrentMap<Key, RtmpFanOut> fanOuts = new ConcurrentHashMap<>();
  private final ConcurrentMap<MediaStream, FanClock.Origin> origins = new ConcurrentHashMap<>();
  private final RtmpConfig.Ingest config;
  private final long roomNanos;
  private final FrameFilter filter;

  private FanOuts(RtmpConfig.Ingest config, long roomNanos, FrameFilter filter) {
    this.config = config;
    this.roomNanos = roomNanos;
    this.filter = filter;
  }

  /** The fan-outs that players of this server share. */
  static FanOuts shared(RtmpConfig.Ingest config) {
    return new FanOuts(config, SHARED_ROOM_NANOS, FrameFilter.NONE);
  }

  /** Fan-outs of one receiver: time begins near 0 for it, and its frames may be changed. */
  static FanOuts single(RtmpConfig.Ingest config, FrameFilter filter) {
    return new FanOuts(config, 0, filter);
  }

  /** The fan-out of a track, counted as held; {@link #letGo} when done. */
  RtmpFanOut hold(MediaStream stream, Track track, int streamId) {
    Key key = new Key(track, streamId);
    while (true) {
      RtmpFanOut fanOut =
          fanOuts.computeIfAbsent(
              key, absent -> new RtmpFanOut(track, streamId, originOf(stream), config, filter));
      if (fanOut.hold()) {
        return fanOut;
      }
      fanOuts.remove(key, fanOut);
    }
  }

  /** Lets go of a fan-out. */
  void letGo(Track track, int streamId, RtmpFanOut fanOut) {
    if (fanOut.letGo()) {
      fanOuts.remove(new Key(track, streamId), fanOut);
    }
  }

  /** How many there are; none when nobody plays. */
  int size() {
    return fanOuts.size();
  }

  private FanClock.Origin originOf(MediaStream stream) {
    FanClock.Origin known = origins.get(stream);
    if (known != null) {
      return known;
    }
    FanClock.Origin fresh = new FanClock.Origin(roomNanos);
    FanClock.Origin holder = origins.putIfAbsent(stream, fresh);
    if (holder != null) {
      return holder;
    }
    stream.listen((ended, event) -> forget(ended, event));
    return fresh;
  }

  private void forget(MediaStream stream, StreamEvent event) {
    if (event instanceof StreamEvent.Ended) {
      origins.remove(stream);
    }
  }

  private record Key(Track track, int streamId) {}
}
