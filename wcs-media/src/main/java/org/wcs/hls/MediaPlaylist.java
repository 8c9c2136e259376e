package org.wcs.hls;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one media playlist: those listed, the one being made, and those that only slow
 * players still ask for. On the lane of the origin.
 */
final class MediaPlaylist {

  /** How often a playlist has fewer parts than segments: parts are listed for this many targets. */
  static final int PARTS_TARGETS = 3;

  private final PlaylistStyle style;
  private final SegmentFiles files;
  private final Output output;
  private final Deque<Segment> listed = new ArrayDeque<>();
  private final Deque<Segment> retired = new ArrayDeque<>();
  private final Bandwidth bandwidth = new Bandwidth();
  private @Nullable Segment open;
  private long nextSequence;
  private long discontinuitySequence;
  private boolean ended;
  private int version;

  /** Where figures go and who is told. */
  interface Output {
    /** A segment is complete. */
    void segment(long octets);

    /** A part is complete. */
    void part();
  }

  MediaPlaylist(PlaylistStyle style, SegmentFiles files, Output output) {
    this.style = style;
    this.files = files;
    this.output = output;
  }

  void begin(SegmentStart start, @Nullable StoredFile map) {
    open = new Segment(nextSequence++, start, map);
  }

  /** When the first frame of the open segment was captured, lane time. */
  void captured(long nanos) {
    Segment segment = open;
    if (segment != null) {
      segment.captured(nanos);
    }
  }

  void add(Part part) {
    Segment segment = open;
    if (segment != null) {
      segment.add(part);
      bandwidth.part(part.file().body().length(), part.durationNanos());
      version++;
      output.part();
    }
  }

  /**
   * The open segment is complete.
   *
   * @param content null if it is a gap
   */
  void complete(String uri, @Nullable StoredFile content, long durationNanos) {
    Segment segment = open;
    if (segment == null) {
      return;
    }
    open = null;
    segment.complete(uri, content, durationNanos);
    listed.add(segment);
    bandwidth.segment(segment.octets(), durationNanos);
    version++;
    trim();
    output.segment(segment.octets());
  }

  /** Nothing more comes; the open segment has been completed. */
  void end() {
    ended = true;
    version++;
  }

  private void trim() {
    while (listed.size() > style.listSize()) {
      Segment oldest = listed.remove();
      discontinuitySequence += oldest.start().discontinuity() ? 1 : 0;
      retired.add(oldest);
    }
    while (retired.size() > style.extraSegments()) {
      remove(retired.remove());
    }
    forgetParts();
  }

  private void remove(Segment segment) {
    StoredFile file = segment.file();
    if (file != null) {
      files.remove(file);
    }
    segment.parts().forEach(part -> files.remove(part.file()));
    StoredFile map = segment.map();
    if (map != null && !inUse(map)) {
      files.remove(map);
    }
  }

  private boolean inUse(StoredFile map) {
    Segment being = open;
    return (being != null && being.map() == map)
        || listed.stream().anyMatch(each -> each.map() == map)
        || retired.stream().anyMatch(each -> each.map() == map);
  }

  /** Parts are asked for while they are listed and shortly after. */
  private void forgetParts() {
    long after = 0;
    long most = 2L * PARTS_TARGETS * style.target().nanos();
    for (Segment segment : newestFirst()) {
      if (after > most) {
        segment.parts().forEach(part -> files.remove(part.file()));
        segment.parts().clear();
      }
      after += segment.durationNanos();
    }
  }

  private Iterable<Segment> newestFirst() {
    return listed::descendingIterator;
  }

  PlaylistStyle style() {
    return style;
  }

  Collection<Segment> segments() {
    return listed;
  }

  @Nullable Segment open() {
    return open;
  }

  /** EXT-X-DISCONTINUITY-SEQUENCE. */
  long discontinuitySequence() {
    return discontinuitySequence;
  }

  /** Number of the newest complete segment, -1 before the first. */
  long newest() {
    return open == null ? nextSequence - 1 : nextSequence - 2;
  }

  /**
   * How many parts a segment has that is listed or being made, 0 if there is none of the number.
   */
  int parts(long sequence) {
    Segment being = open;
    if (being != null && being.sequence() == sequence) {
      return being.parts().size();
    }
    for (Segment segment : listed) {
      if (segment.sequence() == sequence) {
        return segment.parts().size();
      }
    }
    return 0;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Another number with each change. */
  int version() {
    return version;
  }

  Bandwidth bandwidth() {
    return bandwidth;
  }

  /** Time listed and being made. */
  long durationNanos() {
    long sum = open == null ? 0 : open.durationNanos();
    for (Segment segment : listed) {
      sum += segment.durationNanos();
    }
    return sum;
  }

  List<Segment> all() {
    java.util.ArrayList<Segment> all = new java.util.ArrayList<>(listed);
    if (open != null) {
      all.add(open);
    }
    return all;
  }
}
