package org.wcs.hls;

/**
 * Puts frames of sound behind one another without gaps: small deviations are followed a few ticks a
 * frame, since players hear every seam. In ticks of the sampling rate.
 */
final class AudioClock {

  /** Samples in a frame of AAC. */
  static final int FRAME = 1_024;

  /** The frame lies within what is there already. */
  static final int OVERLAP = -1;

  private static final int STEP = 8; // per frame: twice as fast as a timeline moves
  private static final int LARGEST_SEAM = FRAME * 3 / 4;

  private final int rate;
  private long end;

  AudioClock(int rate, long startNanos) {
    this.rate = rate;
    this.end = ticks(startNanos);
  }

  /** Where the sound so far ends. */
  long end() {
    return end;
  }

  long endNanos() {
    return nanos(end);
  }

  long nanos(long ticks) {
    return Ticks.nanos(ticks, rate);
  }

  long ticks(long nanos) {
    return Ticks.of(nanos, rate);
  }

  /** How many frames are missing before one of that time, or {@link #OVERLAP}. */
  int missing(long nanos) {
    long deviation = ticks(nanos) - end;
    if (deviation < -LARGEST_SEAM) {
      return OVERLAP;
    }
    return deviation <= LARGEST_SEAM ? 0 : (int) Math.min((deviation + FRAME / 2) / FRAME, 1 << 20);
  }

  /** The time of the next frame; its real time is given. */
  long place(long nanos) {
    long deviation = ticks(nanos) - end;
    long at = end;
    if (Math.abs(deviation) > LARGEST_SEAM) {
      at = Math.max(end, ticks(nanos));
    } else if (Math.abs(deviation) > rate / 200) {
      at += Math.clamp(deviation, -STEP, STEP);
    }
    end = at + FRAME;
    return at;
  }

  /** The time of a frame of silence, right behind what is there. */
  long fill() {
    long at = end;
    end += FRAME;
    return at;
  }
}
