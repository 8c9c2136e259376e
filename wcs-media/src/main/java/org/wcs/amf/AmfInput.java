package org.wcs.amf;

import java.nio.charset.StandardCharsets;

/** A cursor over bytes that never passes their end. One thread. */
final class AmfInput {
  private final byte[] buffer;
  private final int start;
  private final int end;
  private int at;

  AmfInput(byte[] buffer, int offset, int length, AmfLimits limits) throws AmfException {
    if (length > limits.bytes()) {
      throw new AmfException(length + " bytes of AMF, allowed are " + limits.bytes());
    }
    this.buffer = buffer;
    this.start = offset;
    this.at = offset;
    this.end = offset + length;
  }

  int remaining() {
    return end - at;
  }

  AmfException malformed(String what) {
    return new AmfException(what + " at byte " + (at - start));
  }

  private void need(int count) throws AmfException {
    if (count < 0 || count > end - at) {
      throw malformed(
          Integer.toUnsignedString(count) + " bytes wanted, " + (end - at) + " are left");
    }
  }

  /** The next byte without taking it, -1 at the end. */
  int peek() {
    return at < end ? buffer[at] & 0xFF : -1;
  }

  int uint8() throws AmfException {
    need(1);
    return buffer[at++] & 0xFF;
  }

  int uint16() throws AmfException {
    need(2);
    at += 2;
    return (buffer[at - 2] & 0xFF) << 8 | buffer[at - 1] & 0xFF;
  }

  int int32() throws AmfException {
    int high = uint16();
    return high << 16 | uint16();
  }

  double float64() throws AmfException {
    long high = int32();
    return Double.longBitsToDouble(high << 32 | int32() & 0xFFFFFFFFL);
  }

  /** The variable length integer of AMF 3 section 1.3.1, 0 to 2^29 - 1. */
  int uint29() throws AmfException {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int octet = uint8();
      value = value << 7 | octet & 0x7F;
      if (octet < 0x80) {
        return value;
      }
    }
    return value << 8 | uint8();
  }

  /** Text of that many bytes; what is no UTF-8 becomes U+FFFD. */
  String utf8(int length) throws AmfException {
    need(length);
    at += length;
    return new String(buffer, at - length, length, StandardCharsets.UTF_8);
  }

  byte[] octets(int length) throws AmfException {
    need(length);
    byte[] octets = new byte[length];
    System.arraycopy(buffer, at, octets, 0, length);
    at += length;
    return octets;
  }
}
