package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/**
 * Reads bits, most significant first; past the end it reads zeros and says so. With emulation
 * prevention bytes (00 00 03) it drops the 03, as ITU-T H.264 section 7.3.1 asks. Never throws; not
 * thread safe.
 */
final class BitReader {
  private final byte[] buffer;
  private final int from;
  private final int end;
  private final boolean emulation;
  private int at;
  private int bit;
  private boolean exhausted;

  /**
   * Reads {@code buffer} from {@code from} to before {@code end}; the bytes are lent.
   *
   * @param emulation whether emulation prevention bytes are to be dropped
   */
  BitReader(byte[] buffer, int from, int end, boolean emulation) {
    this.buffer = buffer;
    this.from = from;
    this.at = from;
    this.end = end;
    this.emulation = emulation;
  }

  /** Whether more was read than there was. */
  boolean exhausted() {
    return exhausted;
  }

  /** How many bits have been passed, emulation prevention bytes among them. */
  long position() {
    return 8L * (at - from) + bit;
  }

  /** How many bits there are yet. */
  long left() {
    return 8L * (end - at) - bit;
  }

  /** One bit. */
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

  /** Up to 32 bits, u(n). */
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** So many whole bytes, which need not be aligned; null if there are not as many. */
  byte @Nullable [] bytes(int count) {
    if (count < 0 || left() < 8L * count) {
      exhausted = true;
      return null;
    }
    byte[] read = new byte[count];
    if (bit == 0 && !emulation) {
      System.arraycopy(buffer, at, read, 0, count);
      at += count;
      return read;
    }
    for (int i = 0; i < count; i++) {
      read[i] = (byte) bits(8);
    }
    return read;
  }

  /** Passes over so many bits. */
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
