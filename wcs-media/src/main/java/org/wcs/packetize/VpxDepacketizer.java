package org.wcs.packetize;

import org.wcs.rtp.Vp8Descriptor;
import org.wcs.rtp.Vp9Descriptor;
import org.wcs.unit.RtpPacket;

/**
 * RFC 7741 and RFC 9628 (flexible and not): what stands behind the descriptors, one after another.
 * Layers of VP9 stay together in one frame.
 */
final class VpxDepacketizer implements PictureFormatReader {
  private final boolean vp9;
  private boolean key;

  VpxDepacketizer(boolean vp9) {
    this.vp9 = vp9;
  }

  @Override
  public int examine(RtpPacket[] packets, int count) {
    int total = 0;
    for (int i = 0; i < count; i++) {
      int descriptor = descriptor(packets[i]);
      if (descriptor == 0 || i == 0 && !starts(packets[i])) {
        return BAD;
      }
      total += packets[i].payloadLength() - descriptor;
    }
    key = isKey(packets[0]);
    return total;
  }

  @Override
  public boolean key() {
    return key;
  }

  @Override
  public byte[] assemble(RtpPacket[] packets, int count) {
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += packets[i].payloadLength() - descriptor(packets[i]);
    }
    byte[] frame = new byte[total];
    int to = 0;
    for (int i = 0; i < count; i++) {
      RtpPacket packet = packets[i];
      int descriptor = descriptor(packet);
      int length = packet.payloadLength() - descriptor;
      System.arraycopy(packet.wire(), packet.payloadOffset() + descriptor, frame, to, length);
      to += length;
    }
    return frame;
  }

  /** The length of the descriptor; 0 if nothing follows it. */
  private int descriptor(RtpPacket packet) {
    byte[] wire = packet.wire();
    int from = packet.payloadOffset();
    int length = packet.payloadLength();
    return vp9
        ? Vp9Descriptor.length(wire, from, length)
        : Vp8Descriptor.length(wire, from, length);
  }

  private boolean starts(RtpPacket packet) {
    byte[] wire = packet.wire();
    int from = packet.payloadOffset();
    return vp9 ? Vp9Descriptor.startsFrame(wire, from) : Vp8Descriptor.startsFrame(wire, from);
  }

  /** From the header of the frame itself: RFC 6386 section 9.1, VP9 specification section 6.2. */
  private boolean isKey(RtpPacket packet) {
    int first = packet.wire()[packet.payloadOffset() + descriptor(packet)];
    if (!vp9) {
      return (first & 0x01) == 0;
    }
    boolean profile3 = (first & 0x30) == 0x30;
    int shownAgain = profile3 ? 0x04 : 0x08;
    int inter = shownAgain >>> 1;
    return (first & 0xC0) == 0x80 && (first & (shownAgain | inter)) == 0;
  }
}
