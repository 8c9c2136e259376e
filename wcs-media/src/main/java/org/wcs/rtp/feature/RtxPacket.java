package org.wcs.rtp.feature;

import org.wcs.rtp.RtpHeader;

/** The payload of a retransmission (RFC 4588 section 4): the original sequence number leads it. */
public final class RtxPacket {
  /** Length of the original sequence number in bytes. */
  public static final int OSN_LENGTH = 2;

  private RtxPacket() {}

  /** The original sequence number, from a payload of at least {@link #OSN_LENGTH} bytes. */
  public static int originalSequence(byte[] packet, int payloadOffset) {
    return RtpHeader.readShort(packet, payloadOffset);
  }

  /** Writes the original sequence number before a payload. */
  public static void writeOriginalSequence(byte[] packet, int payloadOffset, int sequence) {
    RtpHeader.writeShort(packet, payloadOffset, sequence);
  }
}
