package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * The beginning of an AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1). Immutable, any thread.
 *
 * @param objectType 2 Low Complexity, 5 with spectral band replication, 29 with parametric stereo;
 *     31 if frames have 960 samples instead of 1024
 * @param sampleRate of the core, in Hz
 * @param extensionRate of the output for object types 5 and 29, else that of the core
 * @param channels 1 to 8; 0 if a program config element tells
 */
public record AudioSpecificConfig(int objectType, int sampleRate, int extensionRate, int channels) {
  private static final int LOW_COMPLEXITY = 2;
  private static final int SPECTRAL_BAND_REPLICATION = 5;
  private static final int PARAMETRIC_STEREO = 29;
  private static final int MAX_BYTES = 10;
  private static final int ESCAPE_TYPE = 31;
  private static final int ESCAPE_RATE = 15;
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

  /** Reads a configuration; null if it is cut off or has reserved values. */
  public static @Nullable AudioSpecificConfig parse(byte[] buffer, int offset, int length) {
    BitReader bits = new BitReader(buffer, offset, offset + length, false);
    int type = objectType(bits);
    int rate = rate(bits);
    int channels = bits.bits(4);
    int extension = rate;
    if (replicated(type)) {
      extension = rate(bits);
      objectType(bits);
    }
    boolean shortFrames = bits.bit() != 0;
    if (bits.exhausted() || type == 0 || rate <= 0 || extension <= 0 || channels > 7) {
      return null;
    }
    if (shortFrames && type <= SPECTRAL_BAND_REPLICATION) {
      // nobody says later that frames have 960 samples, so let this be a kind of its own
      type = ESCAPE_TYPE;
    }
    return new AudioSpecificConfig(type, rate, extension, CHANNELS[channels]);
  }

  /** The configuration of a codec; spectral band replication doubles the rate. */
  public static AudioSpecificConfig of(Codec.Aac codec) {
    return of(codec.objectType(), codec.sampleRate(), codec.channels());
  }

  /** The same of the numbers of a codec: {@code sampleRate} is that of the core. */
  public static AudioSpecificConfig of(int objectType, int sampleRate, int channels) {
    int extensionRate = replicated(objectType) ? sampleRate * 2 : sampleRate;
    return new AudioSpecificConfig(objectType, sampleRate, extensionRate, channels);
  }

  private static boolean replicated(int objectType) {
    return objectType == SPECTRAL_BAND_REPLICATION || objectType == PARAMETRIC_STEREO;
  }

  /**
   * The same without a word of replication: a decoder finds it in the frames, and those of Low
   * Complexity may have it as well.
   */
  public AudioSpecificConfig core() {
    int type = replicated(objectType) ? LOW_COMPLEXITY : objectType;
    return new AudioSpecificConfig(type, sampleRate, sampleRate, channels);
  }

  /** The codec, or null where frames of this kind are none of ours. */
  public Codec.@Nullable Aac codec() {
    boolean known = objectType <= SPECTRAL_BAND_REPLICATION || objectType == PARAMETRIC_STEREO;
    boolean sane = sampleRate >= 7_350 && sampleRate <= 96_000 && channels > 0;
    return known && sane ? new Codec.Aac(objectType, sampleRate, channels) : null;
  }

  /** The bytes, with GASpecificConfig of frames of 1024 samples. */
  public byte[] bytes() {
    byte[] made = new byte[MAX_BYTES];
    int bits = put(made, 0, objectType, 5);
    bits = putRate(made, bits, sampleRate);
    bits = put(made, bits, channelConfiguration(), 4);
    if (replicated(objectType)) {
      bits = putRate(made, bits, extensionRate);
      bits = put(made, bits, LOW_COMPLEXITY, 5);
    }
    // GASpecificConfig: 1024 samples, no core coder, no extension
    bits = put(made, bits, 0, 3);
    return Arrays.copyOf(made, (bits + 7) / 8);
  }

  private static int put(byte[] into, int at, int value, int count) {
    for (int i = 0; i < count; i++) {
      int bit = value >>> count - 1 - i & 1;
      into[at + i >>> 3] |= (byte) (bit << 7 - (at + i & 7));
    }
    return at + count;
  }

  private static int putRate(byte[] into, int at, int rate) {
    int index = rateIndex(rate);
    int end = put(into, at, index, 4);
    return index == ESCAPE_RATE ? put(into, end, rate, 24) : end;
  }

  private int channelConfiguration() {
    return channels == 8 ? 7 : channels;
  }

  private static int objectType(BitReader bits) {
    int type = bits.bits(5);
    return type == ESCAPE_TYPE ? 32 + bits.bits(6) : type;
  }

  private static int rate(BitReader bits) {
    int index = bits.bits(4);
    if (index == ESCAPE_RATE) {
      return bits.bits(24);
    }
    return index < RATES.length ? RATES[index] : -1;
  }

  private static int rateIndex(int rate) {
    for (int i = 0; i < RATES.length; i++) {
      if (RATES[i] == rate) {
        return i;
      }
    }
    return ESCAPE_RATE;
  }
}
