package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * Frames of AAC-LC in which nothing is heard, the same for every sampling rate (ISO/IEC 14496-3
 * section 4.4.2): every field is 0, so there is no scale factor band, and the block ends.
 */
public final class SilentAac {

  /** single_channel_element (3 + 4 bits), individual_channel_stream (22), ID_END (3). */
  private static final byte[] MONO = {0, 0, 0, 0x07};

  /** channel_pair_element (3 + 4 bits), common_window (1), two streams (2 * 22), ID_END (3). */
  private static final byte[] STEREO = {0x20, 0, 0, 0, 0, 0, 0x0E};

  private SilentAac() {}

  /** A raw_data_block, frozen; null where none is known. */
  public static byte @Nullable [] frame(Codec.Aac codec) {
    if (codec.objectType() != 2) {
      return null;
    }
    return switch (codec.channels()) {
      case 1 -> MONO;
      case 2 -> STEREO;
      default -> null;
    };
  }
}
