package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/** Reads one H.265 sequence parameter set. */
final class H265SpsReader {
  private static final int MAX_SIDE = 16_384;

  private H265SpsReader() {}

  /** Section 7.3.2.2; null if the bytes run out before the size is known, or cannot be. */
  static @Nullable H265Parameters read(byte[] buffer, int offset, int length) {
    if (length < 16 || !NalSyntax.H265.sps(NalSyntax.H265.type(buffer[offset]))) {
      return null;
    }
    BitReader bits = new BitReader(buffer, offset + 2, offset + length, true);
    bits.skip(4); // sps_video_parameter_set_id
    int layers = bits.bits(3) + 1;
    boolean nesting = bits.bit() == 1;
    H265Parameters.Profile profile = profile(bits, layers - 1);
    bits.unsigned(); // sps_seq_parameter_set_id
    int chroma = bits.unsigned();
    if (chroma == 3) {
      bits.bit(); // separate_colour_plane_flag
    }
    long width = bits.unsigned();
    long height = bits.unsigned();
    if (bits.bit() == 1) {
      int cropX = chroma == 1 || chroma == 2 ? 2 : 1;
      int cropY = chroma == 1 ? 2 : 1;
      width -= (long) cropX * (bits.unsigned() + (long) bits.unsigned());
      height -= (long) cropY * (bits.unsigned() + (long) bits.unsigned());
    }
    PictureFormat format = format(chroma, bits.unsigned(), bits.unsigned());
    boolean sized = width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
    if (bits.exhausted() || !sized || format == null) {
      return null;
    }
    int reorder = reorderPictures(bits, layers);
    return new H265Parameters(profile, (int) width, (int) height, format, layers, nesting, reorder);
  }

  /** Section 7.3.3, general part; the parts of the layers are passed over. */
  static H265Parameters.Profile profile(BitReader bits, int subLayers) {
    int space = bits.bits(2);
    int tier = bits.bit();
    int id = bits.bits(5);
    int compatibility = bits.bits(32);
    long constraints = (long) bits.bits(24) << 24 | bits.bits(24);
    int level = bits.bits(8);
    int profiles = 0;
    int levels = 0;
    for (int i = 0; i < subLayers; i++) {
      profiles += bits.bit();
      levels += bits.bit();
    }
    if (subLayers > 0) {
      bits.skip(2 * (8 - subLayers));
    }
    bits.skip(88 * profiles + 8 * levels);
    return new H265Parameters.Profile(space, tier, id, compatibility, constraints, level);
  }

  private static @Nullable PictureFormat format(int chroma, int moreLuma, int moreChroma) {
    boolean possible = chroma >= 0 && chroma <= 3 && (moreLuma | moreChroma) >= 0;
    return possible && moreLuma <= 8 && moreChroma <= 8
        ? new PictureFormat(chroma, 8 + moreLuma, 8 + moreChroma)
        : null;
  }

  /** The last triple is that of the highest layer. */
  private static int reorderPictures(BitReader bits, int layers) {
    bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    boolean each = bits.bit() == 1; // sps_sub_layer_ordering_info_present_flag
    int pictures = 0;
    for (int i = each ? 0 : layers - 1; i < layers; i++) {
      bits.unsigned(); // sps_max_dec_pic_buffering_minus1
      pictures = bits.unsigned();
      bits.unsigned(); // sps_max_latency_increase_plus1
    }
    return bits.exhausted() || pictures < 0 ? 0 : Math.min(pictures, 16);
  }
}
