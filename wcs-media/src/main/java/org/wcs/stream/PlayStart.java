package org.wcs.stream;

import org.jspecify.annotations.Nullable;
import org.wcs.meter.DurationHistogram;

/** One player that waits for its first picture, or sound. On the player's lane. */
public final class PlayStart {

  private final long askedNanos;
  private @Nullable DurationHistogram waits; // null once it has begun

  PlayStart(@Nullable DurationHistogram waits, long askedNanos) {
    this.waits = waits;
    this.askedNanos = askedNanos;
  }

  /** One that nobody measures. */
  public static PlayStart unmeasured() {
    return new PlayStart(null, 0);
  }

  /** The first of it leaves; later calls change nothing. */
  public void sent(long nowNanos) {
    DurationHistogram now = waits;
    if (now != null) {
      waits = null;
      now.record(nowNanos - askedNanos);
    }
  }
}
