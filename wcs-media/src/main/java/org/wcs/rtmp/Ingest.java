package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.flv.FlvException;
import org.wcs.flv.FlvReader;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Makes a stream of the hub out of the audio and video messages of a publisher. The stream is
 * entered as soon as its codecs are known; it is begun anew when one of them changes. On the
 * publisher's lane.
 */
final class Ingest implements FlvReader.Output {

  private static final Logger LOG = System.getLogger(Ingest.class.getName());
  private static final int MOST_TOLD = 16;
  private static final int MOST_PENDING = 2_000;
  private static final int MOST_TRACKS = 16;
  private static final int MOST_RESTARTS = 100;
  private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

  /** A publisher that sends nothing but codecs of the last century is told so after this. */
  private static final long UNREADABLE_NANOS = 10_000_000_000L;

  private final Lane lane;
  private final StreamHub hub;
  private final RtmpConfig.Ingest config;
  private final Order order;
  private final FlvReader reader = new FlvReader();
  private final MediaTime time = new MediaTime();
  private final Announced announced = new Announced();
  private final Map<TrackKey, Codec> codecs = new LinkedHashMap<>();
  private final Map<TrackKey, IngestTrack> tracks = new LinkedHashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private @Nullable MediaStream stream;
  private Lane.@Nullable Timer waiting;
  private boolean over;
  private boolean clocked;
  private long anchorNanos; // lane time of millisecond 0
  private long beginningNanos; // lane time of the first media
  private long mediaNanos;
  private int restarts;
  private final Set<String> told = new HashSet<>();
  private long broken;
  private long ignored;

  Ingest(Lane lane, StreamHub hub, RtmpConfig.Ingest config, Order order) {
    this.lane = lane;
    this.hub = hub;
    this.config = config;
    this.order = order;
    this.mediaNanos = lane.nanoTime();
  }

  Lane lane() {
    return lane;
  }

  /** The stream that is in the hub now. */
  @Nullable MediaStream stream() {
    return stream;
  }

  /** When media last came. */
  long mediaNanos() {
    return mediaNanos;
  }

  Counts counts() {
    long frames = 0;
    for (IngestTrack track : tracks.values()) {
      frames += track.frames();
    }
    return new Counts(frames, broken, ignored, time.jumps());
  }

  void audio(long stamp, byte[] body) {
    try {
      reader.audio(millis(stamp) & 0xFFFF_FFFFL, body, this);
    } catch (FlvException unreadable) {
      broken++;
    }
  }

  void video(long stamp, byte[] body) {
    try {
      reader.video(millis(stamp) & 0xFFFF_FFFFL, body, this);
    } catch (FlvException unreadable) {
      broken++;
    }
  }

  /** Notes what the publisher says it will send. */
  void announce(Announced.Media media) {
    announced.media(media);
    publishIfReady(false);
  }

  /** The publisher goes on over another connection. */
  void interrupted() {
    time.interrupted();
    mediaNanos = lane.nanoTime();
  }

  /** Tells the viewers something that is not media. */
  void tell(StreamEvent event) {
    if (stream != null) {
      stream.tell(event);
    }
  }

  /** Takes the stream out of the hub. Idempotent. */
  void end(EndReason reason) {
    over = true;
    pending.clear();
    if (waiting != null) {
      waiting.cancel();
    }
    leave(reason);
  }

  @Override
  public void codec(Codec codec, int trackId) {
    TrackKey key = new TrackKey(codec.kind(), trackId);
    boolean fresh = !codecs.containsKey(key);
    boolean late = stream != null && trackId != FlvReader.DEFAULT_TRACK; // not worth a new stream
    if (fresh && (late || codecs.size() >= MOST_TRACKS)) {
      ignored(codec.kind(), "a further track that comes late");
      return;
    }
    Codec before = codecs.put(key, codec);
    if (stream != null && (before == null || !goesOn(before, codec))) {
      restart();
    }
    publishIfReady(false);
  }

  @Override
  public void frame(Codec.Kind kind, int trackId, Frame frame) {
    TrackKey key = new TrackKey(kind, trackId);
    if (over || !codecs.containsKey(key)) {
      ignored++;
      return;
    }
    IngestTrack track = stream == null ? null : tracks.get(key);
    if (track != null) {
      track.publish(frame);
      return;
    }
    if (pending.size() < MOST_PENDING) {
      pending.add(new Pending(key, frame));
    }
    publishIfReady(false);
  }

  @Override
  public void ignored(Codec.Kind kind, String what) {
    ignored++;
    if (told.size() < MOST_TOLD && told.add(what)) {
      LOG.log(
          Level.INFO,
          "{0} has {1} that is not carried: {2}",
          StreamName.shown(order.name()),
          kind,
          what);
    }
  }

