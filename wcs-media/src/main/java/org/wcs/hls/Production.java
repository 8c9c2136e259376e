package org.wcs.hls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HlsConfig;
import org.wcs.mpegts.Adts;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Rendition;
import org.wcs.stream.StreamName;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/**
 * The making of the playlists of one stream in one container, from reading its tracks to complete
 * segments. On the lane of the origin.
 */
final class Production {

  private static final Logger LOG = System.getLogger(Production.class.getName());
  private static final Wish SOUND = Wish.of(new Codec.Aac(2, 48_000, 2));
  private static final int TS_VERSION = 3;
  private static final int MAP_VERSION = 6;

  private final OriginParts parts;
  private final HlsConfig.Format format;
  private final SegmentFiles files;
  private final TargetDuration target;
  private final Packager packager;
  private final Cutter cutter;
  private final Intake intake;
  private List<Track> tracks = List.of();

  /**
   * Makes a production that does not run yet.
   *
   * @param output hears of everything new in a playlist
   */
  Production(
      OriginParts parts, HlsConfig.Format format, String streamName, MediaPlaylist.Output output) {
    this.parts = parts;
    this.format = format;
    HlsConfig config = parts.config();
    this.files = new SegmentFiles(folder(), new SerialExecutor(parts.runtime().disk()));
    this.target =
        new TargetDuration(
            config.cutting().segment().toNanos(), config.cutting().maxSegment().toNanos());
    this.packager = packager(streamName, output);
    this.cutter = new Cutter(packager, target, config.cutting(), this::askForKeyFrame);
    this.intake = new Intake(parts.lane(), cutter);
  }

  private boolean lowLatency() {
    return format == HlsConfig.Format.FMP4 && parts.config().lowLatency();
  }

  private long partNanos() {
    return lowLatency() ? parts.config().cutting().part().toNanos() : 0;
  }

  private @Nullable Path folder() {
    if (parts.config().keeping().inMemory()) {
      return null;
    }
    Path parent = SegmentFolder.parent(parts.config(), parts.runtime());
    return SegmentFolder.of(parent, parts.names().token());
  }

  private Packager packager(String streamName, MediaPlaylist.Output output) {
    FileNames names = parts.names();
    return switch (format) {
      case TS -> {
        String media = HlsFiles.Media.MEDIA.file(streamName);
        yield new TsPackager(playlist(media, TS_VERSION, output), files, names);
      }
      case FMP4 -> {
        String video = HlsFiles.Media.VIDEO.file(streamName);
        String audio = HlsFiles.Media.AUDIO.file(streamName);
        yield new CmafPackager(
            cmafTrack(playlist(video, MAP_VERSION, output), "v"),
            cmafTrack(playlist(audio, MAP_VERSION, output), "a"));
      }
    };
  }

  private CmafTrack cmafTrack(MediaPlaylist playlist, String prefix) {
    TrackFiles into = new TrackFiles(files, parts.names(), prefix);
    return new CmafTrack(
        playlist, into, new PartPlan(partNanos(), parts.config().cutting().segment().toNanos()));
  }

  private MediaPlaylist playlist(String file, int version, MediaPlaylist.Output output) {
    HlsConfig.Keeping keeping = parts.config().keeping();
    PlaylistStyle style =
        new PlaylistStyle(
            file,
            version,
            lowLatency() ? keeping.lowLatencyListSize() : keeping.listSize(),
            keeping.extraSegments(),
            PartPlan.mostNanos(partNanos()),
            target);
    return new MediaPlaylist(style, files, output);
  }

  /**
   * Starts to read a stream.
   *
   * @param ended called when all tracks have ended
   * @return whether the stream has anything that can be put into segments
   */
  boolean start(MediaStream stream, Runnable ended) {
    HlsConfig.Size size = parts.config().picture();
    Picture picture = new Picture(size.width(), size.height(), 0, 0, 0);
    Wish pictures =
        new Wish(List.of(new Codec.H264(0, 1), new Codec.H265(1, 0, 93)), true, picture);
    Track video = track(stream, Codec.Kind.VIDEO, pictures);
    Track audio = track(stream, Codec.Kind.AUDIO, SOUND);
    if (audio != null && !carried(audio.codec())) {
      LOG.log(Level.INFO, "HLS cannot carry the sound of " + StreamName.shown(stream.name()));
      audio = null;
    }
    if (video == null && audio == null) {
      return false;
    }
    packager.expect(video != null, audio != null);
    cutter.tracks(
        video != null && video.codec() instanceof Codec.Video kind ? kind : null,
        audio != null && audio.codec() instanceof Codec.Aac aac ? aac : null);
    tracks = Stream.of(video, audio).filter(Objects::nonNull).toList();
    intake.start(video, audio, ended);
    return true;
  }

  /** What is read. */
  List<Track> tracks() {
    return tracks;
  }

  private boolean carried(Codec codec) {
    return codec instanceof Codec.Aac aac
        && (format == HlsConfig.Format.FMP4
            || Adts.carries(Math.min(aac.objectType(), 2), aac.sampleRate(), aac.channels()));
  }

  private @Nullable Track track(MediaStream stream, Codec.Kind kind, Wish wish) {
    return switch (parts.renditions().find(stream, kind, wish)) {
      case Rendition.Ready ready -> ready.track();
      case Rendition.Absent absent -> null;
      case Rendition.Impossible impossible -> {
        LOG.log(
            Level.INFO,
            "HLS goes without "
                + kind
                + " of "
                + StreamName.shown(stream.name())
                + ": "
                + impossible);
        yield null;
      }
    };
  }

  private void askForKeyFrame() {
    intake.askForKeyFrame();
  }

  /** What follows comes from another stream. */
  void interrupt() {
    intake.stop();
    cutter.discontinuity();
  }

  /** The stream is over. */
  void finish() {
    intake.stop();
    cutter.finish();
    packager.playlists().forEach(MediaPlaylist::end);
  }

  /** Lets go of everything. */
  void close() {
    intake.stop();
    files.clear();
  }

  /** Whether the stream has ended. */
  boolean over() {
    return playlists().getFirst().hasEnded();
  }

  /** Whether a file is about to come that a playlist has announced. */
  boolean announced(String name) {
    return !over() && playlists().stream().anyMatch(each -> name.equals(announced(each)));
  }

  /** The next part of a playlist, if it has parts. */
  @Nullable String announced(MediaPlaylist playlist) {
    return packager.announced(playlist);
  }

  SegmentFiles files() {
    return files;
  }

  TargetDuration target() {
    return target;
  }

  List<MediaPlaylist> playlists() {
    return packager.playlists();
  }

  /** Whether the first playlist may be given out. */
  boolean ready() {
    MediaPlaylist lead = playlists().getFirst();
    int segments = lead.segments().size();
    if (lead.hasEnded() || segments == 0) {
      return segments > 0;
    }
    HlsConfig.Keeping keeping = parts.config().keeping();
    int least = lowLatency() ? keeping.leastLowLatencySegments() : keeping.leastSegments();
    return segments >= least || lead.durationNanos() >= enoughNanos(least);
  }

  /** So much time is as good as several segments. */
  private long enoughNanos(int segments) {
    return segments * parts.config().cutting().segment().toNanos() * (lowLatency() ? 2 : 1);
  }

  String master(String query) {
    return MasterText.write(cutter.layout(), playlists(), cutter.framesPerSecond(), query);
  }
}
