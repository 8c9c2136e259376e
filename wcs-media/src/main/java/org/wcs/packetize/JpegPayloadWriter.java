package org.wcs.packetize;

import org.wcs.unit.Frame;

final class JpegPayloadWriter implements PayloadWriter {
  @Override
  public void write(Frame frame, PacketWriter to) {}
}
