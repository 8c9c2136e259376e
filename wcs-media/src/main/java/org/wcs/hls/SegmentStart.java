package org.wcs.hls;

/**
 * The beginning of a segment.
 *
 * @param layout what it is made of
 * @param nanos its first decoding time on the clock of the playlist
 * @param capturedNanos when its first picture or sound was captured, lane time
 * @param discontinuity whether what was before does not go on
 * @param independent whether it begins with a key frame
 */
record SegmentStart(
    Layout layout, long nanos, long capturedNanos, boolean discontinuity, boolean independent) {

  /** The same for sound, of which every frame is a beginning. */
  SegmentStart alwaysIndependent() {
    return new SegmentStart(layout, nanos, capturedNanos, discontinuity, true);
  }
}
