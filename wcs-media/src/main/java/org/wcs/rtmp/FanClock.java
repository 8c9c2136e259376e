package org.wcs.rtmp;

import java.util.concurrent.atomic.AtomicLong;
import org.wcs.lane.Lane;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;

/**
 * Turns timestamps of one track into milliseconds that all tracks of its stream, published or made
 * on demand, count from the same moment. They never go back. On the writer's lane.
 */
final class FanClock {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Track track;
  private final Lane lane;
  private final Origin origin;
  private final Timeline timeline;
  private boolean anchored;
  private long anchorNanos; // lane time of timestamp 0, while the publisher's clock is unknown
  private long lastMillis = Long.MIN_VALUE;

  FanClock(Track track, Lane lane, Origin origin) {
    this.track = track;
    this.lane = lane;
    this.origin = origin;
    this.timeline = new Timeline(track);
  }

  /** Milliseconds since the stream's origin; negative for what was kept from before it. */
  long millis(long ticks) {
    long nanos = track.clock() == null ? unclocked(ticks) : timeline.nanos(ticks);
    long millis = Math.floorDiv(nanos - origin.nanos(nanos), NANOS_PER_MILLI);
    lastMillis = Math.max(lastMillis, millis);
    return lastMillis;
  }

  private long unclocked(long ticks) {
    long rate = track.codec().clockRate();
    long scaled = ticks / rate * 1_000_000_000L + ticks % rate * 1_000_000_000L / rate;
    if (!anchored) {
      anchored = true;
      anchorNanos = lane.nanoTime() - scaled;
    }
    return anchorNanos + scaled;
  }

  /** The moment from which a stream's milliseconds count. Any thread. */
  static final class Origin {

    private static final long UNSET = Long.MIN_VALUE;

    private final long roomNanos;
    private final AtomicLong nanos = new AtomicLong(UNSET);

    /**
     * An origin that the first timestamp decides.
     *
     * @param roomNanos how much older the oldest may be that comes later
     */
    Origin(long roomNanos) {
      this.roomNanos = roomNanos;
    }

    long nanos(long first) {
      long known = nanos.get();
      if (known == UNSET && nanos.compareAndSet(UNSET, first - roomNanos)) {
        return first - roomNanos;
      }
      return nanos.get();
    }
  }
}
