package org.wcs.rtp.feature;

import org.wcs.unit.RtpPacket;

/** Packets of which only the number, and perhaps the time, matters. */
final class Packets {
  private static final byte[] WIRE = new byte[13];

  private Packets() {}

  static RtpPacket of(long sequence) {
    return of(sequence, 0);
  }

  static RtpPacket of(long sequence, long arrivedNanos) {
    return new RtpPacket(WIRE, 12, 1, false, sequence, 0, true, arrivedNanos);
  }
}
