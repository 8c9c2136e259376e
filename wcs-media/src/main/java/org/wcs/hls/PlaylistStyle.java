package org.wcs.hls;

/**
 * How a media playlist looks.
 *
 * @param file its file name
 * @param version EXT-X-VERSION
 * @param listSize most complete segments in it
 * @param extraSegments segments kept after they have left it
 * @param partNanos EXT-X-PART-INF, 0 without parts
 * @param target the target duration of the stream
 */
record PlaylistStyle(
    String file,
    int version,
    int listSize,
    int extraSegments,
    long partNanos,
    TargetDuration target) {

  boolean lowLatency() {
    return partNanos > 0;
  }

  /** Least distance of a player from the end, in nanoseconds. */
  long holdBackNanos() {
    return lowLatency() ? 3 * partNanos : 3 * target.nanos();
  }
}
