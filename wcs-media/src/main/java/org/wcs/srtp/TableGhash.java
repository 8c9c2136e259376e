package org.wcs.srtp;

/**
 * GHASH in plain Java with a table of 16 multiples of the key, four bits a step: 256 bytes a key.
 * For JVMs that keep their own to themselves.
 */
final class TableGhash implements Ghash {
  /** What the four bits that leave on the right put back on the left, already in place. */
  private static final long[] REDUCTION = reduction();

  private final long[] high = new long[16];
  private final long[] low = new long[16];

  TableGhash(long keyHigh, long keyLow) {
    high[8] = keyHigh;
    low[8] = keyLow;
    for (int i = 4; i > 0; i >>= 1) { // i stands for the key times x, x^2, x^3: bits are reflected
      long carry = low[2 * i] & 1;
      low[i] = (low[2 * i] >>> 1) | (high[2 * i] << 63);
      high[i] = (high[2 * i] >>> 1) ^ (-carry & 0xe100000000000000L);
    }
    for (int i = 2; i < 16; i++) {
      int top = Integer.highestOneBit(i);
      high[i] = high[top] ^ high[i - top];
      low[i] = low[top] ^ low[i - top];
    }
  }

  @Override
  public void update(byte[] data, int off, int blocks, long[] state) {
    long h = state[0];
    long l = state[1];
    for (int i = 0; i < blocks; i++) {
      long xHigh = h ^ Octets.getLong(data, off + (i << 4));
      long xLow = l ^ Octets.getLong(data, off + (i << 4) + 8);
      h = 0;
      l = 0;
      for (int shift = 0; shift < 128; shift += 4) {
        int out = (int) l & 15;
        l = (l >>> 4) | (h << 60);
        h = (h >>> 4) ^ REDUCTION[out];
        int nibble = (int) ((shift < 64 ? xLow >>> shift : xHigh >>> shift - 64) & 15);
        h ^= high[nibble];
        l ^= low[nibble];
      }
    }
    state[0] = h;
    state[1] = l;
  }

  private static long[] reduction() {
    long[] table = new long[16];
    for (int bits = 0; bits < 16; bits++) {
      long value = bits;
      long h = 0;
      for (int i = 0; i < 4; i++) {
        h = (h >>> 1) ^ (-(value & 1) & 0xe100000000000000L);
        value >>>= 1;
      }
      table[bits] = h;
    }
    return table;
  }
}
