package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/** Reads one H.264 sequence parameter set; the state is that of one reading. */
final class H264SpsReader {
  private static final int MAX_SIDE = 16_384;
  private static final int EXTENDED_SAR = 255;
  private static final int UNKNOWN = -1;

  private final BitReader bits;
  private int profileLevelId;
  private int chroma = 1;
  private int lumaBits = 8;
  private int chromaBits = 8;
  private int orderType;
  private int references;
  private long width;
  private long height;
  private int reorderFrames = UNKNOWN;
  private double framesPerSecond;

  private H264SpsReader(byte[] buffer, int from, int end) {
    this.bits = new BitReader(buffer, from, end, true);
  }

  /** Section 7.3.2.1.1; null if the bytes run out before the size is known, or cannot be. */
  static @Nullable H264Parameters read(byte[] buffer, int offset, int length) {
    if (length < 4 || !NalSyntax.H264.sps(NalSyntax.H264.type(buffer[offset]))) {
      return null;
    }
    H264SpsReader reader = new H264SpsReader(buffer, offset + 1, offset + length);
    reader.sequence();
    if (reader.bits.exhausted() || !reader.possible()) {
      return null;
    }
    if (reader.bits.bit() == 1) { // vui_parameters_present_flag
      reader.usability();
    }
    return new H264Parameters(
        reader.profileLevelId,
        (int) reader.width,
        (int) reader.height,
        new PictureFormat(reader.chroma, reader.lumaBits, reader.chromaBits),
        reader.reorderFrames == UNKNOWN ? reader.inferredReorderFrames() : reader.reorderFrames,
        reader.framesPerSecond);
  }

  private boolean possible() {
    return width > 0
        && height > 0
        && width <= MAX_SIDE
        && height <= MAX_SIDE
        && chroma >= 0
        && chroma <= 3
        && lumaBits >= 8
        && lumaBits <= 14
        && chromaBits >= 8
        && chromaBits <= 14;
  }

  private void sequence() {
    profileLevelId = bits.bits(24);
    bits.unsigned(); // seq_parameter_set_id
    if (isHigh(profileLevelId >>> 16)) {
      highProfile();
    }
    bits.unsigned(); // log2_max_frame_num_minus4
    pictureOrder();
    references = bits.unsigned();
    bits.bit(); // gaps_in_frame_num_value_allowed_flag
    long columns = bits.unsigned() + 1L;
    long mapUnits = bits.unsigned() + 1L;
    int frameOnly = bits.bit();
    long rows = mapUnits * (2 - frameOnly);
    width = 16 * columns;
    height = 16 * rows;
    if (frameOnly == 0) {
      bits.bit(); // mb_adaptive_frame_field_flag
    }
    bits.bit(); // direct_8x8_inference_flag
    if (bits.bit() == 1) {
      int cropX = chroma == 1 || chroma == 2 ? 2 : 1;
      int cropY = (chroma == 1 ? 2 : 1) * (2 - frameOnly);
      width -= (long) cropX * (bits.unsigned() + (long) bits.unsigned());
      height -= (long) cropY * (bits.unsigned() + (long) bits.unsigned());
    }
  }

  private static boolean isHigh(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private void highProfile() {
    chroma = bits.unsigned();
    if (chroma == 3) {
      bits.bit(); // separate_colour_plane_flag
    }
    lumaBits = bits.unsigned() + 8;
    chromaBits = bits.unsigned() + 8;
    bits.bit(); // qpprime_y_zero_transform_bypass_flag
    if (bits.bit() == 1) {
      int lists = chroma == 3 ? 12 : 8;
      for (int i = 0; i < lists && !bits.exhausted(); i++) {
        if (bits.bit() == 1) {
          scalingList(i < 6 ? 16 : 64);
        }
      }
    }
  }

  private void scalingList(int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0 && !bits.exhausted(); i++) {
      next = last + bits.signed() + 256 & 0xFF;
      last = next == 0 ? last : next;
    }
  }

  private void pictureOrder() {
    orderType = bits.unsigned();
    if (orderType == 0) {
      bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (orderType == 1) {
      bits.bit(); // delta_pic_order_always_zero_flag
      bits.signed(); // offset_for_non_ref_pic
      bits.signed(); // offset_for_top_to_bottom_field
      int cycle = bits.unsigned();
      for (int i = 0; i < cycle && i < 256; i++) {
        bits.signed();
      }
    }
  }

  /** Section E.1.1; where the bytes run out, what was not reached stays unknown. */
  private void usability() {
    if (bits.bit() == 1 && bits.bits(8) == EXTENDED_SAR) {
      bits.skip(32);
    }
    if (bits.bit() == 1) { // overscan_info_present_flag
      bits.bit();
    }
    if (bits.bit() == 1) { // video_signal_type_present_flag
      bits.skip(4);
      bits.skip(bits.bit() == 1 ? 24 : 0);
    }
    if (bits.bit() == 1) { // chroma_loc_info_present_flag
      bits.unsigned();
      bits.unsigned();
    }
    if (bits.bit() == 1) {
      timing();
    }
    boolean nal = hypotheticalDecoder();
    boolean vcl = hypotheticalDecoder();
    if (nal || vcl) {
      bits.bit(); // low_delay_hrd_flag
    }
    bits.bit(); // pic_struct_present_flag
    if (bits.bit() == 1) {
      restrictions();
    }
  }

  private void timing() {
    long unitsInTick = bits.bits(32) & 0xFFFFFFFFL;
    long timeScale = bits.bits(32) & 0xFFFFFFFFL;
    bits.bit(); // fixed_frame_rate_flag
    if (unitsInTick > 0 && !bits.exhausted()) {
      framesPerSecond = timeScale / (2.0 * unitsInTick);
    }
  }

  /** Section E.1.2, with the flag before it. */
  private boolean hypotheticalDecoder() {
    if (bits.bit() == 0) {
      return false;
    }
    int count = bits.unsigned();
    bits.skip(8);
    for (int i = 0; i <= count && i < 32; i++) {
      bits.unsigned();
      bits.unsigned();
      bits.bit();
    }
    bits.skip(20);
    return true;
  }

  private void restrictions() {
    bits.bit(); // motion_vectors_over_pic_boundaries_flag
    for (int i = 0; i < 4; i++) {
      bits.unsigned();
    }
    int frames = bits.unsigned();
    if (!bits.exhausted() && frames >= 0 && frames <= 16) {
      reorderFrames = frames;
    }
  }

  /**
   * Section E.2.1, max_num_reorder_frames where it is absent; besides, Baseline has no B slices and
   * nobody reorders with a single reference.
   */
  private int inferredReorderFrames() {
    int profile = profileLevelId >>> 16;
    boolean intraOnly = (profileLevelId & 0x1000) != 0 && isHigh(profile);
    return orderType == 2 || profile == 66 || intraOnly || references <= 1 ? 0 : UNKNOWN;
  }
}
