package org.wcs.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.unit.Codec;

/**
 * The one place that maps payload formats of a session description to codecs and back. Stateless,
 * any thread; whatever a description says, nothing is thrown.
 *
 * <p>Where parameter sets or a configuration of the decoder are written out, they count, not the
 * numbers beside them: cameras copy those from elsewhere.
 */
public final class SdpCodecs {

  /** RFC 6184 section 8.1: what a missing profile-level-id means. */
  private static final int BASELINE_LEVEL_1 = 0x42000A;

  private SdpCodecs() {}

  /** The codec a payload format stands for; null for one the server does not carry. */
  public static @Nullable Codec codec(PayloadFormat format) {
    String name = format.rtpMap().encoding().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "H264" -> h264(format);
      case "H265", "HEVC" -> h265(format);
      case "VP8" -> new Codec.Vp8();
      case "VP9" -> new Codec.Vp9(number(format, "profile-id", 0));
      case "AV1" -> new Codec.Av1(number(format, "profile", 0));
      case "JPEG" -> new Codec.Jpeg();
      case "OPUS" -> new Codec.Opus(stereo(format), number(format, "useinbandfec", 0) == 1);
      case "PCMU" -> telephone(format, new Codec.Pcmu());
      case "PCMA" -> telephone(format, new Codec.Pcma());
      case "G722" -> telephone(format, new Codec.G722());
      case "G729", "G729A" -> telephone(format, new Codec.G729());
      case "SPEEX" -> speex(format);
      case "MPA" -> new Codec.Mp3(44_100, 2);
      case "MPEG4-GENERIC", "MP4A-LATM" -> {
        AacTransport transport = aac(format);
        yield transport == null ? null : transport.codec();
      }
      default -> telephone(format, g726(name));
    };
  }

  /**
   * How the access units of AAC lie in the packets of a payload format; null if it is another
   * codec, or a kind of AAC the server does not carry. Only if {@link AacTransport#usual} holds may
   * the packets be handed on as they are.
   */
  public static @Nullable AacTransport aac(PayloadFormat format) {
    return SdpAac.read(format);
  }

  /**
   * The parameter sets that the description carries for H.264 or H.265 (sprop), each behind its
   * length in four bytes as in a frame: VPS, SPS, PPS. Null unless there is an SPS and a PPS that
   * can be read.
   */
  public static byte @Nullable [] parameterSets(PayloadFormat format) {
    return SdpSprop.read(format);
  }

  /**
   * Whether nothing of the codec is guessed; if not, the first packets tell ({@link
   * org.wcs.packetize.InBand}).
   */
  public static boolean certain(PayloadFormat format) {
    Codec codec = codec(format);
    boolean units = codec instanceof Codec.H264 || codec instanceof Codec.H265;
    boolean guessed =
        units && parameterSets(format) == null
            || codec instanceof Codec.Aac && format.parameter("config") == null
            || codec instanceof Codec.Mp3;
    return codec != null && !guessed;
  }

  /**
   * Describes a codec for somebody who is to receive it.
   *
   * @param payloadType 0 to 127; see {@link #staticType}
   * @param parameterSets of a key frame of H.264 or H.265, each behind its length, or the sequence
   *     header OBU of AV1 with its size; null if unknown or of another codec
   */
  public static PayloadFormat format(
      Codec codec, int payloadType, byte @Nullable [] parameterSets) {
    return SdpFormats.of(codec, payloadType, parameterSets);
  }

  /** The payload type RFC 3551 has for a codec, or -1. */
  public static int staticType(Codec codec) {
    return switch (codec) {
      case Codec.Pcmu _ -> 0;
      case Codec.Pcma _ -> 8;
      case Codec.G722 _ -> 9;
      case Codec.Mp3 _ -> 14;
      case Codec.G729 _ -> 18;
      case Codec.Jpeg _ -> 26;
      case Codec.H264 _, Codec.H265 _, Codec.Vp8 _, Codec.Vp9 _, Codec.Av1 _ -> -1;
      case Codec.Opus _, Codec.Aac _, Codec.Speex _, Codec.G726 _ -> -1;
    };
  }

  /** RFC 7587 section 6.1: what the sender will send, or what it would like to get. */
  private static boolean stereo(PayloadFormat format) {
    return number(format, "sprop-stereo", 0) == 1 || number(format, "stereo", 0) == 1;
  }

  private static Codec h264(PayloadFormat format) {
    // Who says 2 and interleaves cannot be read; who says so and does not, can.
    int mode = Math.clamp(number(format, "packetization-mode", 0), 0, 1);
    byte[] sets = parameterSets(format);
    H264Parameters read = sets == null ? null : H264Parameters.of(sets);
    int told = number(format, "profile-level-id", BASELINE_LEVEL_1, 16);
    return new Codec.H264(read == null ? told : read.profileLevelId(), mode);
  }

  private static Codec h265(PayloadFormat format) {
    byte[] sets = parameterSets(format);
    H265Parameters read = sets == null ? null : H265Parameters.of(sets);
    if (read != null) {
      H265Parameters.Profile profile = read.profile();
      return new Codec.H265(profile.id(), profile.tier(), profile.level());
    }
    return new Codec.H265(
        number(format, "profile-id", 1),
        number(format, "tier-flag", 0),
        number(format, "level-id", 93));
  }

  private static @Nullable Codec speex(PayloadFormat format) {
    int rate = format.rtpMap().clockRate();
    boolean known = rate == 8_000 || rate == 16_000 || rate == 32_000;
    return known && format.rtpMap().channels() == 1 ? new Codec.Speex(rate) : null;
  }

  /** RFC 3551 section 4.5.4: the bit rate stands in the name, and so does the order of bits. */
  private static @Nullable Codec g726(String name) {
    boolean bigEndian = name.startsWith("AAL2-");
    return switch (bigEndian ? name.substring(5) : name) {
      case "G726-16" -> new Codec.G726(2, bigEndian);
      case "G726-24" -> new Codec.G726(3, bigEndian);
      case "G726-32" -> new Codec.G726(4, bigEndian);
      case "G726-40" -> new Codec.G726(5, bigEndian);
      default -> null;
    };
  }

  /** One channel and a clock of 8 kHz, or it is none of ours. */
  private static @Nullable Codec telephone(PayloadFormat format, @Nullable Codec codec) {
    RtpMap map = format.rtpMap();
    return map.clockRate() == 8_000 && map.channels() == 1 ? codec : null;
  }

  private static int number(PayloadFormat format, String name, int fallback) {
    return number(format, name, fallback, 10);
  }

  private static int number(PayloadFormat format, String name, int fallback, int radix) {
    String text = format.parameter(name);
    if (text == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(text.trim(), radix);
    } catch (NumberFormatException notANumber) {
      return fallback;
    }
  }
}
