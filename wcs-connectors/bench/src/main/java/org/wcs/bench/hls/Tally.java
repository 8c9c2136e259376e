package org.wcs.bench.hls;

import java.util.HashMap;
import java.util.Map;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.rtmp.Broadcast;

/** What all players together have seen since the last reset. On the loop's thread. */
final class Tally {

  private static final int RECENT = 1_000;

  private final DelaySamples playlists = new DelaySamples();
  private final DelaySamples media = new DelaySamples();
  private final DelaySamples ages = new DelaySamples();
  private final Map<String, Long> firsts = new HashMap<>();
  private long requests;
  private long bytes;
  private long failed;
  private long missed;

  void reset() {
    playlists.clear();
    media.clear();
    ages.clear();
    requests = 0;
    bytes = 0;
    failed = 0;
    missed = 0;
  }

  /** An answer to any request; false if it is a refusal. */
  boolean takes(Answer answer) {
    requests++;
    bytes += answer.length();
    if (!answer.good()) {
      failed++;
    }
    return answer.good();
  }

  /** A playlist that came at once. */
  void playlist(Answer answer) {
    playlists.add(answer.nanos());
  }

  /** A playlist that the server held back until it was due: how long after the first who got it. */
  void heldPlaylist(String which) {
    long now = System.nanoTime();
    if (firsts.size() > RECENT) {
      firsts.clear();
    }
    playlists.add(now - firsts.computeIfAbsent(which, unseen -> now));
  }

  /** A segment or a part; its pictures tell their age if the content was kept. */
  void media(Answer answer) {
    media.add(answer.nanos());
    long made = Broadcast.newest(answer.content());
    if (made >= 0) {
      ages.add(System.nanoTime() - made);
    }
  }

  /** Segments or parts that left the playlist before they were fetched. */
  void missed(long count) {
    missed += count;
  }

  Totals totals() {
    return new Totals(
        requests, bytes, failed, missed, playlists.summary(), media.summary(), ages.summary());
  }

  /**
   * Sums.
   *
   * @param requests answered
   * @param bytes of all contents
   * @param failed requests refused
   * @param missed media that was gone before it was fetched
   * @param playlists how long they took; of those held back, how long behind the first
   * @param media how long segments or parts took
   * @param ages of the newest picture when its segment or part had come
   */
  record Totals(
      long requests,
      long bytes,
      long failed,
      long missed,
      DelaySamples.Summary playlists,
      DelaySamples.Summary media,
      DelaySamples.Summary ages) {}
}
