package org.wcs.rtp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Bytes for tests, written as hex with blanks, and every way to spoil them. */
public final class Bytes {
  private Bytes() {}

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  public static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  public static byte[] word(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  /** Every truncation, every single byte changed in five ways, and the bytes as they are. */
  public static void spoiled(byte[] good, Consumer<byte[]> taker) {
    for (int length = 0; length <= good.length; length++) {
      taker.accept(Arrays.copyOf(good, length));
    }
    for (int at = 0; at < good.length; at++) {
      byte was = good[at];
      for (int with : new int[] {was ^ 0x01, was ^ 0x80, was ^ 0xFF, 0, 0xFF}) {
        byte[] bad = good.clone();
        bad[at] = (byte) with;
        taker.accept(bad);
      }
    }
  }
}
