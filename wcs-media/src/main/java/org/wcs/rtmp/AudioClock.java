package org.wcs.rtmp;

import org.wcs.unit.Codec;

/**
 * Gives sound timestamps that are as even as its samples. RTMP rounds to milliseconds; so samples
 * are counted as long as the count stays near the rounded time, and led back to it slowly. On the
 * publisher's lane.
 */
final class AudioClock {

  private static final double SLEW = 1.0 / 64; // of the mean error, in each frame
  private static final double MEAN = 1.0 / 16;

  private final Codec codec;
  private final double tolerance; // ticks
  private final double deadBand; // ticks; rounding to milliseconds errs by so much
  private boolean begun;
  private double next;
  private double meanError;
  private long last;

  AudioClock(Codec codec, long toleranceMillis) {
    this.codec = codec;
    this.tolerance = toleranceMillis * codec.clockRate() / 1_000.0;
    this.deadBand = codec.clockRate() / 500.0;
  }

  /**
   * The timestamp of a frame.
   *
   * @param wanted the timestamp as the publisher rounded it, ticks
   * @return more than the one before
   */
  long ticks(long wanted, byte[] payload) {
    double duration = SoundDuration.ticks(codec, payload, begun ? wanted - last : 0);
    double error = wanted - next;
    if (!begun || duration == 0 || Math.abs(error) > tolerance) {
      next = wanted;
      meanError = 0;
    } else {
      meanError += (error - meanError) * MEAN;
      if (Math.abs(meanError) > deadBand) {
        next += meanError * SLEW;
      }
    }
    long ticks = Math.round(next);
    if (begun && ticks <= last) {
      ticks = last + 1;
    }
    begun = true;
    last = ticks;
    next += duration;
    return ticks;
  }
}
