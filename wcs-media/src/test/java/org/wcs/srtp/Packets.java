package org.wcs.srtp;

import java.util.Random;

/** Clear packets and protected ones for the tests of this package. */
final class Packets {
  static final int SSRC = 0xCAFE1234;

  private Packets() {}

  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static SrtpSender sender(SrtpProfile profile) {
    return SrtpSender.of(profile, bytes(profile.keyLength(), 1), bytes(profile.saltLength(), 2));
  }

  static SrtpReceiver receiver(SrtpProfile profile) {
    return receiver(profile, SrtpLimits.DEFAULT);
  }

  static SrtpReceiver receiver(SrtpProfile profile, SrtpLimits limits) {
    return SrtpReceiver.of(
        profile, bytes(profile.keyLength(), 1), bytes(profile.saltLength(), 2), limits);
  }

  /** An RTP header of 12 bytes. */
  static byte[] header(int ssrc, int sequence) {
    byte[] header = bytes(12, 3);
    header[0] = (byte) 0x80;
    header[2] = (byte) (sequence >> 8);
    header[3] = (byte) sequence;
    Octets.putInt(header, 8, ssrc);
    return header;
  }

  /** One CSRC and one word of extension. */
  static byte[] longHeader(int ssrc, int sequence) {
    byte[] header = new byte[24];
    System.arraycopy(header(ssrc, sequence), 0, header, 0, 12);
    header[0] = (byte) 0x91;
    Octets.putInt(header, 12, 0x01020304);
    Octets.putInt(header, 16, 0xBEDE0001);
    Octets.putInt(header, 20, 0x10AA0000);
    return header;
  }

  static byte[] protect(SrtpSender sender, byte[] header, byte[] payload, long index) {
    byte[] out = new byte[header.length + payload.length + sender.rtpOverhead()];
    System.arraycopy(header, 0, out, 0, header.length);
    sender.protectRtp(out, 0, header.length, payload, 0, payload.length, 0, index);
    return out;
  }

  static byte[] protect(SrtpSender sender, int ssrc, long index) {
    return protect(sender, header(ssrc, (int) index & 0xFFFF), bytes(40, index), index);
  }

  static int unprotect(SrtpReceiver receiver, byte[] packet) {
    return receiver.unprotectRtp(packet, 0, packet.length, new byte[2048], 0);
  }
}
