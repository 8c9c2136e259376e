package org.wcs.packetize;

import org.wcs.unit.RtpPacket;

final class JpegDepacketizer implements PictureFormatReader {
  @Override
  public int examine(RtpPacket[] packets, int count) {
    return NONE;
  }

  @Override
  public boolean key() {
    return true;
  }

  @Override
  public byte[] assemble(RtpPacket[] packets, int count) {
    return new byte[0];
  }
}
