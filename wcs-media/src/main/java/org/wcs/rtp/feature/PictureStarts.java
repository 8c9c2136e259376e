package org.wcs.rtp.feature;

import org.wcs.rtp.KeyFrameDetector;
import org.wcs.unit.Codec;

/**
 * Finds the packets with which decoding can start. Parameter sets may come in packets of their own:
 * whoever started at the slice behind them could not decode, so only the first packet of a picture
 * counts. Not thread safe; nothing is allocated.
 */
public final class PictureStarts {

  private final Codec codec;
  private long keyPts = Long.MIN_VALUE;

  /** What a packet is. */
  public enum Start {
    /** Nothing can start with it. */
    NONE,
    /** A picture that can be decoded alone, or sound, starts with it. */
    FIRST,
    /** It starts a part of a picture that has started already. */
    WITHIN
  }

  /** Begins before the first packet. */
  public PictureStarts(Codec codec) {
    this.codec = codec;
  }

  /** Looks at a payload. Never throws, whatever the bytes. */
  public Start look(byte[] wire, int offset, int length, long pts) {
    if (!(codec instanceof Codec.Video video)) {
      return Start.FIRST;
    }
    if (!KeyFrameDetector.startsKeyFrame(video, wire, offset, length)) {
      return Start.NONE;
    }
    boolean first = pts != keyPts;
    keyPts = pts;
    return first ? Start.FIRST : Start.WITHIN;
  }
}
