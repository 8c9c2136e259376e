package org.wcs.rtsp.ingest;

import java.util.Arrays;

/** Tells packets that come twice. One lane; nothing is allocated per packet. */
final class SeenNumbers {

  private static final int PACKETS = 1_024;

  private final long[] ring = new long[PACKETS];
  private long highest = -1;

  SeenNumbers() {
    Arrays.fill(ring, -1);
  }

  /** Notes a number; false if it was noted before, or may have been so long ago. */
  boolean first(long number) {
    int at = (int) number & PACKETS - 1;
    if (number < 0 || number <= highest - PACKETS || ring[at] >= number) {
      return false;
    }
    ring[at] = number;
    highest = Math.max(highest, number);
    return true;
  }
}
