package org.wcs.transcode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.wcs.codec.Codecs;
import org.wcs.config.TranscodeConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/**
 * All transcoding of this node. A track found here costs nothing until its feeds are read; it is
 * made on worker lanes, decoding once for all outputs of a source track and encoding once for all
 * equal wishes. Any thread.
 */
public final class Transcoders implements Renditions {

  private final TranscodeConfig config;
  private final Workers workers;
  private final Kind<?> video;
  private final Kind<?> audio;
  private final ConcurrentMap<Track, TrackTranscoder<?>> tracks = new ConcurrentHashMap<>();
  private final LongAdder skippedBefore = new LongAdder(); // of tracks that are gone
  private volatile boolean closed;

  /**
   * Where the work is done.
   *
   * @param lanes gives a new lane at each call; lanes may share threads
   * @param patient gives lanes that let others go first, for encoders of pictures: those can leave
   *     some out, while a decoder that does so loses the whole group
   * @param parallel whether decoding and encoding of one track may run on different lanes
   */
  public record Workers(Supplier<Lane> lanes, Supplier<Lane> patient, boolean parallel) {

    /** Workers without any order among their lanes. */
    public Workers(Supplier<Lane> lanes, boolean parallel) {
      this(lanes, lanes, parallel);
    }
  }

  /**
   * Encoders and decoders at work now.
   *
   * @param videoDecoders tracks of video being decoded
   * @param videoEncoders tracks of video being made
   * @param audioDecoders tracks of audio being decoded
   * @param audioEncoders tracks of audio being made
   */
  public record Counts(
      int videoDecoders, int videoEncoders, int audioDecoders, int audioEncoders) {}

  /** Transcodes by what the machine's codec library offers. */
  public static Transcoders of(Codecs codecs, Workers workers, TranscodeConfig config) {
    return new Transcoders(
        new VideoWorkshop(codecs, config.encoding()),
        new AudioWorkshop(codecs, config.encoding()),
        workers,
        config);
  }

  Transcoders(Workshop<?> video, Workshop<?> audio, Workers workers, TranscodeConfig config) {
    this.config = config;
    this.workers = workers;
    this.video = new Kind<>(video, config, new Quota(config.limits().videoEncoders()));
    this.audio = new Kind<>(audio, config, new Quota(config.limits().audioEncoders()));
  }

  @Override
  public Rendition find(MediaStream stream, Codec.Kind kind, Wish wish) {
    Optional<Track> source = stream.track(kind);
    if (source.isEmpty()) {
      return new Rendition.Absent();
    }
    Track track = source.get();
    return switch (TranscodePlan.decide(SourceFacts.of(track), wish, of(kind).shop, config)) {
      case TranscodePlan.PassThrough pass -> new Rendition.Ready(track, false);
      case TranscodePlan.Steps steps -> made(stream, track, steps.output());
      case TranscodePlan.Impossible impossible ->
          new Rendition.Impossible(impossible.reason(), impossible.why());
    };
  }

  /**
   * Makes a track for one who does not share it, even where the stream has what is wished for.
   *
   * @param tuning of this track alone
   */
  public Rendition findOwn(MediaStream stream, Codec.Kind kind, Wish wish, Tuning tuning) {
    Optional<Track> source = stream.track(kind);
    if (source.isEmpty()) {
      return new Rendition.Absent();
    }
    Track track = source.get();
    return switch (TranscodePlan.remake(SourceFacts.of(track), wish, of(kind).shop, config)) {
      case TranscodePlan.PassThrough pass -> new Rendition.Ready(track, false);
      case TranscodePlan.Steps steps ->
          made(stream, track, new Output(steps.output().codec(), steps.output().picture(), tuning));
      case TranscodePlan.Impossible impossible ->
          new Rendition.Impossible(impossible.reason(), impossible.why());
    };
  }

  /** The numbers of every track that is or may be transcoded. */
  public List<TrackSnapshot> snapshot() {
    return tracks.values().stream().map(TrackTranscoder::snapshot).toList();
  }

  /** Units left out for lack of time or of a key frame since the start. */
  public long skipped() {
    long skipped = skippedBefore.sum();
    for (TrackSnapshot track : snapshot()) {
      skipped += track.skipped();
    }
    return skipped;
  }

  /** How many codecs are at work. */
  public Counts counts() {
    int videoDecoders = 0;
    int audioDecoders = 0;
    for (TrackSnapshot track : snapshot()) {
      if (track.decoding() && track.codec().kind() == Codec.Kind.VIDEO) {
        videoDecoders++;
      } else if (track.decoding()) {
        audioDecoders++;
      }
    }
    return new Counts(videoDecoders, video.quota.used(), audioDecoders, audio.quota.used());
  }

  /** Ends every track made here, and makes none any more. Does not wait. */
  public void close() {
    closed = true;
    tracks.values().forEach(each -> each.end(EndReason.SHUTDOWN));
  }

  private Rendition made(MediaStream stream, Track track, Output output) {
    if (closed) {
      return new Rendition.Impossible(EndReason.SHUTDOWN, "the server is going down");
    }
    TrackTranscoder<?> known = tracks.get(track);
    return (known == null ? enter(stream, track) : known).find(output);
  }

  private TrackTranscoder<?> enter(MediaStream stream, Track track) {
    TrackTranscoder<?> made = of(track.codec().kind()).transcoder(stream.name(), track, workers);
    TrackTranscoder<?> first = tracks.putIfAbsent(track, made);
    if (first != null) {
      return first;
    }
    stream.listen(
        (ending, event) -> {
          if (event instanceof StreamEvent.Ended end) {
            tracks.remove(track);
            skippedBefore.add(made.snapshot().skipped());
            made.end(end.reason());
          }
        });
    return made;
  }

  private Kind<?> of(Codec.Kind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }

  /** One kind of media. */
  private record Kind<R>(Workshop<R> shop, TranscodeConfig config, Quota quota) {

    TrackTranscoder<R> transcoder(String stream, Track track, Workers workers) {
      Lane lane = workers.lanes().get();
      boolean apart = workers.parallel() && track.codec().kind() == Codec.Kind.VIDEO;
      return new TrackTranscoder<>(
          stream,
          new DecodeStage<>(track, lane, shop, config),
          shop,
          new EncodeStage.Shared(config, quota),
          apart ? workers.patient() : () -> lane);
    }
  }
}
