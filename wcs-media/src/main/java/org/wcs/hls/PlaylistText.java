package org.wcs.hls;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes media playlists (RFC 8216bis section 4.4). Stateless but for its buffer; one use. */
final class PlaylistText {

  /** How many target durations from the end a delta update reaches back at least. */
  private static final int SKIP_TARGETS = 6;

  private static final int SKIP_VERSION = 9;
  private static final double NANOS = 1e9;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder(4_096);
  private final MediaPlaylist playlist;
  private final PlaylistStyle style;
  private final String query;
  private final long epochNanos;

  /**
   * Makes a writer.
   *
   * @param query behind every name of a file
   * @param epochNanos wall-clock time at lane time 0
   */
  PlaylistText(MediaPlaylist playlist, String query, long epochNanos) {
    this.playlist = playlist;
    this.style = playlist.style();
    this.query = query;
    this.epochNanos = epochNanos;
  }

  /**
   * The playlist without its rendition reports.
   *
   * @param skip whether a delta update is welcome
   * @param nextPart name of the part to come, if it is known
   */
  String write(boolean skip, @Nullable String nextPart) {
    List<Segment> segments = playlist.all();
    int skipped = skip && style.lowLatency() ? skippable(segments) : 0;
    header(segments, skipped);
    StoredFile map = null;
    long ahead = playlist.durationNanos();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (i >= skipped) {
        segment(segment, map, ahead);
      }
      map = segment.map();
      ahead -= segment.durationNanos();
    }
    if (playlist.hasEnded()) {
      text.append("#EXT-X-ENDLIST\n");
    } else if (nextPart != null && style.lowLatency()) {
      text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"").append(nextPart).append(query);
      text.append("\"\n");
    }
    return text.toString();
  }

  /** EXT-X-RENDITION-REPORT: how far another playlist is. */
  static String report(MediaPlaylist other, String query) {
    Segment open = other.open();
    long sequence = open != null && !open.parts().isEmpty() ? open.sequence() : other.newest();
    int part = other.parts(sequence) - 1;
    String last = other.style().lowLatency() && part >= 0 ? ",LAST-PART=" + part : "";
    return "#EXT-X-RENDITION-REPORT:URI=\""
        + other.style().file()
        + query
        + "\",LAST-MSN="
        + sequence
        + last
        + "\n";
  }

  private void header(List<Segment> segments, int skipped) {
    text.append("#EXTM3U\n#EXT-X-VERSION:");
    text.append(skipped > 0 ? Math.max(SKIP_VERSION, style.version()) : style.version());
    text.append("\n#EXT-X-TARGETDURATION:").append(style.target().seconds()).append('\n');
    control();
    long first = segments.isEmpty() ? 0 : segments.getFirst().sequence();
    text.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
    if (playlist.discontinuitySequence() > 0) {
      text.append("#EXT-X-DISCONTINUITY-SEQUENCE:").append(playlist.discontinuitySequence());
      text.append('\n');
    }
    if (segments.stream().allMatch(each -> each.start().independent())) {
      text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }
    if (skipped > 0) {
      text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
    }
  }

  private void control() {
    text.append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES");
    if (!style.lowLatency()) {
      text.append('\n');
      return;
    }
    text.append(",CAN-SKIP-UNTIL=").append(seconds(SKIP_TARGETS * style.target().nanos()));
    text.append(",PART-HOLD-BACK=").append(seconds(style.holdBackNanos()));
    text.append("\n#EXT-X-PART-INF:PART-TARGET=").append(seconds(style.partNanos()));
    text.append('\n');
  }

  /** How many segments begin before the skip boundary. */
  private int skippable(List<Segment> segments) {
    long ahead = playlist.durationNanos();
    int skippable = 0;
    for (Segment segment : segments) {
      ahead -= segment.durationNanos();
      if (!segment.complete() || ahead < SKIP_TARGETS * style.target().nanos()) {
        break;
      }
      skippable++;
    }
    return skippable;
  }

  /**
   * One segment with its tags.
   *
   * @param mapBefore the init segment of the segment before
   * @param ahead from its beginning to the end of the playlist
   */
  private void segment(Segment segment, @Nullable StoredFile mapBefore, long ahead) {
    boolean partsListed =
        style.lowLatency() && ahead <= MediaPlaylist.PARTS_TARGETS * style.target().nanos();
    if (!segment.complete() && (!partsListed || segment.parts().isEmpty())) {
      return;
    }
    if (segment.start().discontinuity()) {
      text.append("#EXT-X-DISCONTINUITY\n");
    }
    StoredFile map = segment.map();
    if (map != null && map != mapBefore) {
      text.append("#EXT-X-MAP:URI=\"").append(map.name()).append(query).append("\"\n");
    }
    date(segment.capturedNanos());
    if (partsListed) {
      segment.parts().forEach(this::part);
    }
    if (segment.complete()) {
      text.append(segment.gap() ? "#EXT-X-GAP\n" : "");
      text.append("#EXTINF:").append(seconds(segment.durationNanos())).append(",\n");
      text.append(segment.uri()).append(query).append('\n');
    }
  }

  private void part(Part part) {
    text.append("#EXT-X-PART:DURATION=").append(seconds(part.durationNanos()));
    text.append(",URI=\"").append(part.file().name()).append(query).append('"');
    text.append(part.independent() ? ",INDEPENDENT=YES\n" : "\n");
  }

  private void date(long capturedNanos) {
    long wall = epochNanos + capturedNanos;
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(wall, 1_000_000_000L), Math.floorMod(wall, 1_000_000_000L));
    text.append("#EXT-X-PROGRAM-DATE-TIME:").append(DATE.format(instant)).append('\n');
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.5f", nanos / NANOS);
  }
}
