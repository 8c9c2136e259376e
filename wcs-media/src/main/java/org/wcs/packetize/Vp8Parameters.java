package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/**
 * What the header of a key frame says (RFC 6386 section 9.1). Immutable.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Vp8Parameters(int width, int height) {
  private static final int HEADER_BYTES = 10;

  /** Reads the header of a frame; null if the frame is no key frame. */
  public static @Nullable Vp8Parameters of(byte[] frame) {
    return parse(frame, 0, frame.length);
  }

  /** Reads the header of the frame that begins at {@code from} and ends before {@code end}. */
  static @Nullable Vp8Parameters parse(byte[] buffer, int from, int end) {
    boolean started =
        end - from >= HEADER_BYTES
            && (buffer[from] & 1) == 0
            && buffer[from + 3] == (byte) 0x9D
            && buffer[from + 4] == 0x01
            && buffer[from + 5] == 0x2A;
    return started ? new Vp8Parameters(side(buffer, from + 6), side(buffer, from + 8)) : null;
  }

  /** Fourteen bits, little endian; the other two tell how to scale. */
  private static int side(byte[] buffer, int at) {
    return buffer[at] & 0xFF | (buffer[at + 1] & 0x3F) << 8;
  }
}
