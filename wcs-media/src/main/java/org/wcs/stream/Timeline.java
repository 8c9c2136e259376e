package org.wcs.stream;

import org.jspecify.annotations.Nullable;

/**
 * Puts the timestamps of one track on the clock that all tracks of its stream share. Small
 * corrections of that clock are followed slowly, so that no reader sees a jump; large ones at once.
 * One reader, one lane.
 */
public final class Timeline {

  private static final long STEP_NANOS = 500_000_000L;
  private static final double SLEW = 0.05; // of the media time that has passed

  private final Track track;
  private boolean started;
  private long offset; // nanoseconds from scaled pts to the clock
  private long lastScaled;

  /** Makes the line of a track. */
  public Timeline(Track track) {
    this.track = track;
  }

  /** Nanoseconds on the shared clock at which the sample of this timestamp was taken. */
  public long nanos(long pts) {
    long scaled = scaled(pts);
    Track.ClockReading reading = track.clock();
    long wanted = reading == null ? offset : reading.nanos() - scaled(reading.pts());
    if (!started || Math.abs(wanted - offset) > STEP_NANOS) {
      started = started || reading != null;
      offset = wanted;
    } else {
      long most = (long) (Math.abs(scaled - lastScaled) * SLEW);
      offset += Math.clamp(wanted - offset, -most, most);
    }
    lastScaled = scaled;
    return scaled + offset;
  }

  private long scaled(long pts) {
    long rate = track.codec().clockRate();
    return pts / rate * 1_000_000_000L + pts % rate * 1_000_000_000L / rate;
  }

  /** Converts a reading to the clock of another rate; null stays null. */
  public static Track.@Nullable ClockReading converted(
      Track.@Nullable ClockReading reading, int fromRate, int toRate) {
    return reading == null
        ? null
        : new Track.ClockReading(
            reading.nanos(),
            reading.pts() / fromRate * toRate + reading.pts() % fromRate * toRate / fromRate);
  }
}
