package org.wcs.rtsp.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tracks of one sender on one line of time. Arrival says where each track is, less its
 * delay on the way; sender reports say where the tracks are relative to each other. So the reports
 * only move tracks against each other, the least delayed stays where it arrives, and the drift of
 * the sender's clock is followed by arrival. Reports that move tracks by more than a sender can
 * hold media back are not believed. One lane.
 */
final class IngestClock {

  /** The tracks of one picture and sound never arrive further apart. */
  private static final long MOST_APART_NANOS = 2_000_000_000L;

  private final List<TrackClock> clocks = new ArrayList<>();

  void add(TrackClock clock) {
    clocks.add(clock);
  }

  /**
   * A sender report. Where the sender's clock was set, the reports of the other tracks wait until
   * they are told by the new one.
   */
  void report(TrackClock clock, long pts, long ntpNanos) {
    boolean before = clock.reported();
    long last = clock.reportedOffset();
    clock.reported(pts, ntpNanos);
    if (before && Math.abs(clock.reportedOffset() - last) > MOST_APART_NANOS) {
      for (TrackClock other : clocks) {
        if (other != clock) {
          other.forgetReport();
        }
      }
    }
  }

  /** Works the lines out anew. */
  void update(long nowNanos) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < clocks.size(); i++) {
      TrackClock clock = clocks.get(i);
      if (clock.active(nowNanos)) {
        if (!clock.reported()) {
          return; // as it was
        }
        long offset = clock.arrivalOffset() - clock.reportedOffset();
        least = Math.min(least, offset);
        most = Math.max(most, offset);
      }
    }
    if (least == Long.MAX_VALUE) {
      return;
    }
    boolean doubted = most - least > MOST_APART_NANOS;
    for (int i = 0; i < clocks.size(); i++) {
      TrackClock clock = clocks.get(i);
      if (clock.active(nowNanos)) {
        long byReports = clock.reportedOffset() + least - clock.arrivalOffset();
        clock.correct(doubted ? 0 : byReports);
      }
    }
  }
}
