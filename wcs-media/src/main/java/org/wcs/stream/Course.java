package org.wcs.stream;

import java.util.List;

/**
 * How one stream of one client goes.
 *
 * @param startedNanos lane time at which it was asked for
 * @param paused whether the client wants nothing for now
 * @param tracks what flows to it; empty for a publisher, whose tracks tell for themselves, and for
 *     a player that waits
 */
public record Course(long startedNanos, boolean paused, List<TrackTraffic> tracks) {
  public Course {
    tracks = List.copyOf(tracks);
  }

  /** Nothing flows to the client. */
  public static Course since(long startedNanos) {
    return new Course(startedNanos, false, List.of());
  }
}
