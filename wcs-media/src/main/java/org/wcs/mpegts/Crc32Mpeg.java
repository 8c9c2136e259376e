package org.wcs.mpegts;

/** The CRC of PSI sections (ISO/IEC 13818-1 annex A): not reflected, not inverted at the end. */
final class Crc32Mpeg {

  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private Crc32Mpeg() {}

  static int of(byte[] bytes, int from, int to) {
    int crc = -1;
    for (int i = from; i < to; i++) {
      crc = crc << 8 ^ TABLE[(crc >>> 24 ^ bytes[i]) & 0xFF];
    }
    return crc;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? POLYNOMIAL : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
