package org.wcs.webrtc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.PayloadFormat;
import org.wcs.unit.Codec;

/** The one place that maps payload formats of a session description to codecs and back. */
final class SdpCodecs {

  /** RFC 6184 section 8.1: what a missing profile-level-id means. */
  private static final int BASELINE_LEVEL_1 = 0x42000A;

  private SdpCodecs() {}

  /** The codec a payload format stands for; null for one the server does not carry. */
  static @Nullable Codec codec(PayloadFormat format) {
    return switch (format.rtpMap().encoding().toUpperCase(Locale.ROOT)) {
      case "H264" -> h264(format);
      case "H265" ->
          new Codec.H265(
              number(format, "profile-id", 1, 10),
              number(format, "tier-flag", 0, 10),
              number(format, "level-id", 93, 10));
      case "VP8" -> new Codec.Vp8();
      case "VP9" -> new Codec.Vp9(number(format, "profile-id", 0, 10));
      case "AV1" -> new Codec.Av1(number(format, "profile", 0, 10));
      case "OPUS" ->
          new Codec.Opus(
              number(format, "stereo", 0, 10) == 1, number(format, "useinbandfec", 0, 10) == 1);
      case "PCMU" -> new Codec.Pcmu();
      case "PCMA" -> new Codec.Pcma();
      case "G722" -> new Codec.G722();
      default -> null;
    };
  }

  /** The name of the codec in the setting {@code codecs}. */
  static String settingName(Codec codec) {
    return codec.encodingName().toLowerCase(Locale.ROOT);
  }

  /**
   * How well a player that offers {@code offered} takes a stream of {@code sent}: 0 not at all,
   * more is better.
   */
  static int fit(Codec sent, Codec offered) {
    return switch (sent) {
      case Codec.H264 h264 -> offered instanceof Codec.H264 other ? fitH264(h264, other) : 0;
      case Codec.H265 h265 ->
          offered instanceof Codec.H265 other && other.profileId() == h265.profileId() ? 1 : 0;
      case Codec.Vp8 vp8 -> offered instanceof Codec.Vp8 ? 1 : 0;
      case Codec.Vp9 vp9 ->
          offered instanceof Codec.Vp9 other && other.profileId() == vp9.profileId() ? 1 : 0;
      case Codec.Av1 av1 ->
          offered instanceof Codec.Av1 other && other.profile() >= av1.profile() ? 1 : 0;
      case Codec.Opus opus -> offered instanceof Codec.Opus ? 1 : 0;
      case Codec.Pcmu pcmu -> offered instanceof Codec.Pcmu ? 1 : 0;
      case Codec.Pcma pcma -> offered instanceof Codec.Pcma ? 1 : 0;
      case Codec.G722 g722 -> offered instanceof Codec.G722 ? 1 : 0;
      case Codec.Speex speex ->
          offered instanceof Codec.Speex other && other.sampleRate() == speex.sampleRate() ? 1 : 0;
      // No browser takes these.
      case Codec.Aac aac -> 0;
      case Codec.Mp3 mp3 -> 0;
    };
  }

  private static Codec h264(PayloadFormat format) {
    int profile = number(format, "profile-level-id", BASELINE_LEVEL_1, 16);
    return new Codec.H264(profile, number(format, "packetization-mode", 0, 10));
  }

  private static int fitH264(Codec.H264 sent, Codec.H264 offered) {
    if (sent.packetizationMode() > offered.packetizationMode()) {
      return 0;
    }
    H264Profile from = H264Profile.of(sent.profileLevelId());
    H264Profile to = H264Profile.of(offered.profileLevelId());
    int fit = from == to ? 5 : to.decodes(from) ? 1 : 0;
    return fit > 0 && sent.packetizationMode() == offered.packetizationMode() ? fit + 2 : fit;
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

  /** The H.264 profiles as far as telling them apart matters (RFC 6184 table 5). */
  private enum H264Profile {
    CONSTRAINED_BASELINE,
    BASELINE,
    MAIN,
    CONSTRAINED_HIGH,
    HIGH,
    OTHER;

    static H264Profile of(int profileLevelId) {
      int idc = profileLevelId >>> 16 & 0xFF;
      int iop = profileLevelId >>> 8 & 0xFF;
      return switch (idc) {
        case 0x42 -> (iop & 0x40) != 0 ? CONSTRAINED_BASELINE : BASELINE;
        case 0x4D -> (iop & 0x80) != 0 ? CONSTRAINED_BASELINE : MAIN;
        case 0x58 -> (iop & 0xC0) == 0xC0 ? CONSTRAINED_BASELINE : OTHER;
        case 0x64 -> (iop & 0x0C) == 0x0C ? CONSTRAINED_HIGH : HIGH;
        default -> OTHER;
      };
    }

    /** Whether a decoder of this profile decodes a stream of the other. */
    boolean decodes(H264Profile stream) {
      return switch (stream) {
        // Browsers offer Baseline but code without FMO and ASO, which is Constrained Baseline.
        case CONSTRAINED_BASELINE, BASELINE -> this != OTHER;
        case MAIN, CONSTRAINED_HIGH -> this == HIGH;
        case HIGH, OTHER -> false;
      };
    }
  }
}
