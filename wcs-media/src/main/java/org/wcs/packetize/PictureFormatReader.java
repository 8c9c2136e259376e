package org.wcs.packetize;

import org.wcs.unit.RtpPacket;

/**
 * The receiving half of an RTP payload format for pictures, in two steps, so that a picture that is
 * not wanted costs no memory and one that is costs one allocation. Never throws on bad bytes.
 */
sealed interface PictureFormatReader
    permits NalDepacketizer, VpxDepacketizer, Av1Depacketizer, JpegDepacketizer {
  /** The packets make no picture. */
  int BAD = -1;

  /** The packets are good, but there is no picture in them. */
  int NONE = 0;

  /** Looks at all packets of a picture: how long its frame is, {@link #BAD} or {@link #NONE}. */
  int examine(RtpPacket[] packets, int count);

  /** Whether the picture examined last is one to start with. */
  boolean key();

  /** The frame of the picture examined last. */
  byte[] assemble(RtpPacket[] packets, int count);

  /** A packet that belongs to no whole picture, for what it may say about later ones. */
  default void overhear(RtpPacket packet) {}

  /** How many payloads were of kinds that nobody agreed on. */
  default long ignored() {
    return 0;
  }

  /** How many pictures may be reordered, as the last key frame says; see {@link DecodingTimes}. */
  default int reordering() {
    return 0;
  }
}
