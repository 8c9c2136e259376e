package org.wcs.packetize;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Frame;

/** RFC 2250 section 3.5: sixteen zero bits, then the offset of the fragment in its frame. */
final class Mp3PayloadWriter implements PayloadWriter {
  private static final int HEADER = 4;

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] payload = frame.payload();
    int at = 0;
    while (at < payload.length) {
      int length = Math.min(payload.length - at, to.room() - HEADER);
      byte[] wire = to.packet(HEADER + length);
      RtpHeader.writeShort(wire, PacketWriter.PAYLOAD + 2, at);
      System.arraycopy(payload, at, wire, PacketWriter.PAYLOAD + HEADER, length);
      to.emit(wire, false);
      at += length;
    }
  }
}
