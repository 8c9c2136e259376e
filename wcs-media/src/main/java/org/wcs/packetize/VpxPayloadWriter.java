package org.wcs.packetize;

import org.wcs.unit.Frame;

/**
 * RFC 7741 and RFC 9628 with a picture id of 15 bits; VP9 in the non-flexible mode, one layer, so
 * without layer indices. Fragments are of about the same length.
 */
final class VpxPayloadWriter implements PayloadWriter {
  private static final int VP8_DESCRIPTOR = 4;
  private static final int VP9_DESCRIPTOR = 3;

  private final boolean vp9;
  private final int descriptor;

  VpxPayloadWriter(boolean vp9) {
    this.vp9 = vp9;
    this.descriptor = vp9 ? VP9_DESCRIPTOR : VP8_DESCRIPTOR;
  }

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] payload = frame.payload();
    int picture = to.numbers().nextPicture();
    int most = to.room() - descriptor;
    int count = (payload.length + most - 1) / most;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = (payload.length - at + count - i - 1) / (count - i);
      byte[] wire = to.packet(descriptor + length);
      boolean ends = i == count - 1;
      int write = PacketWriter.PAYLOAD;
      if (vp9) {
        int flags = 0x80 | (frame.key() ? 0 : 0x40) | (i == 0 ? 0x08 : 0) | (ends ? 0x04 : 0);
        wire[write++] = (byte) flags;
      } else {
        wire[write++] = (byte) (i == 0 ? 0x90 : 0x80); // X, and S at the start of partition 0
        wire[write++] = (byte) 0x80; // I
      }
      wire[write++] = (byte) (0x80 | picture >>> 8);
      wire[write++] = (byte) picture;
      System.arraycopy(payload, at, wire, write, length);
      to.emit(wire, ends);
      at += length;
    }
  }
}
