package org.wcs.hls;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for one origin from what its production has made so far. On the lane of the
 * origin.
 */
final class Desk {

  private static final int AHEAD = 2; // segments that a blocked request may be ahead
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_TEXTS = 64;
  private static final int LONGEST_KEPT_QUERY = 256;

  private final Production production;
  private final Supplier<String> sessions;
  private final long epochNanos;
  private final Map<Text, byte[]> texts = new HashMap<>();

  /**
   * Makes a desk.
   *
   * @param sessions makes names for viewers
   * @param epochNanos wall-clock time at lane time 0
   */
  Desk(Production production, Supplier<String> sessions, long epochNanos) {
    this.production = production;
    this.sessions = sessions;
    this.epochNanos = epochNanos;
  }

  /** What the text of a playlist depends on. */
  private record Text(String playlist, boolean skip, String query, int version) {}

  /** Whether a request is for a media playlist, as viewers repeat it. */
  boolean isMedia(HlsRequest request) {
    return playlist(request.file()) != null;
  }

  private @Nullable MediaPlaylist playlist(String file) {
    for (MediaPlaylist playlist : production.playlists()) {
      if (playlist.style().file().equals(file)) {
        return playlist;
      }
    }
    return null;
  }

  /** Null if the answer is not there yet. */
  @Nullable HlsResponse answer(HlsRequest request) {
    MediaPlaylist playlist = playlist(request.file());
    if (playlist == null && !HlsFiles.isMaster(request)) {
      return file(request.file());
    }
    Directives directives = Directives.of(withSession(request.parameters(), playlist == null));
    if (directives == null) {
      return HlsResponse.refused(400);
    }
    if (!production.ready()) {
      return production.over() ? HlsResponse.refused(404) : null;
    }
    return playlist == null
        ? HlsResponse.playlist(List.of(bytes(production.master(directives.playlistQuery()))))
        : media(playlist, directives);
  }

  private Map<String, String> withSession(Map<String, String> parameters, boolean master) {
    if (!master || parameters.containsKey(Directives.SESSION)) {
      return parameters;
    }
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(Directives.SESSION, sessions.get());
    return more;
  }

  private @Nullable HlsResponse file(String name) {
    StoredFile stored = production.files().find(name);
    if (stored != null) {
      return stored.response();
    }
    return production.announced(name) ? null : HlsResponse.refused(404);
  }

  private @Nullable HlsResponse media(MediaPlaylist playlist, Directives directives) {
    if (directives.blocking() && !playlist.hasEnded()) {
      if (tooFar(playlist, directives)) {
        return HlsResponse.refused(400);
      }
      if (!reached(playlist, directives)) {
        return null;
      }
    }
    byte[] text = text(playlist, directives);
    byte[] reports = bytes(reports(playlist, directives.playlistQuery()));
    return HlsResponse.playlist(reports.length == 0 ? List.of(text) : List.of(text, reports));
  }

  /** Section 6.2.5.2: two segments, or three seconds of parts but three of them. */
  private static boolean tooFar(MediaPlaylist playlist, Directives directives) {
    long sequence = directives.sequence();
    if (sequence > playlist.newest() + AHEAD) {
      return true;
    }
    long partNanos = playlist.style().partNanos();
    if (partNanos == 0 || sequence <= playlist.newest()) {
      return false;
    }
    long limit = partNanos < SECOND ? 3 * SECOND / partNanos : 3;
    return directives.part() >= playlist.parts(sequence) + limit;
  }

  /** A part behind the last of a segment is the first of the next (section 6.2.5.2). */
  private static boolean reached(MediaPlaylist playlist, Directives directives) {
    long newest = playlist.newest();
    int part = playlist.style().lowLatency() ? directives.part() : -1;
    if (directives.sequence() < newest || (directives.sequence() == newest && part < 0)) {
      return true;
    }
    boolean there = part >= 0 && part < playlist.parts(directives.sequence());
    return there || (directives.sequence() == newest && playlist.parts(newest + 1) > 0);
  }

  private byte[] text(MediaPlaylist playlist, Directives directives) {
    Text key =
        new Text(
            playlist.style().file(), directives.skip(), directives.fileQuery(), playlist.version());
    byte[] text = texts.get(key);
    if (text == null) {
      PlaylistText writer = new PlaylistText(playlist, directives.fileQuery(), epochNanos);
      text = bytes(writer.write(directives.skip(), production.announced(playlist)));
      if (texts.size() >= MOST_TEXTS) {
        texts.clear();
      }
      if (directives.fileQuery().length() <= LONGEST_KEPT_QUERY) {
        texts.put(key, text);
      }
    }
    return text;
  }

  private String reports(MediaPlaylist playlist, String query) {
    if (!playlist.style().lowLatency() || playlist.hasEnded()) {
      return "";
    }
    StringBuilder reports = new StringBuilder();
    for (MediaPlaylist other : production.playlists()) {
      if (other != playlist) {
        reports.append(PlaylistText.report(other, query));
      }
    }
    return reports.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
