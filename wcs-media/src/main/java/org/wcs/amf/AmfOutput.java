package org.wcs.amf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. One thread. */
final class AmfOutput {
  private byte[] buffer = new byte[256];
  private int at;

  private void room(int count) {
    if (count > buffer.length - at) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, at + count));
    }
  }

  void uint8(int value) {
    room(1);
    buffer[at++] = (byte) value;
  }

  void uint16(int value) {
    uint8(value >>> 8);
    uint8(value);
  }

  void int32(int value) {
    uint16(value >>> 16);
    uint16(value);
  }

  void float64(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int32((int) (bits >>> 32));
    int32((int) bits);
  }

  /** AMF 3 section 1.3.1; only the low 29 bits are written. */
  void uint29(int value) {
    int bits = value & 0x1FFFFFFF;
    if (bits >= 1 << 21) {
      uint8(bits >>> 22 | 0x80);
      uint8(bits >>> 15 | 0x80);
      uint8(bits >>> 8 | 0x80);
      uint8(bits);
      return;
    }
    if (bits >= 1 << 14) {
      uint8(bits >>> 14 | 0x80);
    }
    if (bits >= 1 << 7) {
      uint8(bits >>> 7 | 0x80);
    }
    uint8(bits & 0x7F);
  }

  void octets(byte[] octets) {
    room(octets.length);
    System.arraycopy(octets, 0, buffer, at, octets.length);
    at += octets.length;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, at);
  }
}
