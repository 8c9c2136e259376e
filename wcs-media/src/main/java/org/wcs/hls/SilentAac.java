package org.wcs.hls;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/** Frames of AAC-LC in which nothing is heard, the same for every sampling rate. */
final class SilentAac {

  private static final byte[] MONO = {0x01, 0x18, 0x20, 0x07};
  private static final byte[] STEREO = {0x21, 0x10, 0x04, 0x60, (byte) 0x8C, 0x1C};

  private SilentAac() {}

  /** A raw_data_block; null where none is known. */
  static byte @Nullable [] frame(Codec.Aac codec) {
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
