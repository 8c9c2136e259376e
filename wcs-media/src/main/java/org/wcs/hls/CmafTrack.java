package org.wcs.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.fmp4.FragmentWriter;
import org.wcs.fmp4.InitSegment;
import org.wcs.fmp4.Mp4Track;
import org.wcs.packetize.NalUnits;

/**
 * One track of fMP4: gathers its samples into parts and the parts into segments. A sample is
 * written when the next has come, since only then its duration is known. On the lane of the origin.
 */
final class CmafTrack {

  static final String CONTENT_TYPE = "video/mp4";

  private final MediaPlaylist playlist;
  private final SegmentFiles files;
  private final FileNames names;
  private final String prefix;
  private final long partNanos;
  private @Nullable Mp4Track track;
  private @Nullable FragmentWriter writer;
  private @Nullable VideoFormat format;
  private @Nullable StoredFile map;
  private @Nullable Sample last;
  private List<byte[]> pieces = new ArrayList<>();
  private String nextPart;
  private long partDts; // where the part being made begins
  private long segmentTicks;
  private int lastDuration;
  private long segments;
  private long parts;
  private long maps;

  /**
   * Makes a track that has no format yet.
   *
   * @param prefix of the names of its files
   */
  CmafTrack(MediaPlaylist playlist, SegmentFiles files, FileNames names, String prefix) {
    this.playlist = playlist;
    this.files = files;
    this.names = names;
    this.prefix = prefix;
    this.partNanos = playlist.style().partNanos();
    this.nextPart = nextPartName();
  }

  private String nextPartName() {
    return names.name(prefix + "p", parts++, ".m4s");
  }

  MediaPlaylist playlist() {
    return playlist;
  }

  /** The name that the next part will have, whatever segment it falls into. */
  @Nullable String nextPart() {
    return partNanos > 0 ? nextPart : null;
  }

  /**
   * A segment begins; with another format than before, a new init segment comes first.
   *
   * @param now null if the segment will have no such samples
   */
  void begin(SegmentStart start, @Nullable Mp4Track now, @Nullable VideoFormat video) {
    if (now == null) {
      track = null;
      writer = null;
      map = null;
    } else if (!now.equals(track) || !Objects.equals(video, format)) {
      writer = new FragmentWriter(now.id(), video != null);
      String name = names.name(prefix + "init", maps++, ".mp4");
      map = files.keep(name, CONTENT_TYPE, List.of(InitSegment.of(List.of(now))));
    }
    track = now;
    format = video;
    segmentTicks = 0;
    playlist.begin(start, map);
  }

  void add(Sample sample) {
    Sample before = last;
    if (before == null) {
      partDts = sample.dts();
    } else {
      write(before, sample.dts() - before.dts());
      if (nanos(sample.dts() - partDts + lastDuration) > partNanos + 1_000_000L && partNanos > 0) {
        endPart(sample.dts());
      }
    }
    last = sample;
  }

  private void write(Sample sample, long duration) {
    FragmentWriter now = writer;
    if (now == null) {
      return;
    }
    lastDuration = Math.clamp(duration, 1, Integer.MAX_VALUE);
    VideoFormat video = format;
    byte[] payload =
        video != null && sample.key()
            ? NalUnits.withoutParameterSets(video.syntax(), sample.payload())
            : sample.payload();
    now.add(sample.dts(), (int) (sample.pts() - sample.dts()), lastDuration, sample.key(), payload);
  }

  private void endPart(long dts) {
    FragmentWriter now = writer;
    if (now == null || now.samples() == 0) {
      return;
    }
    boolean independent = now.independent();
    byte[] bytes = now.finish();
    pieces.add(bytes);
    long ticks = dts - partDts;
    segmentTicks += ticks;
    partDts = dts;
    if (partNanos > 0) {
      StoredFile file = files.keep(nextPart, CONTENT_TYPE, List.of(bytes));
      nextPart = nextPartName();
      playlist.add(new Part(file, nanos(ticks), independent));
    }
  }

  /** The segment ends; a sample that still waits lasts until the end, or as long as usual. */
  void end(long nanos, long segmentNanos) {
    Sample before = last;
    if (before != null) {
      long until = format == null ? before.dts() + AudioClock.FRAME : ticks(nanos);
      long duration = Math.max(until - before.dts(), 1);
      write(before, duration);
      endPart(before.dts() + duration);
      last = null;
    }
    String name = names.name(prefix, segments++, ".m4s");
    if (pieces.isEmpty()) {
      playlist.complete(name, null, segmentNanos);
      return;
    }
    playlist.complete(name, files.store(name, CONTENT_TYPE, pieces), nanos(segmentTicks));
    pieces = new ArrayList<>();
  }

  private long nanos(long ticks) {
    Mp4Track now = track;
    return now == null ? 0 : Ticks.nanos(ticks, now.timescale());
  }

  private long ticks(long nanos) {
    Mp4Track now = track;
    return now == null ? 0 : Ticks.of(nanos, now.timescale());
  }
}
