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
    boolean started =
        frame.length >= HEADER_BYTES
            && (frame[0] & 1) == 0
            && frame[3] == (byte) 0x9D
            && frame[4] == 0x01
            && frame[5] == 0x2A;
    return started
        ? new Vp8Parameters(
            frame[6] & 0xFF | (frame[7] & 0x3F) << 8, frame[8] & 0xFF | (frame[9] & 0x3F) << 8)
        : null;
  }
}
