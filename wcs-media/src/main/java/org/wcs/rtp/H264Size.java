package org.wcs.rtp;

/** The size told by an H.264 sequence parameter set (ITU-T H.264 section 7.3.2.1.1). */
final class H264Size {
  private static final int SPS = 7;
  private static final int STAP_A = 24;

  private H264Size() {}

  static long of(byte[] wire, int offset, int length) {
    int type = wire[offset] & 0x1F;
    if (type == SPS) {
      return sps(wire, offset, offset + length);
    }
    int at = offset + 1;
    int end = offset + length;
    while (type == STAP_A && at + 3 <= end) {
      int size = RtpHeader.readShort(wire, at);
      if ((wire[at + 2] & 0x1F) == SPS) {
        return sps(wire, at + 2, Math.min(end, at + 2 + size));
      }
      at += 2 + size;
    }
    return -1;
  }

  private static long sps(byte[] wire, int from, int end) {
    BitReader bits = new BitReader(wire, from + 1, end, true);
    int profile = bits.bits(8);
    bits.skip(16);
    bits.unsigned(); // seq_parameter_set_id
    int chroma = isHigh(profile) ? highProfile(bits) : 1;
    bits.unsigned(); // log2_max_frame_num_minus4
    pictureOrder(bits);
    bits.unsigned(); // max_num_ref_frames
    bits.bit(); // gaps_in_frame_num_value_allowed_flag
    long width = 16L * (bits.unsigned() + 1L);
    long mapUnits = bits.unsigned() + 1L;
    int frameOnly = bits.bit();
    long height = 16L * mapUnits * (2 - frameOnly);
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
    return bits.exhausted() ? -1 : PictureSize.packed(width, height);
  }

  private static boolean isHigh(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private static int highProfile(BitReader bits) {
    int chroma = bits.unsigned();
    if (chroma == 3) {
      bits.bit(); // separate_colour_plane_flag
    }
    bits.unsigned(); // bit_depth_luma_minus8
    bits.unsigned(); // bit_depth_chroma_minus8
    bits.bit(); // qpprime_y_zero_transform_bypass_flag
    if (bits.bit() == 1) {
      int lists = chroma == 3 ? 12 : 8;
      for (int i = 0; i < lists && !bits.exhausted(); i++) {
        if (bits.bit() == 1) {
          scalingList(bits, i < 6 ? 16 : 64);
        }
      }
    }
    return chroma;
  }

  private static void scalingList(BitReader bits, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0 && !bits.exhausted(); i++) {
      next = last + bits.signed() + 256 & 0xFF;
      last = next == 0 ? last : next;
    }
  }

  private static void pictureOrder(BitReader bits) {
    int type = bits.unsigned();
    if (type == 0) {
      bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      bits.bit(); // delta_pic_order_always_zero_flag
      bits.signed(); // offset_for_non_ref_pic
      bits.signed(); // offset_for_top_to_bottom_field
      int cycle = bits.unsigned();
      for (int i = 0; i < cycle && i < 256; i++) {
        bits.signed();
      }
    }
  }
}
