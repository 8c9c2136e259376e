package org.wcs.packetize;

import java.util.Arrays;

/** Writes bits, most significant first. One thread. */
final class BitWriter {
  private byte[] buffer = new byte[16];
  private int written;

  /** The lowest {@code count} bits of a value, 0 to 32. */
  void put(int value, int count) {
    if (written + count > 8 * buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    for (int i = count - 1; i >= 0; i--) {
      buffer[written >>> 3] |= (byte) ((value >>> i & 1) << 7 - (written & 7));
      written++;
    }
  }

  /** What was written, the last byte filled up with zeros. */
  byte[] bytes() {
    return Arrays.copyOf(buffer, (written + 7) / 8);
  }
}
