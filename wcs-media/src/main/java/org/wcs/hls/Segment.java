package org.wcs.hls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment being made, and then as it stays. On the lane of the origin. */
final class Segment {

  private final long sequence;
  private final SegmentStart start;
  private final @Nullable StoredFile map;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable StoredFile file;
  private String uri = "";
  private long capturedNanos;
  private long durationNanos;
  private boolean complete;

  Segment(long sequence, SegmentStart start, @Nullable StoredFile map) {
    this.sequence = sequence;
    this.start = start;
    this.map = map;
    this.capturedNanos = start.capturedNanos();
  }

  /** When the first frame of this very track was captured. */
  void captured(long nanos) {
    capturedNanos = nanos;
  }

  long capturedNanos() {
    return capturedNanos;
  }

  void add(Part part) {
    parts.add(part);
    durationNanos += part.durationNanos();
  }

  /**
   * Nothing more comes.
   *
   * @param content null if the segment is a gap
   */
  void complete(String name, @Nullable StoredFile content, long nanos) {
    uri = name;
    file = content;
    durationNanos = nanos;
    complete = true;
  }

  long sequence() {
    return sequence;
  }

  SegmentStart start() {
    return start;
  }

  @Nullable StoredFile map() {
    return map;
  }

  List<Part> parts() {
    return parts;
  }

  String uri() {
    return uri;
  }

  @Nullable StoredFile file() {
    return file;
  }

  boolean gap() {
    return complete && file == null;
  }

  boolean complete() {
    return complete;
  }

  /** Of its parts while it is being made. */
  long durationNanos() {
    return durationNanos;
  }

  long octets() {
    return file == null ? 0 : file.body().length();
  }
}
