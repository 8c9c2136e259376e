package org.wcs.flv;

/**
 * Gives frames of sound time stamps without the rounding of RTMP's milliseconds: counts samples,
 * and follows the milliseconds where they depart from the count. One thread.
 */
final class AudioTicks {
  /** Half a millisecond of rounding on both sides and as much of jitter. */
  private static final long TOLERANCE_MICROS = 1_500;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int SLOWNESS = 16;

  private final long clockRate;
  private final long sampleRate;
  private boolean running;
  private long anchor;
  private long samplesSince;

  /**
   * @param clockRate ticks per second
   * @param sampleRate samples per second
   */
  AudioTicks(int clockRate, int sampleRate) {
    this.clockRate = clockRate;
    this.sampleRate = sampleRate;
  }

  /**
   * The time stamp of the next frame, in ticks.
   *
   * @param millis unwrapped
   * @param offsetNanos to be added to them
   * @param samples in the frame, 0 if not known
   */
  long next(long millis, int offsetNanos, int samples) {
    long given =
        Math.floorDiv(millis * clockRate + 500, 1000) + offsetNanos * clockRate / NANOS_PER_SECOND;
    if (samples == 0) {
      running = false;
      return given;
    }
    long counted = anchor + samplesSince * clockRate / sampleRate;
    long off = given - counted;
    // Half a frame away means that one is missing or too many.
    if (!running || Math.abs(off) * sampleRate * 2 > samples * clockRate + 2 * slack()) {
      running = true;
      anchor = given;
      samplesSince = samples;
      return given;
    }
    if (Math.abs(off) * 1_000_000 > TOLERANCE_MICROS * clockRate) {
      anchor += off / SLOWNESS;
      counted += off / SLOWNESS;
    }
    samplesSince += samples;
    return counted;
  }

  /** Short frames must not fall for the rounding: 2 ms, in ticks times samples per second. */
  private long slack() {
    return clockRate * sampleRate / 500;
  }
}
