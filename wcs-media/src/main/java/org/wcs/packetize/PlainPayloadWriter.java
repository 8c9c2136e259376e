package org.wcs.packetize;

import org.wcs.unit.Frame;

/** One frame, one packet, no header of its own: Opus (RFC 7587), Speex (RFC 5574). */
final class PlainPayloadWriter implements PayloadWriter {
  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] payload = frame.payload();
    byte[] wire = to.packet(payload.length);
    System.arraycopy(payload, 0, wire, PacketWriter.PAYLOAD, payload.length);
    to.emit(wire, false);
  }
}
