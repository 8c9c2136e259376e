package org.wcs.packetize;

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
  private static final int EXTENSION_BITS = 17;
  private static final int REPLICATION_SYNC = 0x2B7;
  private static final int STEREO_SYNC = 0x548;
  private static final int ESCAPE_TYPE = 31;
  private static final int ESCAPE_RATE = 15;
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

  /** Reads a configuration; null if it is cut off or has reserved values. */
  public static @Nullable AudioSpecificConfig parse(byte[] buffer, int offset, int length) {
    return read(new BitReader(buffer, offset, offset + length, false), 8L * length);
  }

  /**
   * Reads a configuration that others may follow; null as above.
   *
   * @param length how many bits it has, for only then an extension may stand behind it; else 0
   */
  static @Nullable AudioSpecificConfig read(BitReader bits, long length) {
    long end = bits.position() + length;
    int type = objectType(bits);
    int rate = rate(bits);
    int channels = bits.bits(4);
    int extension = rate;
    int core = type;
    if (replicated(type)) {
      extension = rate(bits);
      core = objectType(bits);
    }
    boolean shortFrames = bits.bit() != 0;
    if (bits.exhausted() || type == 0 || rate <= 0 || extension <= 0 || channels > 7) {
      return null;
    }
    generalAudio(bits, core);
    if (type == LOW_COMPLEXITY && end - bits.position() >= EXTENSION_BITS) {
      AudioSpecificConfig extended = extension(bits, end, rate, CHANNELS[channels]);
      type = extended == null ? type : extended.objectType;
      extension = extended == null ? extension : extended.extensionRate;
    }
    if (shortFrames && type <= SPECTRAL_BAND_REPLICATION) {
      // nobody says later that frames have 960 samples, so let this be a kind of its own
      type = ESCAPE_TYPE;
    }
    return new AudioSpecificConfig(type, rate, extension, CHANNELS[channels]);
  }

  /** The rest of GASpecificConfig (section 4.4.1), as far as object types of ours have it. */
  private static void generalAudio(BitReader bits, int core) {
    if (bits.bit() == 1) {
      bits.skip(14); // coreCoderDelay
    }
    boolean extended = bits.bit() == 1;
    if (core == 6) {
      bits.skip(3); // layerNr
    }
    if (extended) {
      bits.bit(); // extensionFlag3
    }
  }

  /** Replication told behind the configuration, where old decoders do not look; null if not. */
  private static @Nullable AudioSpecificConfig extension(
      BitReader bits, long end, int rate, int channels) {
    if (bits.bits(11) != REPLICATION_SYNC || objectType(bits) != SPECTRAL_BAND_REPLICATION) {
      return null;
    }
    int extensionRate = bits.bit() == 1 ? rate(bits) : 0;
    if (extensionRate <= 0 || bits.exhausted()) {
      return null;
    }
    boolean stereo =
        end - bits.position() >= 12
            && bits.bits(11) == STEREO_SYNC
            && bits.bit() == 1
            && !bits.exhausted();
    int type = stereo ? PARAMETRIC_STEREO : SPECTRAL_BAND_REPLICATION;
    return new AudioSpecificConfig(type, rate, extensionRate, channels);
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
    BitWriter bits = new BitWriter();
    write(bits);
    return bits.bytes();
  }

  void write(BitWriter bits) {
    bits.put(objectType, 5);
    putRate(bits, sampleRate);
    bits.put(channelConfiguration(), 4);
    if (replicated(objectType)) {
      putRate(bits, extensionRate);
      bits.put(LOW_COMPLEXITY, 5);
    }
    bits.put(0, 3); // GASpecificConfig: 1024 samples, no core coder, no extension
  }

  private static void putRate(BitWriter bits, int rate) {
    int index = rateIndex(rate);
    bits.put(index, 4);
    if (index == ESCAPE_RATE) {
      bits.put(rate, 24);
    }
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
