package org.wcs.rtp;

/** The size in the sequence header OBU that leads an AV1 key frame (AV1 section 5.5.1). */
final class Av1Size {
  private static final int SEQUENCE_HEADER = 1;

  private Av1Size() {}

  static long of(byte[] wire, int offset, int length) {
    int end = offset + length;
    boolean counted = (wire[offset] >>> 4 & 3) != 1;
    int at = offset + 1;
    if (counted) {
      at = skipLeb128(wire, at, end);
    }
    if (at >= end || (wire[at] >>> 3 & 0x0F) != SEQUENCE_HEADER) {
      return -1;
    }
    boolean extended = (wire[at] & 0x04) != 0;
    boolean sized = (wire[at] & 0x02) != 0;
    at += extended ? 2 : 1;
    if (sized) {
      at = skipLeb128(wire, at, end);
    }
    return sequenceHeader(new BitReader(wire, at, end, false));
  }

  private static int skipLeb128(byte[] wire, int from, int end) {
    int at = from;
    while (at < end && (wire[at] & 0x80) != 0) {
      at++;
    }
    return at + 1;
  }

  private static long sequenceHeader(BitReader bits) {
    bits.skip(3); // seq_profile
    bits.bit(); // still_picture
    if (bits.bit() == 1) { // reduced_still_picture_header
      bits.skip(5);
    } else if (!operatingPoints(bits)) {
      return -1;
    }
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    long width = bits.bits(widthBits) + 1L;
    long height = bits.bits(heightBits) + 1L;
    return bits.exhausted() ? -1 : PictureSize.packed(width, height);
  }

  /** False where timing information makes the header longer than browsers ever write it. */
  private static boolean operatingPoints(BitReader bits) {
    if (bits.bit() == 1) { // timing_info_present_flag
      return false;
    }
    boolean delays = bits.bit() == 1; // initial_display_delay_present_flag
    int points = bits.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12); // operating_point_idc
      if (bits.bits(5) > 7) {
        bits.bit(); // seq_tier
      }
      if (delays && bits.bit() == 1) {
        bits.skip(4);
      }
    }
    return true;
  }
}
