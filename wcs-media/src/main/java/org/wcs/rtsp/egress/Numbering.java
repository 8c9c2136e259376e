package org.wcs.rtsp.egress;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

/**
 * How the packets of one track are numbered for all its players (RFC 3550 section 5.1). What goes
 * out depends on the packet alone, so it is the same whoever gets it. Immutable.
 *
 * @param payloadType 0 to 127
 * @param ssrc the synchronization source
 * @param sequenceOffset added to the sequence number of a packet
 * @param timestampOffset added to its timestamp
 */
record Numbering(int payloadType, int ssrc, int sequenceOffset, int timestampOffset) {

  /** Length of the packet as it goes out, without padding. */
  static int length(RtpPacket packet) {
    return RtpHeader.FIXED_LENGTH + packet.payloadLength();
  }

  /** The sequence number the packet goes out with. */
  int sequence(RtpPacket packet) {
    return (int) (packet.sequence() + sequenceOffset) & 0xFFFF;
  }

  /** The timestamp of a moment of the track. */
  int timestamp(long pts) {
    return (int) pts + timestampOffset;
  }

  /**
   * Writes the packet with a header of its own; extensions and contributing sources of the
   * publisher are left out.
   *
   * @param padding bytes of padding behind it, 0 to 255
   * @return where the next packet goes
   */
  int write(RtpPacket packet, byte[] out, int at, int padding) {
    out[at] = (byte) (padding > 0 ? 0xA0 : 0x80);
    out[at + 1] = (byte) ((packet.marker() ? 0x80 : 0) | payloadType);
    RtpHeader.writeShort(out, at + 2, sequence(packet));
    RtpHeader.writeInt(out, at + 4, timestamp(packet.pts()));
    RtpHeader.writeInt(out, at + 8, ssrc);
    int payload = at + RtpHeader.FIXED_LENGTH;
    System.arraycopy(packet.wire(), packet.payloadOffset(), out, payload, packet.payloadLength());
    int end = payload + packet.payloadLength();
    return padding == 0 ? end : pad(out, end, padding);
  }

  private static int pad(byte[] out, int at, int padding) {
    int last = at + padding - 1;
    for (int i = at; i < last; i++) {
      out[i] = 0;
    }
    out[last] = (byte) padding;
    return last + 1;
  }
}
