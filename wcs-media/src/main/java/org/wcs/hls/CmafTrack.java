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

  private final MediaPlaylist playlist;
  private final TrackFiles files;
  private final PartPlan plan;
  private final boolean inParts;
  private @Nullable Mp4Track track;
  private @Nullable FragmentWriter writer;
  private @Nullable VideoFormat format;
  private @Nullable StoredFile map;
  private @Nullable Sample last;
  private List<byte[]> pieces = new ArrayList<>();
  private String nextPart;
  private long partDts; // where the part being made begins
  private long segmentTicks; // of all parts but that
  private long lastSegmentNanos;
  private int lastDuration;
  private long segments;
  private long parts;
  private long maps;

  /** Makes a track that has no format yet. */
  CmafTrack(MediaPlaylist playlist, TrackFiles files, PartPlan plan) {
    this.playlist = playlist;
    this.files = files;
    this.plan = plan;
    this.inParts = playlist.style().lowLatency();
    this.nextPart = files.partName(parts++);
  }

  MediaPlaylist playlist() {
    return playlist;
  }

  /** The name that the next part will have, be it of this segment or of the next. */
  @Nullable String nextPart() {
    return inParts ? nextPart : null;
  }

  /**
   * A segment begins; with another format than before, a new init segment comes first.
   *
   * @param now null if the segment will have no such samples
   */
  void begin(SegmentStart start, @Nullable Mp4Track now, @Nullable VideoFormat video) {
    if (now == null) {
      writer = null;
      map = null;
    } else if (!now.equals(track) || !Objects.equals(video, format)) {
      writer = new FragmentWriter(now.id(), video != null);
      map = files.init(maps++, InitSegment.of(List.of(now)));
    }
    if (start.discontinuity()) {
      nextPart = files.partName(parts++); // who asked for the one hinted would go on as before
    }
    track = now;
    format = video;
    segmentTicks = 0;
    plan.begin(lastSegmentNanos);
    playlist.begin(start, map);
  }

  void add(Sample sample) {
    Sample before = last;
    if (before == null) {
      partDts = sample.dts();
      playlist.captured(sample.capturedNanos());
    } else {
      write(before, sample.dts() - before.dts());
      long inPart = sample.dts() - partDts;
      if (plan.endsBefore(nanos(segmentTicks + inPart), nanos(inPart), nanos(lastDuration))) {
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
    int composition = (int) (sample.pts() - sample.dts());
    now.add(sample.dts(), composition, lastDuration, sample.key(), payload);
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
    if (inParts) {
      StoredFile file = files.part(nextPart, bytes);
      nextPart = files.partName(parts++);
      playlist.add(new Part(file, nanos(ticks), independent));
    }
  }

  /**
   * The segment ends; a sample that still waits lasts until then, or as long as usual.
   *
   * @param length of the segment if it has no samples
   */
  void end(long nanos, long length) {
    Sample before = last;
    if (before != null) {
      long until = format == null ? before.dts() + AudioClock.FRAME : ticks(nanos);
      long duration = Math.max(until - before.dts(), 1);
      write(before, duration);
      endPart(before.dts() + duration);
      last = null;
    }
    String name = files.segmentName(segments++);
    if (pieces.isEmpty()) {
      playlist.complete(name, null, length);
      return;
    }
    lastSegmentNanos = nanos(segmentTicks);
    playlist.complete(name, files.segment(name, pieces), lastSegmentNanos);
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
