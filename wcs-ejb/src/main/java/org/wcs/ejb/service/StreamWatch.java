package org.wcs.ejb.service;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** Since when streams are there, and how much comes of them. One thread, about once a second. */
final class StreamWatch {

  private Map<MediaStream, Seen> seen = new IdentityHashMap<>();

  /**
   * One stream as of the last look.
   *
   * @param sinceMillis when it was first seen, Unix time
   * @param atMillis when it was last seen
   * @param octets its payload bytes by then
   * @param pictures its frames of video by then
   * @param bitsPerSecond between the last two looks
   * @param framesPerSecond between the last two looks
   */
  record Seen(
      long sinceMillis,
      long atMillis,
      long octets,
      long pictures,
      int bitsPerSecond,
      int framesPerSecond) {}

  /** Looks at the streams there are, and forgets the others. */
  void look(Collection<MediaStream> streams, long nowMillis) {
    Map<MediaStream, Seen> now = new IdentityHashMap<>();
    for (MediaStream stream : streams) {
      now.put(stream, next(seen.get(stream), stream, nowMillis));
    }
    seen = now;
  }

  /** What the last look saw; a stream that has come since is as new as it gets. */
  Seen of(MediaStream stream, long nowMillis) {
    return seen.getOrDefault(stream, new Seen(nowMillis, nowMillis, 0, 0, 0, 0));
  }

  private static Seen next(@Nullable Seen last, MediaStream stream, long nowMillis) {
    long octets = stream.tracks().stream().mapToLong(Track::octets).sum();
    long pictures = stream.track(Codec.Kind.VIDEO).map(Track::pictures).orElse(0L);
    if (last == null) {
      return new Seen(nowMillis, nowMillis, octets, pictures, 0, 0);
    }
    double seconds = (nowMillis - last.atMillis()) / 1000.0;
    if (seconds <= 0) {
      return last;
    }
    return new Seen(
        last.sinceMillis(),
        nowMillis,
        octets,
        pictures,
        (int) ((octets - last.octets()) * 8 / seconds),
        (int) Math.round((pictures - last.pictures()) / seconds));
  }
}
