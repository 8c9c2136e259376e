package org.wcs.flv;

import java.util.Arrays;

/**
 * A part of an array that belongs to somebody else, never written. Immutable, any thread.
 *
 * @param buffer the whole
 * @param offset first byte of the part
 * @param length bytes of the part
 */
public record Slice(byte[] buffer, int offset, int length) {
  /** Refuses what lies outside of the array. */
  public Slice {
    if (offset < 0 || length < 0 || offset > buffer.length - length) {
      throw new IllegalArgumentException(offset + "+" + length + " of " + buffer.length);
    }
  }

  /** A copy of the part. */
  public byte[] copy() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }
}
