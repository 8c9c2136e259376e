package org.wcs.rtsp.ingest;

import org.wcs.rtp.feature.LeastDelay;

/**
 * What is known of the time of one track: when its packets come, and what its sender reports say.
 * One lane.
 */
final class TrackClock {

  /** Packets may be held up together for so long before the sender is taken for paused. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private static final long SILENT_NANOS = 20_000_000_000L;

  private final int clockRate;
  private final LeastDelay arrivals = new LeastDelay(PATIENCE_NANOS);
  private long arrivedNanos;
  private long reportedOffset;
  private boolean reported;
  private long correction;

  TrackClock(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Nanoseconds of a timestamp. */
  long nanos(long pts) {
    return pts / clockRate * 1_000_000_000L + pts % clockRate * 1_000_000_000L / clockRate;
  }

  void arrived(long pts, long nowNanos) {
    arrivals.add(nowNanos - nanos(pts), nowNanos);
    arrivedNanos = nowNanos;
  }

  /** The sender says at which moment of its clock the timestamp was sampled. */
  void reported(long pts, long ntpNanos) {
    reportedOffset = ntpNanos - nanos(pts);
    reported = true;
  }

  /** What was reported belongs to another clock. */
  void forgetReport() {
    reported = false;
  }

  boolean reported() {
    return reported;
  }

  /** The sender's clock less the time of the media, as it was reported last. */
  long reportedOffset() {
    return reportedOffset;
  }

  boolean active(long nowNanos) {
    return arrivals.known() && nowNanos - arrivedNanos < SILENT_NANOS;
  }

  boolean known() {
    return arrivals.known();
  }

  /** Lane time less the time of the media, by arrival alone. */
  long arrivalOffset() {
    return arrivals.nanos();
  }

  /** Moves the line of the media from where arrival has it. */
  void correct(long nanos) {
    correction = nanos;
  }

  /** Lane time less the time of the media, by all that is known. */
  long offset() {
    return arrivals.nanos() + correction;
  }
}
