package org.wcs.rtmp;

/** How the packets of a handshake are laid out. Stateless, any thread. */
final class HandshakePackets {
  private HandshakePackets() {}

  static void put(byte[] packet, int at, int value) {
    packet[at] = (byte) (value >>> 24);
    packet[at + 1] = (byte) (value >>> 16);
    packet[at + 2] = (byte) (value >>> 8);
    packet[at + 3] = (byte) value;
  }

  /** The version byte and the packets one after the other. */
  static byte[] join(int version, byte[]... packets) {
    byte[] joined = new byte[1 + packets.length * HandshakeDigest.PACKET];
    joined[0] = (byte) version;
    for (int i = 0; i < packets.length; i++) {
      System.arraycopy(
          packets[i], 0, joined, 1 + i * HandshakeDigest.PACKET, HandshakeDigest.PACKET);
    }
    return joined;
  }
}
