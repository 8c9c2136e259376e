package org.wcs.packetize;

import org.wcs.unit.Frame;

/**
 * G.711 and G.722 (RFC 3551 section 4.5): a byte a tick for all three. Frames of up to 20 ms go out
 * as they are, longer ones are cut; what is left of one waits for the next that joins on.
 */
final class SampledPayloadWriter implements PayloadWriter {
  private static final int TICKS = 160; // 20 ms

  private final byte[] rest = new byte[TICKS];
  private int held;
  private long heldPts;

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] payload = frame.payload();
    if (held > 0 && heldPts + held != frame.pts()) {
      flush(to);
    }
    if (held == 0 && payload.length <= TICKS) {
      packet(payload, 0, payload.length, frame.pts(), to);
      return;
    }
    int at = 0;
    while (payload.length - at + held >= TICKS) {
      byte[] wire = to.packet(TICKS);
      int more = TICKS - held;
      System.arraycopy(rest, 0, wire, PacketWriter.PAYLOAD, held);
      System.arraycopy(payload, at, wire, PacketWriter.PAYLOAD + held, more);
      to.at(frame.pts() + at - held);
      to.emit(wire, false);
      at += more;
      held = 0;
    }
    if (held == 0) {
      heldPts = frame.pts() + at;
    }
    System.arraycopy(payload, at, rest, held, payload.length - at);
    held += payload.length - at;
  }

  private void flush(PacketWriter to) {
    packet(rest, 0, held, heldPts, to);
    held = 0;
  }

  private static void packet(byte[] bytes, int from, int length, long pts, PacketWriter to) {
    byte[] wire = to.packet(length);
    System.arraycopy(bytes, from, wire, PacketWriter.PAYLOAD, length);
    to.at(pts);
    to.emit(wire, false);
  }
}
