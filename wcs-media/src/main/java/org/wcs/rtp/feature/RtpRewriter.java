package org.wcs.rtp.feature;

import org.wcs.unit.RtpPacket;

/**
 * Renumbers a track for one player: sequence numbers that begin anywhere, do not jump where packets
 * were held back, and lead back to the packet they stand for. Not thread safe; nothing is
 * allocated.
 *
 * <p>A packet that comes late because it was repaired on its way here keeps its place.
 */
public final class RtpRewriter {
  private static final int HISTORY = 16;

  /** How much faster than recorded the past is shown; pictures keep timestamps of their own. */
  private static final int PRESSED = 32;

  private final long[] sinceSource = new long[HISTORY];
  private final long[] offsets = new long[HISTORY];
  private final int timestampOffset;
  private final long firstIndex;
  private int changes;
  private boolean skipped;
  private long highestSource = -1;
  private long highestIndex;
  private long livePts = Long.MIN_VALUE;

  /**
   * Makes a rewriter.
   *
   * @param firstSequence the first outgoing sequence number; below 2^15, so that loss of the first
   *     packet cannot be taken for a wrap (RFC 3711 section 3.3.1)
   * @param timestampOffset added to every timestamp
   */
  public RtpRewriter(int firstSequence, int timestampOffset) {
    if (firstSequence < 0 || firstSequence > 0x7FFF) {
      throw new IllegalArgumentException("the first sequence must be 0-32767");
    }
    this.firstIndex = firstSequence;
    this.timestampOffset = timestampOffset;
  }

  /** Packets were held back: the next one follows the last one sent without a gap. */
  public void skipped() {
    skipped = true;
  }

  /** Takes the packet into the numbering; false for one from before a place that was skipped. */
  public boolean accept(RtpPacket packet) {
    long source = packet.sequence();
    if (highestSource < 0) {
      change(source, firstIndex - source);
    } else if (skipped && source > highestSource) {
      change(source, highestIndex + 1 - source);
    } else if (source < sinceSource[changes - 1 & HISTORY - 1]) {
      return false;
    }
    if (source > highestSource) {
      highestSource = source;
      highestIndex = source + offsets[changes - 1 & HISTORY - 1];
    }
    return true;
  }

  private void change(long fromSource, long offset) {
    sinceSource[changes & HISTORY - 1] = fromSource;
    offsets[changes & HISTORY - 1] = offset;
    changes++;
    skipped = false;
  }

  /**
   * The outgoing packet index, 48 bits, of a packet that was accepted; the same even if packets
   * were skipped between accepting and sending it, for an index must never be used twice (RFC 3711
   * section 9.1).
   */
  public long outIndex(RtpPacket packet) {
    long source = packet.sequence();
    int back = 1;
    int known = Math.min(changes, HISTORY);
    while (back < known && source < sinceSource[changes - back & HISTORY - 1]) {
      back++;
    }
    return source + offsets[changes - back & HISTORY - 1];
  }

  /**
   * What was sampled before this moment is sent all at once, to a player that starts. Its
   * timestamps are pressed together, so that it is shown as fast as it is decoded and adds no
   * delay.
   */
  public void catchUpTo(long pts) {
    livePts = pts;
  }

  /** The outgoing timestamp of a moment of the source. */
  public int outTimestamp(long pts) {
    long shown = pts >= livePts ? pts : livePts - (livePts - pts) / PRESSED;
    return (int) shown + timestampOffset;
  }

  /** The source number that went out under these 16 bits, or -1 if that is not known any more. */
  public long sourceSequence(int outSequence) {
    if (highestSource < 0) {
      return -1;
    }
    long index = highestIndex + (short) (outSequence - (int) highestIndex);
    for (int back = 1; back <= Math.min(changes, HISTORY); back++) {
      int at = changes - back & HISTORY - 1;
      long source = index - offsets[at];
      if (source >= sinceSource[at]) {
        return index <= highestIndex ? source : -1;
      }
    }
    return -1;
  }

  /** The index that was sent under these 16 bits. */
  public long index(int outSequence) {
    return highestIndex + (short) (outSequence - (int) highestIndex);
  }
}
