package org.wcs.packetize;

import java.util.Arrays;

/**
 * Decoding times for pictures that come in decoding order with presentation times only. If at most
 * n pictures precede any in decoding order and follow it in output order, then the time of the
 * picture shown as number i - n is known when number i comes, and no picture that comes later is
 * due before it: that is its decoding time. One lane.
 */
final class DecodingTimes {
  /** The stream does not say; it is taken for one that does what is common. */
  static final int UNTOLD = -1;

  private static final int COMMON_DEPTH = 2;
  private static final int MOST = 16;

  private final Depacketizer.Finding finding;
  private final long[] shown = new long[MOST + 1]; // ascending, the times not yet used
  private int count;
  private int depth;
  private boolean told;
  private boolean seen; // that a picture is shown before one decoded earlier
  private boolean started;
  private long last;
  private long latest;

  DecodingTimes(Depacketizer.Finding finding) {
    this.finding = finding;
  }

  /** What a key frame says: so many pictures, or {@link #UNTOLD}. */
  void reordering(int pictures) {
    int now = pictures == UNTOLD ? COMMON_DEPTH : Math.min(pictures, MOST);
    if (now != depth || !started) {
      depth = now;
      count = 0;
    }
    told = pictures != UNTOLD;
    finding.reordered(told ? now > 0 : seen);
  }

  /** Pictures are missing: times start anew with the next. */
  void gap() {
    count = 0;
  }

  /** The decoding time of the next picture: at most its presentation time, and above the last. */
  long of(long pts) {
    if (started && pts < last) {
      count = 0; // the clock of the source was set back
      started = false;
    }
    notice(pts);
    long dts = depth == 0 ? pts : delayed(pts);
    if (started && dts <= last && last + 1 <= pts) {
      dts = last + 1;
    }
    started = true;
    last = Math.min(dts, pts);
    return last;
  }

  private void notice(long pts) {
    if (!started || pts > latest) {
      latest = pts;
    } else if (!told && !seen && pts < latest) {
      seen = true;
      finding.reordered(true);
    }
  }

  private long delayed(long pts) {
    int at = Arrays.binarySearch(shown, 0, count, pts);
    int to = at < 0 ? -at - 1 : at;
    System.arraycopy(shown, to, shown, to + 1, count - to);
    shown[to] = pts;
    count++;
    if (count <= depth) {
      return shown[0] - (depth + 1 - count); // before the first picture is shown
    }
    long first = shown[0];
    count--;
    System.arraycopy(shown, 1, shown, 0, count);
    return first;
  }
}
