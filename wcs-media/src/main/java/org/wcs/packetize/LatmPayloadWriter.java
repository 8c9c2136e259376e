package org.wcs.packetize;

import org.wcs.unit.Frame;

/**
 * RFC 6416: one frame to an AudioMuxElement, cut where it does not fit; the marker is on its last
 * packet. With a configuration in band it stands before every frame.
 */
final class LatmPayloadWriter implements PayloadWriter {
  private final AacTransport.Latm layout;
  private final StreamMuxConfig config;

  LatmPayloadWriter(AacTransport transport, AacTransport.Latm layout) {
    this.layout = layout;
    this.config = StreamMuxConfig.of(AudioSpecificConfig.of(transport.codec()));
  }

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] element = element(frame.payload());
    int at = 0;
    while (at < element.length) {
      int length = Math.min(element.length - at, to.room());
      byte[] wire = to.packet(length);
      System.arraycopy(element, at, wire, PacketWriter.PAYLOAD, length);
      at += length;
      to.emit(wire, at == element.length);
    }
  }

  private byte[] element(byte[] payload) {
    BitWriter bits = new BitWriter();
    if (layout.configInBand()) {
      bits.put(0, 1); // useSameStreamMux
      config.write(bits);
    }
    int rest = payload.length;
    while (rest >= 255) {
      bits.put(255, 8);
      rest -= 255;
    }
    bits.put(rest, 8);
    for (byte each : payload) {
      bits.put(each & 0xFF, 8);
    }
    return bits.bytes();
  }
}
