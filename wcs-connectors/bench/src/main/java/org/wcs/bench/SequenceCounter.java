package org.wcs.bench;

/** Counts the packets of one source and the gaps in their numbers (RFC 3550 appendix A.3). */
final class SequenceCounter {

  private boolean started;
  private long highest;
  private long windowBase;
  private long windowReceived;

  /** A packet has come. */
  void received(int sequence) {
    if (!started) {
      started = true;
      highest = sequence;
      windowBase = sequence - 1L;
    } else {
      short step = (short) (sequence - (int) highest);
      highest = step > 0 ? highest + step : highest;
    }
    windowReceived++;
  }

  /** Counts from here. */
  void beginWindow() {
    windowBase = highest;
    windowReceived = 0;
  }

  boolean started() {
    return started;
  }

  /** Extended highest sequence number, for a report block. */
  int highest() {
    return (int) highest;
  }

  /** Packets that should have come in the window. */
  long expected() {
    return started ? highest - windowBase : 0;
  }

  /** Packets of the window that did not come. */
  long lost() {
    return Math.max(0, expected() - windowReceived);
  }
}
