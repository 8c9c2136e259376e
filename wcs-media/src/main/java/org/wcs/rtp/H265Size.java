package org.wcs.rtp;

/** The size told by an H.265 sequence parameter set (ITU-T H.265 section 7.3.2.2). */
final class H265Size {
  private static final int SPS = 33;
  private static final int AGGREGATION = 48;

  private H265Size() {}

  static long of(byte[] wire, int offset, int length) {
    int type = wire[offset] >>> 1 & 0x3F;
    if (type == SPS) {
      return sps(wire, offset, offset + length);
    }
    int at = offset + 2;
    int end = offset + length;
    while (type == AGGREGATION && at + 4 <= end) {
      int size = RtpHeader.readShort(wire, at);
      if ((wire[at + 2] >>> 1 & 0x3F) == SPS) {
        return sps(wire, at + 2, Math.min(end, at + 2 + size));
      }
      at += 2 + size;
    }
    return -1;
  }

  private static long sps(byte[] wire, int from, int end) {
    BitReader bits = new BitReader(wire, from + 2, end, true);
    bits.skip(4); // sps_video_parameter_set_id
    int subLayers = bits.bits(3);
    bits.bit(); // sps_temporal_id_nesting_flag
    profileTierLevel(bits, subLayers);
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
    return bits.exhausted() ? -1 : PictureSize.packed(width, height);
  }

  /** ITU-T H.265 section 7.3.3. */
  private static void profileTierLevel(BitReader bits, int subLayers) {
    bits.skip(88 + 8);
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
  }
}
