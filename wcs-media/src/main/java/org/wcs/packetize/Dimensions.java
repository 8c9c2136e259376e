package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * The size of a picture in pixels. Immutable.
 *
 * @param width 1 to 16384
 * @param height 1 to 16384
 */
public record Dimensions(int width, int height) {
  private static final int MAX_SIDE = 16_384;

  /** Refuses what no picture has. */
  public Dimensions {
    if (!possible(width, height)) {
      throw new IllegalArgumentException("a picture of " + width + "x" + height);
    }
  }

  /**
   * Reads the size from the first payload of a key frame; null if it is not told there. Never
   * throws, whatever the bytes. The header is read as a whole: to be called for key frames only.
   */
  public static @Nullable Dimensions of(Codec.Video codec, byte[] wire, int offset, int length) {
    if (length < 2) {
      return null;
    }
    return switch (codec) {
      case Codec.Vp8 _ -> vp8(InBand.vp8(wire, offset, length));
      case Codec.Vp9 _ -> vp9(InBand.vp9(wire, offset, length));
      case Codec.H264 _ -> nal(NalSyntax.H264, wire, offset, length);
      case Codec.H265 _ -> nal(NalSyntax.H265, wire, offset, length);
      case Codec.Av1 _ -> av1(InBand.av1(wire, offset, offset + length));
      case Codec.Jpeg _ -> jpeg(wire, offset, length);
    };
  }

  private static boolean possible(int width, int height) {
    return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
  }

  private static @Nullable Dimensions checked(int width, int height) {
    return possible(width, height) ? new Dimensions(width, height) : null;
  }

  /** RFC 2435 sections 3.1.5 and 3.1.6: in units of 8 pixels. */
  private static @Nullable Dimensions jpeg(byte[] wire, int offset, int length) {
    return length < 8
        ? null
        : checked((wire[offset + 6] & 0xFF) * 8, (wire[offset + 7] & 0xFF) * 8);
  }

  private static @Nullable Dimensions vp8(@Nullable Vp8Parameters read) {
    return read == null ? null : checked(read.width(), read.height());
  }

  private static @Nullable Dimensions vp9(@Nullable Vp9Parameters read) {
    return read == null ? null : checked(read.width(), read.height());
  }

  private static @Nullable Dimensions av1(@Nullable Av1Parameters read) {
    return read == null ? null : checked(read.width(), read.height());
  }

  private static @Nullable Dimensions nal(NalSyntax syntax, byte[] wire, int offset, int length) {
    byte[] sps = InBand.sps(syntax, wire, offset, length);
    if (sps == null) {
      return null;
    }
    return switch (syntax) {
      case H264 -> {
        H264Parameters read = H264Parameters.parse(sps, 0, sps.length);
        yield read == null ? null : checked(read.width(), read.height());
      }
      case H265 -> {
        H265Parameters read = H265Parameters.parse(sps, 0, sps.length);
        yield read == null ? null : checked(read.width(), read.height());
      }
    };
  }
}
