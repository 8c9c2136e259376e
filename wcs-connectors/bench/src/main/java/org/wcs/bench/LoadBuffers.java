package org.wcs.bench;

import java.nio.ByteBuffer;

/**
 * What all connections of the loop share, so that nothing is allocated per packet.
 *
 * @param in the datagram that was read last
 * @param out the datagram that is written next
 * @param cipher protected bytes
 * @param plain bytes in clear
 */
record LoadBuffers(ByteBuffer in, ByteBuffer out, byte[] cipher, byte[] plain) {

  private static final int DATAGRAM = 2_048;

  static LoadBuffers allocate() {
    return new LoadBuffers(
        ByteBuffer.allocateDirect(DATAGRAM),
        ByteBuffer.allocateDirect(DATAGRAM),
        new byte[DATAGRAM],
        new byte[DATAGRAM]);
  }
}
