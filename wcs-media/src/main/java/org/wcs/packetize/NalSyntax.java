package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * What the NAL unit types of the two codecs made of NAL units mean: ITU-T H.264 table 7-1 and ITU-T
 * H.265 table 7-1.
 */
public enum NalSyntax {
  /** ITU-T H.264: one header byte. */
  H264,
  /** ITU-T H.265: two header bytes. */
  H265;

  private static final int H264_IDR = 5;
  private static final int H264_SPS = 7;
  private static final int H264_PPS = 8;
  private static final int H264_DELIMITER = 9;
  private static final int H264_FILLER = 12;
  private static final int H264_SPS_EXTENSION = 13;
  private static final int H264_SUBSET_SPS = 15;
  private static final int STAP_A = 24;
  private static final int H265_FIRST_IRAP = 16;
  private static final int H265_LAST_IRAP = 21;
  private static final int H265_LAST_SLICE = 31;
  private static final int H265_VPS = 32;
  private static final int H265_SPS = 33;
  private static final int H265_PPS = 34;
  private static final int H265_DELIMITER = 35;
  private static final int H265_FILLER = 38;
  private static final int AGGREGATION_PACKET = 48;

  /** The syntax of a codec, or null if it is not made of NAL units. */
  public static @Nullable NalSyntax of(Codec codec) {
    return switch (codec) {
      case Codec.H264 h264 -> H264;
      case Codec.H265 h265 -> H265;
      case Codec.Video other -> null;
      case Codec.Audio audio -> null;
    };
  }

  /** The length of the header of a unit in bytes. */
  public int headerBytes() {
    return this == H264 ? 1 : 2;
  }

  /** nal_unit_type, from the first byte of a unit. */
  public int type(byte header) {
    return this == H264 ? header & 0x1F : header >>> 1 & 0x3F;
  }

  /** Whether units of the type carry a part of the picture. */
  public boolean slice(int type) {
    return this == H264 ? type >= 1 && type <= H264_IDR : type <= H265_LAST_SLICE;
  }

  /** Whether units of the type belong to a picture with which decoding can start: IDR or IRAP. */
  public boolean key(int type) {
    return this == H264 ? type == H264_IDR : type >= H265_FIRST_IRAP && type <= H265_LAST_IRAP;
  }

  /** Whether units of the type are parameter sets (VPS, SPS and its additions, PPS). */
  public boolean parameterSet(int type) {
    return switch (this) {
      case H264 ->
          type == H264_SPS
              || type == H264_PPS
              || type == H264_SPS_EXTENSION
              || type == H264_SUBSET_SPS;
      case H265 -> type >= H265_VPS && type <= H265_PPS;
    };
  }

  /** Whether units of the type are sequence parameter sets. */
  public boolean sps(int type) {
    return type == (this == H264 ? H264_SPS : H265_SPS);
  }

  /** Whether units of the type are picture parameter sets. */
  public boolean pps(int type) {
    return type == (this == H264 ? H264_PPS : H265_PPS);
  }

  /** Whether a payload of the type is one unit (RFC 6184 section 5.2, RFC 7798 section 4.4). */
  boolean single(int type) {
    return this == H264 ? type >= 1 && type < STAP_A : type < AGGREGATION_PACKET;
  }

  /** Whether a payload of the type holds several units (RFC 6184 and RFC 7798, but for STAP-B). */
  boolean aggregation(int type) {
    return type == (this == H264 ? STAP_A : AGGREGATION_PACKET);
  }

  /**
   * Whether a payload has start codes in it: before its first unit, or behind a parameter set,
   * which is where it pays to look.
   */
  boolean startCoded(byte[] wire, int offset, int length) {
    if (length < 4) {
      return false;
    }
    int end = offset + length;
    // Neither standard has units whose first bytes are 0.
    boolean leads = wire[offset] == 0 && wire[offset + 1] == 0;
    if (leads) {
      return wire[offset + 2] == 1 || wire[offset + 2] == 0 && wire[offset + 3] == 1;
    }
    return parameterSet(type(wire[offset])) && NalUnits.startCode(wire, offset, end) < end;
  }

  /** Whether units of the type are of no use to anybody: access unit delimiters and filler. */
  public boolean ballast(int type) {
    return this == H264
        ? type == H264_DELIMITER || type == H264_FILLER
        : type == H265_DELIMITER || type == H265_FILLER;
  }
}
