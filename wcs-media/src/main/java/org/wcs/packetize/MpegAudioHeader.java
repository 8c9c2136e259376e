package org.wcs.packetize;

/**
 * The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3 section 2.4.1.3 and ISO/IEC
 * 13818-3; 2.5 is the common extension to low rates). Stateless, any thread; never throws.
 */
public final class MpegAudioHeader {
  private static final int HEADER_BYTES = 4;
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };

  private MpegAudioHeader() {}

  /**
   * The length of the frame that begins there, in bytes; 0 if no frame of layer III with a known
   * rate begins there.
   */
  public static int frameBytes(byte[] buffer, int at, int end) {
    if (end - at < HEADER_BYTES || !begins(buffer, at)) {
      return 0;
    }
    int index = buffer[at + 2] >>> 4 & 0x0F;
    int kilobits = full(buffer, at) ? KILOBITS_1[index] : KILOBITS_2[index];
    int padding = buffer[at + 2] >>> 1 & 1;
    int perSlot = full(buffer, at) ? 144_000 : 72_000;
    return kilobits == 0 ? 0 : perSlot * kilobits / sampleRate(buffer, at) + padding;
  }

  private static boolean begins(byte[] buffer, int at) {
    boolean sync = buffer[at] == (byte) 0xFF && (buffer[at + 1] & 0xE0) == 0xE0;
    boolean version = (buffer[at + 1] & 0x18) != 0x08;
    boolean layer3 = (buffer[at + 1] & 0x06) == 0x02;
    return sync && version && layer3 && (buffer[at + 2] & 0x0C) != 0x0C;
  }

  /** MPEG-1, not the half or quarter rates. */
  private static boolean full(byte[] buffer, int at) {
    return (buffer[at + 1] & 0x18) == 0x18;
  }

  /** Samples per second of a frame whose {@link #frameBytes} is not 0. */
  public static int sampleRate(byte[] buffer, int at) {
    int rate = RATES[(buffer[at + 2] >>> 2 & 3) % 3];
    int version = buffer[at + 1] >>> 3 & 3;
    return version == 3 ? rate : version == 2 ? rate / 2 : rate / 4;
  }

  /** Samples of a channel in a frame whose {@link #frameBytes} is not 0. */
  public static int samples(byte[] buffer, int at) {
    return full(buffer, at) ? 1_152 : 576;
  }

  /** 1 or 2, of a frame whose {@link #frameBytes} is not 0. */
  public static int channels(byte[] buffer, int at) {
    return (buffer[at + 3] & 0xC0) == 0xC0 ? 1 : 2;
  }
}
