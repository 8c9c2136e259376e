package org.wcs.packetize;

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
    int from = packet.payloadOffset();
    int end = from + packet.payloadLength();
    int at =
        vp9
            ? vp9DescriptorEnd(packet.wire(), from, end)
            : vp8DescriptorEnd(packet.wire(), from, end);
    return at < end ? at - from : 0;
  }

  private boolean starts(RtpPacket packet) {
    int first = packet.wire()[packet.payloadOffset()];
    return vp9 ? (first & 0x08) != 0 : (first & 0x17) == 0x10;
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

  /** RFC 7741 section 4.2; what reaches beyond the end is not looked at. */
  private static int vp8DescriptorEnd(byte[] wire, int from, int end) {
    int at = from + 1;
    if ((wire[from] & 0x80) == 0 || at >= end) {
      return at;
    }
    int extension = wire[at++];
    if ((extension & 0x80) != 0) {
      at += at < end && (wire[at] & 0x80) != 0 ? 2 : 1;
    }
    at += (extension & 0x40) != 0 ? 1 : 0;
    return at + ((extension & 0x30) != 0 ? 1 : 0);
  }

  /** RFC 9628 section 4.2; what reaches beyond the end is not looked at. */
  private static int vp9DescriptorEnd(byte[] wire, int from, int end) {
    int flags = wire[from];
    boolean flexible = (flags & 0x10) != 0;
    int at = from + 1;
    if ((flags & 0x80) != 0) {
      at += at < end && (wire[at] & 0x80) != 0 ? 2 : 1;
    }
    if ((flags & 0x20) != 0) {
      at += flexible ? 1 : 2;
    }
    if (flexible && (flags & 0x40) != 0) {
      int references = 0;
      while (at < end && references < 2 && (wire[at] & 0x01) != 0) {
        at++;
        references++;
      }
      at++;
    }
    return (flags & 0x02) != 0 ? structureEnd(wire, at, end) : at;
  }

  /** RFC 9628 section 4.2.1. */
  private static int structureEnd(byte[] wire, int from, int end) {
    if (from >= end) {
      return end;
    }
    int structure = wire[from] & 0xFF;
    int at = from + 1 + ((structure & 0x10) != 0 ? 4 * ((structure >>> 5) + 1) : 0);
    if ((structure & 0x08) == 0) {
      return at;
    }
    int pictures = at < end ? wire[at] & 0xFF : 0;
    at++;
    for (int i = 0; i < pictures && at < end; i++) {
      at += 1 + (wire[at] >>> 2 & 3);
    }
    return at;
  }
}