  private long millis(long stamp) {
    long now = lane.nanoTime();
    mediaNanos = now;
    long millis = time.millis(stamp, now);
    if (!clocked) {
      clocked = true;
      beginningNanos = now;
      anchorNanos = now - millis * 1_000_000L;
      waiting = lane.schedule(config.codecWait().toNanos(), this::waitedLongEnough);
    }
    return millis;
  }

  private void waitedLongEnough() {
    publishIfReady(true);
    if (codecs.isEmpty() && lane.nanoTime() - beginningNanos > UNREADABLE_NANOS && !over) {
      over = true;
      order.listener().ended(EndReason.NO_COMMON_CODECS);
    } else if (stream == null && !over) {
      waiting = lane.schedule(TRY_AGAIN_NANOS, this::waitedLongEnough);
    }
  }

  /** Parameter sets may change within a stream, a codec may not. */
  private static boolean goesOn(Codec before, Codec now) {
    boolean video = before.kind() == Codec.Kind.VIDEO;
    return video ? before.getClass() == now.getClass() : before.equals(now);
  }

  private void restart() {
    restarts++;
    leave(EndReason.STOPPED_BY_PUBLISHER);
    if (restarts > MOST_RESTARTS) {
      over = true;
      order.listener().ended(EndReason.FAILED);
    } else {
      waiting = lane.schedule(config.codecWait().toNanos(), this::waitedLongEnough);
    }
  }

  private void leave(EndReason reason) {
    MediaStream last = stream;
    stream = null;
    if (last != null) {
      hub.unpublish(last, reason);
      tracks.clear();
    }
  }

  private void publishIfReady(boolean now) {
    if (stream == null && !over && !codecs.isEmpty() && (now || announced.complete(this::ready))) {
      publish();
    }
  }

  /** Of pictures the first one must have come too: it shows whether they are reordered. */
  private boolean ready(Codec.Kind kind) {
    for (TrackKey key : codecs.keySet()) {
      if (key.kind() == kind) {
        return kind == Codec.Kind.AUDIO
            || pending.stream().anyMatch(each -> each.key().kind() == kind);
      }
    }
    return false;
  }

  private void publish() {
    if (waiting != null) {
      waiting.cancel();
    }
    List<Track> made = new ArrayList<>();
    List<TrackKey> keys = new ArrayList<>(codecs.keySet());
    keys.sort(Comparator.comparingInt(TrackKey::trackId)); // viewers take the first of a kind
    for (TrackKey key : keys) {
      Codec codec = codecs.get(key);
      if (codec != null) {
        made.add(track(key, codec, made.size()));
      }
    }
    MediaStream entered =
        new MediaStream(
            order.name(), order.publisher(), lane, made, reason -> order.listener().ended(reason));
    for (Pending each : pending) {
      IngestTrack track = tracks.get(each.key());
      if (track != null) {
        track.look(each.frame());
      }
    }
    if (!hub.publish(entered)) {
      over = true;
      tracks.clear();
      pending.clear();
      order.listener().ended(EndReason.NAME_IN_USE);
      return;
    }
    stream = entered;
    entered.tell(new StreamEvent.Started());
    made.stream().filter(track -> track.width() > 0).forEach(this::resized);
    order.listener().published(entered);
    List<Pending> first = List.copyOf(pending);
    pending.clear();
    first.forEach(each -> frame(each.key().kind(), each.key().trackId(), each.frame()));
  }

  private Track track(TrackKey key, Codec codec, int id) {
    TrackLimits limits = TrackLimits.USUAL.withCache(config.cacheBytes(), config.cacheTime());
    Track track = Tracks.ofFrames(id, codec, lane, wish -> {}, limits);
    track.clock(new Track.ClockReading(anchorNanos, 0));
    long tolerance = config.audioTolerance().toMillis();
    tracks.put(key, new IngestTrack(track, tolerance, this::resized));
    return track;
  }

  private void resized(Track track) {
    tell(new StreamEvent.Resized(track.width(), track.height()));
  }

  private record TrackKey(Codec.Kind kind, int trackId) {}

  private record Pending(TrackKey key, Frame frame) {}

  /**
   * What is wanted.
   *
   * @param name of the stream
   * @param publisher whose it is
   * @param listener hears what becomes of it
   */
  record Order(String name, Publisher publisher, Listener listener) {}

  /**
   * Numbers since the start.
   *
   * @param frames published
   * @param broken messages that could not be read
   * @param ignored frames or codecs that are not carried
   * @param jumps of the timestamps
   */
  record Counts(long frames, long broken, long ignored, long jumps) {}

  /** Hears what becomes of the stream. */
  interface Listener {
    /** It is in the hub. On the lane; again when the codecs change. */
    void published(MediaStream stream);

    /** Somebody wants it to end, or it cannot be entered. Any thread. */
    void ended(EndReason reason);
  }
}
