package org.wcs.stream;

import java.util.EnumMap;
import java.util.Map;
import org.wcs.meter.DurationHistogram;

/**
 * How long players waited for their first picture, or sound where there is no picture: from asking
 * to the first packet that left. Any thread.
 */
public final class PlayStarts {

  private final Map<Way, DurationHistogram> waits = new EnumMap<>(Way.class); // never changes

  /** Nobody has played yet. */
  public PlayStarts() {
    for (Way way : Way.values()) {
      waits.put(
          way,
          new DurationHistogram(5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000));
    }
  }

  /** A player has asked, and now waits. */
  public PlayStart asked(Way way, long nowNanos) {
    return new PlayStart(waits.get(way), nowNanos);
  }

  /** What was noted so far, for each way. */
  public Map<Way, DurationHistogram.Snapshot> snapshot() {
    Map<Way, DurationHistogram.Snapshot> all = new EnumMap<>(Way.class);
    waits.forEach((way, wait) -> all.put(way, wait.snapshot()));
    return all;
  }

  /** How a stream goes out. */
  public enum Way {
    WEBRTC,
    RTMP,
    RTSP,
    HLS
  }
}
