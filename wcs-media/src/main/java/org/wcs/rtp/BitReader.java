package org.wcs.rtp;

/**
 * Reads bits, most significant first; past the end it reads zeros and says so. With emulation
 * prevention bytes (00 00 03) it drops the 03, as ITU-T H.264 section 7.3.1 asks.
 */
final class BitReader {
  private final byte[] buffer;
  private final int end;
  private final boolean emulation;
  private int at;
  private int bit;
  private boolean exhausted;

  BitReader(byte[] buffer, int from, int end, boolean emulation) {
    this.buffer = buffer;
    this.at = from;
    this.end = end;
    this.emulation = emulation;
  }

  boolean exhausted() {
    return exhausted;
  }

  int bit() {
    if (at >= end) {
      exhausted = true;
      return 0;
    }
    int value = buffer[at] >>> 7 - bit & 1;
    bit++;
    if (bit == 8) {
      bit = 0;
      at++;
      skipEmulation();
    }
    return value;
  }

  private void skipEmulation() {
    if (emulation
        && at >= 2
        && at < end
        && buffer[at] == 3
        && buffer[at - 1] == 0
        && buffer[at - 2] == 0) {
      at++;
    }
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      bit();
    }
  }

  /** ue(v), ITU-T H.264 section 9.1; 0 when the bytes run out. */
  int unsigned() {
    int zeros = 0;
    while (bit() == 0) {
      zeros++;
      if (zeros > 31 || exhausted) {
        exhausted = true;
        return 0;
      }
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** se(v), ITU-T H.264 section 9.1.1. */
  int signed() {
    int value = unsigned();
    return (value & 1) != 0 ? (value + 1) / 2 : -(value / 2);
  }
}
