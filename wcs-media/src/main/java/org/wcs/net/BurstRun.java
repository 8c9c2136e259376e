package org.wcs.net;

/**
 * Finds datagrams in a row that can leave by one {@link MediaPath#sendBurst}. All but the last of a
 * burst have one size; those that are a little short get padding (RFC 3550 section 5.1) to reach
 * the size of their neighbours, for encoders cut a frame into packets that differ by a byte or two.
 * Datagrams larger than an Ethernet frame go alone. One lane; nothing is allocated.
 */
public final class BurstRun {

  /** Padding worth its bytes: far less than what one more send costs. */
  private static final int MAX_PADDING = 32;

  /** What an Ethernet frame holds; the kernel cuts no larger segments. */
  private static final int MAX_SEGMENT_BYTES = 1_472;

  private int from;
  private int padEnd;
  private int to;
  private int segment;

  /**
   * Finds the burst that begins with datagram {@code first}.
   *
   * @param sizes of the datagrams, without padding
   * @param end behind the last datagram there is
   * @param padding says which may be padded
   */
  public void find(int[] sizes, int first, int end, Padding padding) {
    from = first;
    padEnd = padEnd(sizes, end, padding);
    segment = largest(sizes);
    to = padEnd < end && fitsAsTail(sizes[padEnd]) ? padEnd + 1 : padEnd;
  }

  /** The first datagram behind the burst. */
  public int to() {
    return to;
  }

  /** The size of all its datagrams but the last, which may be shorter. */
  public int segment() {
    return segment;
  }

  /** How much padding a datagram of the burst gets. */
  public int padding(int index, int size) {
    return index < padEnd && index != to - 1 ? segment - size : 0;
  }

  /** The first datagram that padding cannot bring to the size of the others. */
  private int padEnd(int[] sizes, int end, Padding padding) {
    int largest = sizes[from];
    int smallest = sizes[from];
    boolean paddable = padding.allowed(from);
    int at = from + 1;
    while (at < end && at - from < MediaPath.MAX_SEGMENTS) {
      largest = Math.max(largest, sizes[at]);
      smallest = Math.min(smallest, sizes[at]);
      paddable &= padding.allowed(at);
      boolean even = largest - smallest <= (paddable ? MAX_PADDING : 0);
      if (!even || largest > MAX_SEGMENT_BYTES) {
        return at;
      }
      if (largest * (at - from + 1) > MediaPath.MAX_BURST_BYTES) {
        return at;
      }
      at++;
    }
    return at;
  }

  private boolean fitsAsTail(int size) {
    int count = padEnd - from;
    return size < segment
        && segment <= MAX_SEGMENT_BYTES
        && count < MediaPath.MAX_SEGMENTS
        && segment * count + size <= MediaPath.MAX_BURST_BYTES;
  }

  private int largest(int[] sizes) {
    int largest = 0;
    for (int i = from; i < padEnd; i++) {
      largest = Math.max(largest, sizes[i]);
    }
    return largest;
  }

  /** Says which datagrams may be padded. */
  public interface Padding {
    /** Whether the datagram of this index may get padding. */
    boolean allowed(int index);
  }
}
