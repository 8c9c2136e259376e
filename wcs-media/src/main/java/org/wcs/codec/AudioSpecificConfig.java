package org.wcs.codec;

import org.wcs.unit.Codec;

/** What an AAC decoder must know before the first frame (ISO/IEC 14496-3 section 1.6.2.1). */
final class AudioSpecificConfig {
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  private static final int LOW_COMPLEXITY = 2;
  private static final int REPLICATION = 5;

  private AudioSpecificConfig() {}

  /**
   * The bytes. Spectral band replication is not said: a decoder finds it in the frames, and those
   * of Low Complexity may have it as well.
   */
  static byte[] of(Codec.Aac aac) {
    int type = aac.objectType() == REPLICATION ? LOW_COMPLEXITY : aac.objectType();
    int channels = aac.channels() == 8 ? 7 : aac.channels();
    int index = index(aac.sampleRate());
    if (index < 0) {
      long bits =
          (long) type << 35 | 15L << 31 | (long) aac.sampleRate() << 7 | (long) channels << 3;
      return new byte[] {
        (byte) (bits >>> 32),
        (byte) (bits >>> 24),
        (byte) (bits >>> 16),
        (byte) (bits >>> 8),
        (byte) bits
      };
    }
    int bits = type << 11 | index << 7 | channels << 3;
    return new byte[] {(byte) (bits >>> 8), (byte) bits};
  }

  private static int index(int rate) {
    for (int i = 0; i < RATES.length; i++) {
      if (RATES[i] == rate) {
        return i;
      }
    }
    return -1;
  }
}
