package org.wcs.flv;

import org.jspecify.annotations.Nullable;

/**
 * The header of an MPEG audio layer III frame (ISO/IEC 11172-3 section 2.4.1.3 and 13818-3).
 * Immutable.
 *
 * @param sampleRate in Hz
 * @param channels 1 or 2
 * @param samples of each channel in the frame: 1152 or 576
 * @param bytes of the whole frame; 0 if the bit rate is free and nobody knows
 */
record Mp3Header(int sampleRate, int channels, int samples, int bytes) {
  static final int BYTES = 4;

  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  /** Reads the header at that place; null if there is none or it is of another layer. */
  static @Nullable Mp3Header parse(byte[] buffer, int at, int end) {
    if (end - at < BYTES || buffer[at] != (byte) 0xFF || (buffer[at + 1] & 0xE6) != 0xE2) {
      return null;
    }
    int version = buffer[at + 1] >>> 3 & 3;
    int rateIndex = buffer[at + 2] >>> 2 & 3;
    int bitRateIndex = buffer[at + 2] >>> 4 & 15;
    if (version == 1 || rateIndex == 3 || bitRateIndex == 15) {
      return null;
    }
    boolean first = version == 3;
    int rate = RATES[rateIndex] >>> (first ? 0 : version == 2 ? 1 : 2);
    int samples = first ? 1152 : 576;
    int bitRate = (first ? KILOBITS_1 : KILOBITS_2)[bitRateIndex] * 1000;
    int padding = buffer[at + 2] >>> 1 & 1;
    int bytes = bitRate == 0 ? 0 : samples / 8 * bitRate / rate + padding;
    int channels = (buffer[at + 3] & 0xC0) == 0xC0 ? 1 : 2;
    return new Mp3Header(rate, channels, samples, bytes);
  }
}
