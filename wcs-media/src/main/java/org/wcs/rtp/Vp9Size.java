package org.wcs.rtp;

/** The size in the uncompressed header of a VP9 key frame (VP9 specification section 6.2). */
final class Vp9Size {
  private static final int SYNC = 0x498342;
  private static final int SRGB = 7;

  private Vp9Size() {}

  static long of(byte[] wire, int offset, int length) {
    int at = descriptorEnd(wire, offset, offset + length);
    if (at < 0) {
      return -1;
    }
    BitReader bits = new BitReader(wire, at, offset + length, false);
    bits.skip(2); // frame_marker
    int profile = bits.bit() | bits.bit() << 1;
    if (profile == 3) {
      bits.bit();
    }
    boolean shownExisting = bits.bit() == 1;
    boolean key = bits.bit() == 0;
    bits.skip(2); // show_frame, error_resilient_mode
    if (shownExisting || !key || bits.bits(24) != SYNC) {
      return -1;
    }
    if (profile >= 2) {
      bits.bit(); // ten_or_twelve_bit
    }
    if (bits.bits(3) != SRGB) {
      bits.skip(profile == 1 || profile == 3 ? 4 : 1);
    } else {
      bits.skip(profile == 1 || profile == 3 ? 1 : 0);
    }
    long width = bits.bits(16) + 1L;
    long height = bits.bits(16) + 1L;
    return bits.exhausted() ? -1 : PictureSize.packed(width, height);
  }

  /** RFC 9628 section 4.2: where the frame starts behind the payload descriptor, or -1. */
  private static int descriptorEnd(byte[] wire, int offset, int end) {
    int first = wire[offset];
    int at = offset + 1;
    if ((first & 0x80) != 0) {
      if (at >= end) {
        return -1;
      }
      at += (wire[at] & 0x80) != 0 ? 2 : 1;
    }
    if ((first & 0x20) != 0) {
      at += (first & 0x10) != 0 ? 1 : 2;
    }
    if ((first & 0x02) != 0) {
      at = scalabilityEnd(wire, at, end);
    }
    return at >= 0 && at < end ? at : -1;
  }

  /** RFC 9628 section 4.2.1. */
  private static int scalabilityEnd(byte[] wire, int from, int end) {
    if (from >= end) {
      return -1;
    }
    int structure = wire[from] & 0xFF;
    int layers = (structure >>> 5) + 1;
    int at = from + 1 + ((structure & 0x10) != 0 ? 4 * layers : 0);
    if ((structure & 0x08) == 0) {
      return at;
    }
    if (at >= end) {
      return -1;
    }
    int pictures = wire[at++] & 0xFF;
    for (int i = 0; i < pictures && at < end; i++) {
      at += 1 + (wire[at] >>> 2 & 3);
    }
    return at;
  }
}
