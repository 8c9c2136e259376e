package org.wcs.rtsp.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts the tracks of one sender on one line of time. Arrival says where each track is, less its
 * delay on the way; sender reports, and before them the answer to PLAY, say where the tracks are
 * relative to each other. So these only move tracks against each other, the least delayed stays
 * where it arrives, and the drift of the sender's clock is followed by arrival. What moves tracks
 * by more than a sender can hold media back is not believed. One lane.
 */
final class IngestClock {

  /** The tracks of one picture and sound never arrive further apart. */
  private static final long MOST_APART_NANOS = 2_000_000_000L;

  /**
   * The answer to PLAY is wrong more often than a report is: some cameras name the packets that
   * come first, not those of one moment. What it moves by no more is put right without a jump.
   */
  private static final long START_APART_NANOS = 500_000_000L;

  /** The first reports come within this; later on the start says nothing of clocks that drift. */
  private static final long START_NANOS = 10_000_000_000L;

  private final List<TrackClock> clocks = new ArrayList<>();
  private boolean starting;
  private long startedNanos;

  void add(TrackClock clock) {
    clocks.add(clock);
  }

  /**
   * A sender report. Where the sender's clock was set, the reports of the other tracks wait until
   * they are told by the new one.
   */
  void report(TrackClock clock, long pts, long ntpNanos) {
    boolean before = clock.report().known();
    long last = clock.report().offset();
    clock.report().tell(pts, ntpNanos);
    if (before && Math.abs(clock.report().offset() - last) > MOST_APART_NANOS) {
      for (TrackClock other : clocks) {
        if (other != clock) {
          other.report().forget();
        }
      }
    }
  }

  /** The timestamp of this track that stands for the moment playing began. */
  void start(TrackClock clock, long pts, long nowNanos) {
    clock.start().tell(pts, 0);
    starting = true;
    startedNanos = nowNanos;
  }

  /** Whether the start is what the lines are worked out from, if it is told of all tracks. */
  boolean starting() {
    return starting;
  }

  /** Works the lines out anew; where nothing is known of one track, all stay as they are. */
  void update(long nowNanos) {
    starting = starting && nowNanos - startedNanos < START_NANOS;
    if (known(TrackClock::report, nowNanos)) {
      starting = false;
      align(TrackClock::report, MOST_APART_NANOS, nowNanos);
    } else if (starting && known(TrackClock::start, nowNanos)) {
      align(TrackClock::start, START_APART_NANOS, nowNanos);
    }
  }

  /** Whether all tracks that are active are tied to the clock. */
  private boolean known(Function<TrackClock, TrackClock.Tie> told, long nowNanos) {
    boolean any = false;
    for (int i = 0; i < clocks.size(); i++) {
      TrackClock clock = clocks.get(i);
      if (clock.active(nowNanos)) {
        if (!told.apply(clock).known()) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private void align(Function<TrackClock, TrackClock.Tie> told, long mostNanos, long nowNanos) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < clocks.size(); i++) {
      TrackClock clock = clocks.get(i);
      if (clock.active(nowNanos)) {
        long offset = clock.arrivalOffset() - told.apply(clock).offset();
        least = Math.min(least, offset);
        most = Math.max(most, offset);
      }
    }
    boolean doubted = most - least > mostNanos;
    for (int i = 0; i < clocks.size(); i++) {
      TrackClock clock = clocks.get(i);
      if (clock.active(nowNanos)) {
        long moved = told.apply(clock).offset() + least - clock.arrivalOffset();
        clock.correct(doubted ? 0 : moved);
      }
    }
  }
}
