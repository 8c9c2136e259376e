package org.wcs.fmp4;

import java.util.Arrays;

/** Bytes of boxes inside one another (ISO/IEC 14496-12 section 4.2); sizes are filled in later. */
final class Boxes {

  private byte[] bytes;
  private int length;

  Boxes(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Begins a box; the result goes to {@link #end}. */
  int begin(String type) {
    int start = length;
    u32(0);
    for (int i = 0; i < 4; i++) {
      u8(type.charAt(i));
    }
    return start;
  }

  /** Begins a box with a version and flags. */
  int beginFull(String type, int version, int flags) {
    int start = begin(type);
    u32(version << 24 | flags);
    return start;
  }

  void end(int start) {
    set32(start, length - start);
  }

  Boxes u8(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  Boxes u16(int value) {
    return u8(value >> 8).u8(value);
  }

  Boxes u32(long value) {
    room(4);
    set32(length, value);
    length += 4;
    return this;
  }

  Boxes u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  Boxes zeros(int count) {
    room(count);
    length += count;
    return this;
  }

  Boxes text(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      u8(ascii.charAt(i));
    }
    return this;
  }

  Boxes put(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, length, from.length);
    length += from.length;
    return this;
  }

  void set32(int at, long value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  int length() {
    return length;
  }

  /** The bytes; nothing is written afterwards. */
  byte[] take() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
