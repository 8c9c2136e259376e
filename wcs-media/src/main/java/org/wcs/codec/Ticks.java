package org.wcs.codec;

/** Times in ticks of one clock in those of another, exact over centuries. */
final class Ticks {
  private Ticks() {}

  /** Rounds to the nearest. */
  static long convert(long ticks, int from, int to) {
    long seconds = Math.floorDiv(ticks, from);
    long rest = Math.floorMod(ticks, from);
    return seconds * to + (rest * to + from / 2) / from;
  }
}
