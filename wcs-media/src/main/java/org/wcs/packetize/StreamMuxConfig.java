package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/**
 * The StreamMuxConfig of LATM (ISO/IEC 14496-3 section 1.7.3) with one program of one layer, which
 * is all that RTP ever carries. Immutable.
 *
 * @param audio what the frames are
 * @param frames how many frames an element has: numSubFrames and one more
 * @param frameBytes octets of every frame, 0 if each is told
 * @param otherDataBits bits behind the frames that belong to somebody else
 */
public record StreamMuxConfig(
    AudioSpecificConfig audio, int frames, int frameBytes, int otherDataBits) {
  private static final int MOST_OTHER_BITS = 1 << 20;
  private static final int SYNC_EXTENSION_TAIL = 0xB7; // of 0x2B7, 11 bits

  /**
   * Reads a configuration from its first bit on; null if it is cut off or of another kind. What
   * stands behind the AudioSpecificConfig may be missing, as GStreamer 1.22 leaves it away.
   */
  public static @Nullable StreamMuxConfig parse(byte[] buffer, int offset, int length) {
    return read(new BitReader(buffer, offset, offset + length, false), true);
  }

  /** The usual one: one frame an element. */
  public static StreamMuxConfig of(AudioSpecificConfig audio) {
    return new StreamMuxConfig(audio, 1, 0, 0);
  }

  static @Nullable StreamMuxConfig read(BitReader bits) {
    return read(bits, false);
  }

  private static @Nullable StreamMuxConfig read(BitReader bits, boolean lenient) {
    boolean second = bits.bit() == 1;
    if (second && bits.bit() == 1) {
      return null; // audioMuxVersionA has no meaning yet
    }
    if (second) {
      value(bits); // taraBufferFullness
    }
    bits.bit(); // allStreamsSameTimeFraming says nothing of a single stream
    int frames = bits.bits(6) + 1;
    if (bits.bits(4) != 0 || bits.bits(3) != 0) {
      return null;
    }
    AudioSpecificConfig audio = second ? counted(bits) : AudioSpecificConfig.read(bits, 0);
    boolean cutOff = bits.exhausted();
    int frameBytes = frameBytes(bits, !second);
    int other = bits.bit() == 0 ? 0 : second ? value(bits) : escaped(bits);
    if (bits.bit() == 1) {
      bits.skip(8); // crcCheckSum
    }
    boolean good = frameBytes >= 0 && other >= 0 && other <= MOST_OTHER_BITS;
    cutOff |= bits.exhausted() && !lenient;
    return audio != null && good && !cutOff
        ? new StreamMuxConfig(audio, frames, frameBytes, other)
        : null;
  }

  /** An AudioSpecificConfig behind its length in bits. */
  private static @Nullable AudioSpecificConfig counted(BitReader bits) {
    int length = value(bits);
    if (length <= 0 || length > 4_096) {
      return null;
    }
    long begin = bits.position();
    AudioSpecificConfig audio = AudioSpecificConfig.read(bits, length);
    long left = length - (bits.position() - begin);
    if (left < 0) {
      return null;
    }
    bits.skip((int) left);
    return audio;
  }

  /** frameLengthType: 0 told with each frame, 1 constant; the others are for speech codecs. */
  private static int frameBytes(BitReader bits, boolean extensible) {
    return switch (bits.bits(3)) {
      case 0 -> {
        bits.skip(8); // latmBufferFullness
        yield 0;
      }
      case 1 -> bits.bits(9) + 20;
      case 2 -> extensible && bits.bits(8) == SYNC_EXTENSION_TAIL ? behindExtension(bits) : -1;
      default -> -1;
    };
  }

  /**
   * GStreamer lets the syncExtension of an AudioSpecificConfig stand where version 0 has no room
   * for it; its first bits are a frameLengthType that does not exist.
   */
  private static int behindExtension(BitReader bits) {
    bits.skip(5); // extensionAudioObjectType
    if (bits.bit() == 1 && bits.bits(4) == 15) {
      bits.skip(24); // a sampling rate in full
    }
    return frameBytes(bits, false);
  }

  private static int escaped(BitReader bits) {
    int value = 0;
    boolean more = true;
    while (more && value <= MOST_OTHER_BITS && !bits.exhausted()) {
      more = bits.bit() == 1;
      value = value << 8 | bits.bits(8);
    }
    return value;
  }

  /** LatmGetValue. */
  private static int value(BitReader bits) {
    int octets = bits.bits(2) + 1;
    return bits.bits(8 * octets);
  }

  /** The bytes, version 0. */
  public byte[] bytes() {
    BitWriter bits = new BitWriter();
    write(bits);
    return bits.bytes();
  }

  void write(BitWriter bits) {
    bits.put(0, 1); // audioMuxVersion
    bits.put(1, 1); // allStreamsSameTimeFraming
    bits.put(frames - 1, 6);
    bits.put(0, 7); // one program, one layer
    audio.write(bits);
    if (frameBytes == 0) {
      bits.put(0, 3);
      bits.put(0xFF, 8);
    } else {
      bits.put(1, 3);
      bits.put(frameBytes - 20, 9);
    }
    bits.put(0, 2); // no other data, no CRC
  }
}
