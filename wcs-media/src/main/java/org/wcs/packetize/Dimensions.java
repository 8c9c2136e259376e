package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.Vp8Descriptor;
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
      case Codec.Vp8 _ -> vp8(wire, offset, length);
      case Codec.Vp9 _ -> vp9(wire, offset, length);
      case Codec.H264 _ -> nal(NalSyntax.H264, wire, offset, length);
      case Codec.H265 _ -> nal(NalSyntax.H265, wire, offset, length);
      case Codec.Av1 _ -> av1(wire, offset, offset + length);
      case Codec.Jpeg _ -> jpeg(wire, offset, length);
    };
  }

  private static boolean possible(int width, int height) {
    return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
  }

  private static @Nullable Dimensions checked(int width, int height) {
    return possible(width, height) ? new Dimensions(width, height) : null;
  }

  private static @Nullable Dimensions vp8(byte[] wire, int offset, int length) {
    int at = offset + Vp8Descriptor.length(wire, offset, length);
    Vp8Parameters read = at > offset ? Vp8Parameters.parse(wire, at, offset + length) : null;
    return read == null ? null : checked(read.width(), read.height());
  }

  private static @Nullable Dimensions vp9(byte[] wire, int offset, int length) {
    int at = offset + Vp9Descriptor.length(wire, offset, length);
    Vp9Parameters read = at > offset ? Vp9Parameters.parse(wire, at, offset + length) : null;
    return read == null ? null : checked(read.width(), read.height());
  }

  /** RFC 2435 sections 3.1.5 and 3.1.6: in units of 8 pixels. */
  private static @Nullable Dimensions jpeg(byte[] wire, int offset, int length) {
    return length < 8
        ? null
        : checked((wire[offset + 6] & 0xFF) * 8, (wire[offset + 7] & 0xFF) * 8);
  }

  /** Of the first SPS, alone or aggregated (RFC 6184 section 5.7.1, RFC 7798 section 4.4.2). */
  private static @Nullable Dimensions nal(NalSyntax syntax, byte[] wire, int offset, int length) {
    int type = syntax.type(wire[offset]);
    if (syntax.sps(type)) {
      return sps(syntax, wire, offset, length);
    }
    int at = offset + syntax.headerBytes();
    int end = offset + length;
    while (syntax.aggregation(type) && at + 2 < end) {
      int size = Math.min(RtpHeader.readShort(wire, at), end - at - 2);
      if (syntax.sps(syntax.type(wire[at + 2]))) {
        return sps(syntax, wire, at + 2, size);
      }
      at += 2 + size;
    }
    return null;
  }

  private static @Nullable Dimensions sps(NalSyntax syntax, byte[] wire, int offset, int length) {
    return switch (syntax) {
      case H264 -> {
        H264Parameters read = H264Parameters.parse(wire, offset, length);
        yield read == null ? null : checked(read.width(), read.height());
      }
      case H265 -> {
        H265Parameters read = H265Parameters.parse(wire, offset, length);
        yield read == null ? null : checked(read.width(), read.height());
      }
    };
  }

  /** Of the sequence header that leads a key frame (AOM RTP payload format section 4.4). */
  private static @Nullable Dimensions av1(byte[] wire, int offset, int end) {
    boolean counted = (wire[offset] >>> 4 & 3) != 1;
    int at = counted ? leb128End(wire, offset + 1, end) : offset + 1;
    if (at >= end || Obus.type(wire[at]) != Obus.SEQUENCE_HEADER) {
      return null;
    }
    int behind = at + Obus.headerBytes(wire[at]);
    int payload = Obus.sized(wire[at]) ? leb128End(wire, behind, end) : behind;
    Av1Parameters read = Av1Parameters.parse(wire, payload, end);
    return read == null ? null : checked(read.width(), read.height());
  }

  private static int leb128End(byte[] wire, int from, int end) {
    int at = from;
    while (at < end && (wire[at] & 0x80) != 0) {
      at++;
    }
    return at + 1;
  }
}
