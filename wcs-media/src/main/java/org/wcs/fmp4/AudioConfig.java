package org.wcs.fmp4;

/** The AudioSpecificConfig of AAC (ISO/IEC 14496-3 section 1.6.2.1). */
final class AudioConfig {

  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int EXPLICIT_RATE = 15;
  private static final int LOW_COMPLEXITY = 2;
  private static final int BAND_REPLICATION = 5;
  private static final int PARAMETRIC_STEREO = 29;

  private long bits;
  private int count;

  private AudioConfig() {}

  static byte[] of(SampleEntry.Aac aac) {
    AudioConfig config = new AudioConfig();
    boolean replicated =
        aac.objectType() == BAND_REPLICATION || aac.objectType() == PARAMETRIC_STEREO;
    config.bits(aac.objectType(), 5);
    config.rate(aac.sampleRate());
    config.bits(aac.channels() == 8 ? 7 : aac.channels(), 4);
    if (replicated) {
      config.rate(aac.sampleRate() * 2);
      config.bits(LOW_COMPLEXITY, 5);
    }
    config.bits(0, 3); // 1024 samples, no core coder, no extension
    return config.bytes();
  }

  private void rate(int rate) {
    for (int i = 0; i < RATES.length; i++) {
      if (RATES[i] == rate) {
        bits(i, 4);
        return;
      }
    }
    bits(EXPLICIT_RATE, 4);
    bits(rate, 24);
  }

  private void bits(int value, int width) {
    bits = bits << width | value;
    count += width;
  }

  private byte[] bytes() {
    int length = (count + 7) / 8;
    long padded = bits << length * 8 - count;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (padded >> (length - 1 - i) * 8);
    }
    return bytes;
  }
}
