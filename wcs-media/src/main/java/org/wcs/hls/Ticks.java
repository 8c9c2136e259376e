package org.wcs.hls;

/** Converts between nanoseconds and the ticks of a media clock, without overflow. Stateless. */
final class Ticks {

  private static final long SECOND = 1_000_000_000L;

  private Ticks() {}

  /** The nearest tick. */
  static long of(long nanos, int rate) {
    long seconds = Math.floorDiv(nanos, SECOND);
    return seconds * rate + (Math.floorMod(nanos, SECOND) * rate + SECOND / 2) / SECOND;
  }

  static long nanos(long ticks, int rate) {
    return Math.floorDiv(ticks, rate) * SECOND + Math.floorMod(ticks, rate) * SECOND / rate;
  }
}
