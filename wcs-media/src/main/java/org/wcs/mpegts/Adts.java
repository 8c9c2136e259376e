package org.wcs.mpegts;

/**
 * The header in front of each AAC frame (ISO/IEC 13818-7 section 6.2). Immutable.
 *
 * @param objectType MPEG-4 audio object type, 1 to 4; 2 is LC
 * @param sampleRate of the AAC core, one of the thirteen standard rates
 * @param channels 1 to 6, or 8
 */
public record Adts(int objectType, int sampleRate, int channels) {

  /** Length of the header in bytes. */
  public static final int HEADER = 7;

  /** Longest frame that a header can announce, in bytes without the header. */
  public static final int LONGEST_FRAME = 8_191 - HEADER;

  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  public Adts {
    if (objectType < 1 || objectType > 4 || index(sampleRate) < 0 || configuration(channels) < 0) {
      throw new IllegalArgumentException(
          "object type " + objectType + ", " + sampleRate + " Hz, " + channels + " channels");
    }
  }

  /** Whether ADTS can announce such sound. */
  public static boolean carries(int objectType, int sampleRate, int channels) {
    return objectType >= 1
        && objectType <= 4
        && index(sampleRate) >= 0
        && configuration(channels) >= 0;
  }

  /** Writes the header for a frame of that many bytes. */
  void write(int frameLength, byte[] to, int at) {
    int rate = index(sampleRate);
    int layout = configuration(channels);
    int length = frameLength + HEADER;
    to[at] = (byte) 0xFF;
    to[at + 1] = (byte) 0xF1; // MPEG-4, no CRC
    to[at + 2] = (byte) (objectType - 1 << 6 | rate << 2 | layout >> 2);
    to[at + 3] = (byte) (layout << 6 | length >> 11);
    to[at + 4] = (byte) (length >> 3);
    to[at + 5] = (byte) (length << 5 | 0x1F);
    to[at + 6] = (byte) 0xFC; // buffer fullness 0x7FF: variable rate
  }

  private static int index(int sampleRate) {
    for (int i = 0; i < RATES.length; i++) {
      if (RATES[i] == sampleRate) {
        return i;
      }
    }
    return -1;
  }

  private static int configuration(int channels) {
    if (channels == 8) {
      return 7;
    }
    return channels >= 1 && channels <= 6 ? channels : -1;
  }
}
