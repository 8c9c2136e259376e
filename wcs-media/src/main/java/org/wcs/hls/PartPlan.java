package org.wcs.hls;

/**
 * Where parts end. The parts of a segment are made equally long as far as the length of the segment
 * can be foreseen from the one before, so that none is left over that is tiny: players skip those.
 * On the lane of the origin.
 */
final class PartPlan {

  private final long aimedNanos;
  private final long guessNanos;
  private long expectedNanos; // length of the segment, 0 if nothing is known
  private long plannedNanos;

  /**
   * Makes a plan.
   *
   * @param aimedNanos length of a part, 0 for no parts
   * @param guessNanos length of the first segment, 0 if nothing is known
   */
  PartPlan(long aimedNanos, long guessNanos) {
    this.aimedNanos = aimedNanos;
    this.guessNanos = guessNanos;
    this.plannedNanos = aimedNanos;
  }

  /** EXT-X-PART-INF: no part is longer, unless a single frame is. */
  static long mostNanos(long aimedNanos) {
    return aimedNanos + aimedNanos / 10;
  }

  /** A segment begins; the one before was that long, 0 if there was none. */
  void begin(long lastNanos) {
    expectedNanos = lastNanos > 0 ? lastNanos : guessNanos;
    plannedNanos = aimedNanos;
    if (aimedNanos > 0 && expectedNanos > 0) {
      long slightlyMore = aimedNanos + aimedNanos / 25;
      plannedNanos = expectedNanos / ((expectedNanos + slightlyMore - 1) / slightlyMore);
    }
  }

  /**
   * Whether a part ends before the next frame.
   *
   * @param inSegment from the beginning of the segment to that frame
   * @param inPart from the beginning of the part to that frame
   * @param frame how long that frame is
   */
  boolean endsBefore(long inSegment, long inPart, long frame) {
    if (aimedNanos == 0 || inPart <= 0) {
      return false;
    }
    if (inPart + frame > mostNanos(aimedNanos)) {
      return true;
    }
    long left = expectedNanos - inSegment;
    if (expectedNanos > 0 && Math.abs(left) < plannedNanos / 2) {
      return false; // the segment is about to end, and the part with it
    }
    if (left < 0) {
      return inPart >= aimedNanos - frame / 2;
    }
    long begun = inSegment - inPart;
    long boundary = plannedNanos * ((begun + plannedNanos / 2) / plannedNanos + 1);
    return inSegment >= boundary - frame / 2;
  }
}
