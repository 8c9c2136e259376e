package org.wcs.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers and exclusive-or on byte arrays, eight bytes at a time. */
final class Octets {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Octets() {}

  static long getLong(byte[] bytes, int off) {
    return (long) LONG.get(bytes, off);
  }

  static void putLong(byte[] bytes, int off, long value) {
    LONG.set(bytes, off, value);
  }

  static int getInt(byte[] bytes, int off) {
    return (int) INT.get(bytes, off);
  }

  static void putInt(byte[] bytes, int off, int value) {
    INT.set(bytes, off, value);
  }

  static int getUnsignedShort(byte[] bytes, int off) {
    return (short) SHORT.get(bytes, off) & 0xFFFF;
  }

  /**
   * Xors {@code length} bytes of the key stream, from {@code keyOff} on, into the bytes in place.
   */
  static void xor(byte[] bytes, int off, byte[] keyStream, int keyOff, int length) {
    int i = 0;
    for (; i <= length - 8; i += 8) {
      long mixed = (long) NATIVE.get(bytes, off + i) ^ (long) NATIVE.get(keyStream, keyOff + i);
      NATIVE.set(bytes, off + i, mixed);
    }
    for (; i < length; i++) {
      bytes[off + i] ^= keyStream[keyOff + i];
    }
  }
}
