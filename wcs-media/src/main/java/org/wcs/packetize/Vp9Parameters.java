package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/**
 * What the uncompressed header of a key frame says (VP9 specification section 6.2). Immutable.
 *
 * @param profile 0 to 3
 * @param width in pixels
 * @param height in pixels
 * @param bitDepth 8, 10 or 12
 * @param subsampling as in the vpcC record: 1 4:2:0 collocated, 2 4:2:2, 3 4:4:4
 * @param fullRange whether sample values use the full range
 * @param colorSpace color_space of the header, 7 is RGB
 */
public record Vp9Parameters(
    int profile,
    int width,
    int height,
    int bitDepth,
    int subsampling,
    boolean fullRange,
    int colorSpace) {

  private static final int SYNC = 0x498342;
  private static final int RGB = 7;
  private static final int[] LEVELS = {10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 52, 60, 61};
  private static final long[] LUMA_RATES = {
    829_440L,
    2_764_800L,
    4_608_000L,
    9_216_000L,
    20_736_000L,
    36_864_000L,
    83_558_400L,
    160_432_128L,
    311_951_360L,
    588_251_136L,
    1_176_502_272L,
    1_176_502_272L,
    2_353_004_544L
  };
  private static final int USUAL_RATE = 30;

  /** Reads the header of a frame; null if the frame is no key frame. */
  public static @Nullable Vp9Parameters of(byte[] frame) {
    return parse(frame, 0, frame.length);
  }

  /** Reads the header of the frame that begins at {@code from} and ends before {@code end}. */
  static @Nullable Vp9Parameters parse(byte[] buffer, int from, int end) {
    BitReader bits = new BitReader(buffer, from, end, false);
    boolean marked = bits.bits(2) == 2;
    int profile = bits.bit() | bits.bit() << 1;
    boolean reserved = profile == 3 && bits.bit() == 1;
    boolean shownAgain = bits.bit() == 1;
    boolean key = bits.bit() == 0;
    bits.skip(2); // show_frame, error_resilient_mode
    if (!marked || reserved || shownAgain || !key || bits.bits(24) != SYNC) {
      return null;
    }
    int depth = profile < 2 ? 8 : bits.bit() == 0 ? 10 : 12;
    int space = bits.bits(3);
    boolean odd = (profile & 1) == 1;
    boolean full = true;
    int subsampling = odd ? 3 : 1;
    if (space == RGB) {
      bits.skip(odd ? 1 : 0);
    } else {
      full = bits.bit() == 1;
      if (odd) {
        subsampling = bits.bit() == 1 ? 2 : 3;
        bits.skip(2); // subsampling_y, reserved
      }
    }
    int width = bits.bits(16) + 1;
    int height = bits.bits(16) + 1;
    return bits.exhausted()
        ? null
        : new Vp9Parameters(profile, width, height, depth, subsampling, full, space);
  }

  /**
   * Ten times the lowest level that holds pictures of this size at 30 a second; streams do not tell
   * theirs.
   */
  public int level() {
    long rate = (long) width * height * USUAL_RATE;
    int i = 0;
    while (i < LEVELS.length - 1 && rate > LUMA_RATES[i]) {
      i++;
    }
    return LEVELS[i];
  }

  /** The codecs parameter of the VP9 binding to ISO BMFF, for example {@code vp09.00.31.08}. */
  public String codecs() {
    String depth = bitDepth < 10 ? "08" : Integer.toString(bitDepth);
    return "vp09.0" + profile + '.' + level() + '.' + depth;
  }

  /**
   * The VPCodecConfigurationRecord (VP9 binding to ISO BMFF) with version and flags before it;
   * colours are told as unspecified.
   */
  public byte[] vpcC() {
    int format = bitDepth << 4 | subsampling << 1 | (fullRange ? 1 : 0);
    int matrix = colorSpace == RGB ? 0 : 2;
    return new byte[] {
      1, 0, 0, 0, (byte) profile, (byte) level(), (byte) format, 2, 2, (byte) matrix, 0, 0
    };
  }
}
