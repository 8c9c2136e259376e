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

  /** Packets that are compared to find out how much sound one holds. */
  private static final int LENGTHS = 8;

  /** No picture is shown behind more than so many that come after it. */
  private static final int PICTURES = 8;

  private final int clockRate;
  private final boolean sound;
  private final long[] offsets = new long[PICTURES]; // of the last pictures
  private int pictures;
  private boolean reordered;
  private final long[] lengths = new long[LENGTHS]; // of packets, in ticks
  private int measured;
  private long lastNumber = Long.MIN_VALUE; // the first packet has none before it
  private long lastPts;
  private final LeastDelay arrivals = new LeastDelay(PATIENCE_NANOS);
  private long arrivedNanos;
  private final Tie report = new Tie();
  private final Tie start = new Tie();
  private long correction;

  TrackClock(int clockRate, boolean sound) {
    this.clockRate = clockRate;
    this.sound = sound;
  }

  /** Nanoseconds of a timestamp. */
  long nanos(long pts) {
    return pts / clockRate * 1_000_000_000L + pts % clockRate * 1_000_000_000L / clockRate;
  }

  /**
   * A packet with another timestamp has come, and no later one before it. A picture is taken at one
   * moment; sound can leave only when the last sample of the packet is there, so that one counts.
   */
  void arrived(long number, long pts, long nowNanos) {
    if (sound) {
      measure(number, pts);
    }
    long offset = nowNanos - nanos(pts + length());
    offsets[pictures % PICTURES] = offset;
    pictures = pictures + 1 == 2 * PICTURES ? PICTURES : pictures + 1;
    if (!reordered) {
      arrivals.add(offset, nowNanos);
    } else if (pictures >= PICTURES) {
      arrivals.add(latest(), nowNanos);
    }
    arrivedNanos = nowNanos;
  }

  /**
   * Pictures do not come in the order they are shown in. Those that come early say nothing; the
   * others come when it is their turn, so of some in a row the latest counts.
   */
  void reorder() {
    if (!reordered) {
      reordered = true;
      pictures = 0;
      if (arrivals.known()) {
        arrivals.reset();
      }
    }
  }

  private long latest() {
    long latest = offsets[0];
    for (int i = 1; i < Math.min(pictures, PICTURES); i++) {
      latest = Math.max(latest, offsets[i]);
    }
    return latest;
  }

  private void measure(long number, long pts) {
    if (number == lastNumber + 1 && pts > lastPts) {
      lengths[measured % LENGTHS] = pts - lastPts;
      measured++;
    }
    lastNumber = number;
    lastPts = pts;
  }

  /** What the packets hold; the least of a few, for pauses are no sound. */
  private long length() {
    long least = measured == 0 ? 0 : Long.MAX_VALUE;
    for (int i = 0; i < Math.min(measured, LENGTHS); i++) {
      least = Math.min(least, lengths[i]);
    }
    return least;
  }

  /** What sender reports say: at which moment of the sender's clock a timestamp was sampled. */
  Tie report() {
    return report;
  }

  /** What the answer to PLAY says: which timestamp stands for the moment playing began. */
  Tie start() {
    return start;
  }

  /** What was told is about another source. */
  void forget() {
    report.forget();
    start.forget();
  }

  boolean active(long nowNanos) {
    return known() && nowNanos - arrivedNanos < SILENT_NANOS;
  }

  boolean known() {
    return pictures > 0;
  }

  /** Lane time less the time of the media, by arrival alone. */
  long arrivalOffset() {
    return arrivals.known() ? arrivals.nanos() : latest();
  }

  /** Moves the line of the media from where arrival has it. */
  void correct(long nanos) {
    correction = nanos;
  }

  /** Lane time less the time of the media, by all that is known. */
  long offset() {
    return arrivalOffset() + correction;
  }

  /** Ties the timestamps to a clock that all tracks of the sender share. */
  final class Tie {
    private long offset;
    private boolean known;

    /** The timestamp stands for this moment of the clock. */
    void tell(long pts, long clockNanos) {
      offset = clockNanos - nanos(pts);
      known = true;
    }

    void forget() {
      known = false;
    }

    boolean known() {
      return known;
    }

    /** The clock less the time of the media. */
    long offset() {
      return offset;
    }
  }
}
