package org.wcs.bench.hls;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one media playlist over a connection of its own: fetches what is new, then asks for the
 * playlist again. On the loop's thread.
 */
final class Rendition {

  private static final int START_BEHIND = 3;

  private final PlayerLoop loop;
  private final Connection connection;
  private final String folder;
  private final String playlist;
  private final boolean blocking;
  private final boolean probe;
  private final Deque<Playlist.Item> wanted = new ArrayDeque<>();
  private Playlist.@Nullable Item last;
  private @Nullable String map;
  private @Nullable String held;
  private long sequence = -1;
  private int part;
  private long askedNanos;
  private long pauseNanos;

  /**
   * Made for the name of the playlist with its query.
   *
   * @param blocking whether to ask for what is to come, part by part; else the playlist is polled
   * @param probe whether to note the age of pictures
   */
  Rendition(PlayerLoop loop, Connection connection, Name name, boolean blocking, boolean probe) {
    this.loop = loop;
    this.connection = connection;
    this.folder = name.folder();
    this.playlist = name.file();
    this.blocking = blocking;
    this.probe = probe;
  }

  /**
   * Where a playlist is.
   *
   * @param folder with both slashes
   * @param file with its query
   */
  record Name(String folder, String file) {}

  /** Asks for the playlist. */
  void reload() throws IOException {
    askedNanos = System.nanoTime();
    String target = folder + playlist;
    held = null;
    if (blocking && sequence >= 0) {
      String position = "_HLS_msn=" + sequence + "&_HLS_part=" + part;
      held = playlist.substring(0, playlist.indexOf(".m3u8")) + ' ' + position;
      target += (target.indexOf('?') < 0 ? "?" : "&") + position + "&_HLS_skip=YES";
    }
    connection.get(target, true, this::playlistCame);
  }

  private void playlistCame(Answer answer) throws IOException {
    if (!loop.tally().takes(answer)) {
      pauseNanos = TimeUnit.SECONDS.toNanos(1);
      next();
      return;
    }
    String which = held;
    if (which == null) {
      loop.tally().playlist(answer);
    } else {
      loop.tally().heldPlaylist(which);
    }
    Playlist now = Playlist.parse(answer.text());
    sequence = now.nextSequence();
    part = now.nextPart();
    boolean changed = want(blocking ? now.parts() : now.segments());
    pauseNanos = blocking ? 0 : TimeUnit.SECONDS.toNanos(now.targetSeconds()) / (changed ? 1 : 2);
    String init = now.map();
    if (init != null && !init.equals(map)) {
      map = init;
      connection.get(folder + init, false, this::mediaCame);
    } else {
      next();
    }
  }

  /** Notes what is new; says whether anything is. */
  private boolean want(List<Playlist.Item> items) {
    boolean found = false;
    int first = last == null ? Math.max(0, items.size() - START_BEHIND) : 0;
    for (Playlist.Item item : items.subList(first, items.size())) {
      if (item.after(last)) {
        if (last != null && item.sequence() > last.sequence() + 1) {
          loop.tally().missed(item.sequence() - last.sequence() - 1);
        }
        wanted.add(item);
        last = item;
        found = true;
      }
    }
    return found;
  }

  private void next() throws IOException {
    Playlist.Item item = wanted.poll();
    if (item != null) {
      connection.get(folder + item.uri(), probe, this::mediaCame);
    } else if (pauseNanos == 0) {
      reload();
    } else {
      loop.at(askedNanos + pauseNanos, this::reload);
    }
  }

  private void mediaCame(Answer answer) throws IOException {
    if (loop.tally().takes(answer)) {
      loop.tally().media(answer);
    }
    next();
  }
}
