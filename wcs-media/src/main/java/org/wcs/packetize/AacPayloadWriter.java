package org.wcs.packetize;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Frame;

/**
 * RFC 3640 in the mode AAC-hbr: one access unit behind an AU header of 13 bits of size and 3 bits
 * of index; one that does not fit is cut, every fragment tells the whole size (section 3.2.3).
 */
final class AacPayloadWriter implements PayloadWriter {
  private static final int HEADERS = 4;
  private static final int LONGEST = 0x1FFF;

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] payload = frame.payload();
    if (payload.length > LONGEST) {
      return;
    }
    int at = 0;
    while (at < payload.length) {
      int length = Math.min(payload.length - at, to.room() - HEADERS);
      byte[] wire = to.packet(HEADERS + length);
      RtpHeader.writeShort(wire, PacketWriter.PAYLOAD, 16);
      RtpHeader.writeShort(wire, PacketWriter.PAYLOAD + 2, payload.length << 3);
      System.arraycopy(payload, at, wire, PacketWriter.PAYLOAD + HEADERS, length);
      at += length;
      to.emit(wire, at == payload.length);
    }
  }
}
