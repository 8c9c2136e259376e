package org.wcs.srtp;

/**
 * The highest index received from one source and which of those before it (RFC 3711 section 3.3.2).
 */
final class ReplayWindow {
  private final long[] seen;
  private final int size;
  private long highest = -1;

  /** A window of this many packets, a power of two from 64 to 1024. */
  ReplayWindow(int size) {
    this.size = size;
    seen = new long[size >> 6];
  }

  /** The highest index accepted, -1 before the first. */
  long highest() {
    return highest;
  }

  /** Tells whether the index was seen before or is too old to tell. */
  boolean isReplay(long index) {
    if (index > highest) {
      return false;
    }
    return index <= highest - size || (seen[word(index)] & 1L << index) != 0;
  }

  /** Notes an authenticated packet that is no replay. */
  void accept(long index) {
    if (index > highest) {
      long first = Math.max(highest + 1, index - size + 1);
      for (long skipped = first; skipped < index; skipped++) {
        seen[word(skipped)] &= ~(1L << skipped);
      }
      highest = index;
    }
    seen[word(index)] |= 1L << index;
  }

  private int word(long index) {
    return (int) (index >>> 6) & seen.length - 1;
  }

  /**
   * The 48-bit index nearest to the highest one for this sequence number (RFC 3711 section 3.3.1
   * and appendix A).
   */
  long guess(int sequence) {
    if (highest < 0) {
      return sequence;
    }
    long roc = highest >>> 16;
    int last = (int) highest & 0xFFFF;
    if (last < 0x8000) {
      if (sequence - last > 0x8000 && roc > 0) {
        roc--;
      }
    } else if (last - 0x8000 > sequence) {
      roc++;
    }
    return (roc & 0xFFFF_FFFFL) << 16 | sequence;
  }
}
