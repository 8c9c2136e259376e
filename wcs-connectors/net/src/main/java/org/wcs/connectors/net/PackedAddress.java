package org.wcs.connectors.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A peer's address as the kernel takes it ({@code sockaddr_in} or {@code sockaddr_in6}), packed
 * into words of the machine's byte order, so that naming the peer of a burst is four stores.
 *
 * @param length how many bytes of the words count
 */
record PackedAddress(long word0, long word1, long word2, long word3, int length) {

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int BYTES = 32;

  static PackedAddress of(InetSocketAddress peer) {
    InetAddress address = peer.getAddress();
    if (address == null) {
      throw new IllegalArgumentException("unresolved address " + peer);
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
    boolean four = address instanceof Inet4Address;
    bytes.putShort((short) (four ? AF_INET : AF_INET6));
    bytes.put((byte) (peer.getPort() >> 8)).put((byte) peer.getPort());
    if (!four) {
      bytes.putInt(0);
    }
    bytes.put(address.getAddress());
    return new PackedAddress(
        bytes.getLong(0), bytes.getLong(8), bytes.getLong(16), bytes.getLong(24), four ? 16 : 28);
  }
}
