package org.wcs.rtp;

import org.wcs.unit.Codec;

/**
 * Reads the size of the picture from the first payload of a key frame. Never throws; the size is
 * told as one number, so that nothing but a bit reader is allocated, and that for key frames only.
 */
public final class PictureSize {
  private static final int MAX_SIDE = 16_384;

  private PictureSize() {}

  /** The size in the payload, or -1; see {@link #width} and {@link #height}. */
  public static long of(Codec.Video codec, byte[] wire, int offset, int length) {
    if (length < 2) {
      return -1;
    }
    long size =
        switch (codec) {
          case Codec.Vp8 vp8 -> vp8(wire, offset, length);
          case Codec.Vp9 vp9 -> Vp9Size.of(wire, offset, length);
          case Codec.H264 h264 -> H264Size.of(wire, offset, length);
          case Codec.H265 h265 -> H265Size.of(wire, offset, length);
          case Codec.Av1 av1 -> Av1Size.of(wire, offset, length);
        };
    return width(size) > MAX_SIDE || height(size) > MAX_SIDE ? -1 : size;
  }

  /** In pixels. */
  public static int width(long size) {
    return (int) (size >>> 32);
  }

  /** In pixels. */
  public static int height(long size) {
    return (int) size;
  }

  static long packed(long width, long height) {
    return width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE
        ? -1
        : width << 32 | height;
  }

  /** RFC 6386 section 9.1: start code, then 14 bits each, little endian. */
  private static long vp8(byte[] wire, int offset, int length) {
    int at = offset + Vp8Descriptor.length(wire, offset, length);
    boolean whole = at > offset && at + 10 <= offset + length;
    if (!whole || wire[at + 3] != (byte) 0x9D || wire[at + 4] != 0x01 || wire[at + 5] != 0x2A) {
      return -1;
    }
    int width = (wire[at + 6] & 0xFF) | (wire[at + 7] & 0x3F) << 8;
    int height = (wire[at + 8] & 0xFF) | (wire[at + 9] & 0x3F) << 8;
    return packed(width, height);
  }
}
