package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/** Reads one AV1 sequence header; the state is that of one reading. */
final class Av1SequenceReader {
  private static final int SELECT = 2;
  private static final int SRGB_PRIMARIES = 1;
  private static final int SRGB_TRANSFER = 13;

  private final BitReader bits;
  private int level;
  private int tier;

  private Av1SequenceReader(BitReader bits) {
    this.bits = bits;
  }

  static @Nullable Av1Parameters read(BitReader bits) {
    return new Av1SequenceReader(bits).sequence();
  }

  /** Section 5.5.1. */
  private @Nullable Av1Parameters sequence() {
    int profile = bits.bits(3);
    bits.bit(); // still_picture
    boolean reduced = bits.bit() == 1; // reduced_still_picture_header
    if (reduced) {
      level = bits.bits(5);
    } else {
      operatingPoints(decoderModel());
    }
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    int width = bits.bits(widthBits) + 1;
    int height = bits.bits(heightBits) + 1;
    if (!reduced && bits.bit() == 1) { // frame_id_numbers_present_flag
      bits.skip(7);
    }
    bits.skip(3); // superblocks, filter_intra, intra_edge_filter
    if (!reduced) {
      tools();
    }
    bits.skip(3); // superres, cdef, restoration
    Av1Parameters.Color color = color(profile);
    return bits.exhausted() || profile > 2
        ? null
        : new Av1Parameters(profile, level, tier, width, height, color);
  }

  /** timing_info and decoder_model_info; buffer_delay_length, or 0 if there is no model. */
  private int decoderModel() {
    if (bits.bit() == 0) { // timing_info_present_flag
      return 0;
    }
    bits.skip(64);
    if (bits.bit() == 1) { // equal_picture_interval
      bits.unsigned(); // uvlc is the exp-Golomb code of the other standards
    }
    if (bits.bit() == 0) { // decoder_model_info_present_flag
      return 0;
    }
    int delayBits = bits.bits(5) + 1;
    bits.skip(32 + 5 + 5);
    return delayBits;
  }

  private void operatingPoints(int delayBits) {
    boolean delays = bits.bit() == 1; // initial_display_delay_present_flag
    int points = bits.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12); // operating_point_idc
      int pointLevel = bits.bits(5);
      int pointTier = pointLevel > 7 ? bits.bit() : 0;
      if (delayBits > 0 && bits.bit() == 1) {
        bits.skip(2 * delayBits + 1);
      }
      if (delays && bits.bit() == 1) {
        bits.skip(4);
      }
      if (i == 0) {
        level = pointLevel;
        tier = pointTier;
      }
    }
  }

  private void tools() {
    bits.skip(4); // interintra, masked compound, warped motion, dual filter
    boolean orderHint = bits.bit() == 1;
    if (orderHint) {
      bits.skip(2); // jnt_comp, ref_frame_mvs
    }
    int screenContent = bits.bit() == 1 ? SELECT : bits.bit();
    if (screenContent > 0 && bits.bit() == 0) { // seq_choose_integer_mv
      bits.bit();
    }
    if (orderHint) {
      bits.skip(3);
    }
  }

  /** Section 5.5.2. */
  private Av1Parameters.Color color(int profile) {
    boolean high = bits.bit() == 1;
    int depth = high ? 10 : 8;
    if (profile == 2 && high && bits.bit() == 1) {
      depth = 12;
    }
    boolean monochrome = profile != 1 && bits.bit() == 1;
    boolean described = bits.bit() == 1;
    int primaries = described ? bits.bits(8) : 2;
    int transfer = described ? bits.bits(8) : 2;
    int matrix = described ? bits.bits(8) : 2;
    if (monochrome) {
      bits.bit(); // color_range
      return new Av1Parameters.Color(depth, true, true, true, 0);
    }
    if (primaries == SRGB_PRIMARIES && transfer == SRGB_TRANSFER && matrix == 0) {
      return new Av1Parameters.Color(depth, false, false, false, 0);
    }
    bits.bit(); // color_range
    boolean x = profile == 0;
    boolean y = profile == 0;
    if (profile == 2) {
      x = depth < 12 || bits.bit() == 1;
      y = depth == 12 && x && bits.bit() == 1;
    }
    int position = x && y ? bits.bits(2) : 0;
    return new Av1Parameters.Color(depth, false, x, y, position);
  }
}
