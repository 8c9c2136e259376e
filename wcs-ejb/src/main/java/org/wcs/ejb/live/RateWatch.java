package org.wcs.ejb.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast streams flow whose protocols only count. {@link #look} is for one thread about once a
 * second; what it saw may be read from any thread.
 */
final class RateWatch {

  private volatile Map<Key, Seen> seen = Map.of();

  private record Key(String mediaSessionId, boolean published) {
    static Key of(LiveStream stream) {
      return new Key(stream.mediaSessionId(), stream.published());
    }
  }

  /** One stream as of the last look. */
  private record Seen(Count audio, Count video) {
    static final Seen NOTHING = new Seen(Count.NOTHING, Count.NOTHING);
  }

  /** One kind of media as of the last look. */
  private record Count(long nanos, long bytes, long frames, Numbers.Rate rate) {
    static final Count NOTHING = new Count(0, 0, 0, Numbers.Rate.NONE);
    private static final double SECOND = 1e9;

    Count next(Numbers.Flow flow, long nowNanos) {
      double seconds = (nowNanos - nanos) / SECOND;
      boolean fresh = equals(NOTHING) || flow.bytes() < bytes || seconds <= 0;
      long bits = fresh ? 0 : Math.round((flow.bytes() - bytes) * Byte.SIZE / seconds);
      long more = fresh || bits == 0 ? 0 : Math.round((flow.frames() - frames) / seconds);
      return new Count(
          nowNanos,
          flow.bytes(),
          flow.frames(),
          new Numbers.Rate(bits, Math.clamp(more, 0, Integer.MAX_VALUE)));
    }
  }

  /** Looks at all streams there are, and forgets the others. */
  void look(Collection<LiveStream> streams, long nowNanos) {
    Map<Key, Seen> before = seen;
    Map<Key, Seen> now = HashMap.newHashMap(streams.size());
    for (LiveStream stream : streams) {
      Key key = Key.of(stream);
      Seen last = before.getOrDefault(key, Seen.NOTHING);
      Numbers numbers = stream.numbers();
      now.put(
          key,
          new Seen(
              last.audio().next(numbers.audio(), nowNanos),
              last.video().next(numbers.video(), nowNanos)));
    }
    seen = now;
  }

  /** The stream with its rates as of the last look, where its protocol tells none. */
  LiveStream completed(LiveStream stream) {
    Seen last = seen.get(Key.of(stream));
    if (last == null) {
      return stream;
    }
    Numbers numbers = stream.numbers();
    Numbers.Flow audio = completed(numbers.audio(), last.audio());
    Numbers.Flow video = completed(numbers.video(), last.video());
    if (audio == null && video == null) {
      return stream;
    }
    return stream.with(
        new Numbers(
            audio == null ? numbers.audio() : audio,
            video == null ? numbers.video() : video,
            numbers.roundTripMillis(),
            numbers.skipped()));
  }

  /** Null if there is nothing to add. */
  private static Numbers.@Nullable Flow completed(Numbers.Flow flow, Count last) {
    boolean missing = flow.rate().equals(Numbers.Rate.NONE) && last.rate().bitsPerSecond() > 0;
    return missing ? flow.at(last.rate()) : null;
  }
}
