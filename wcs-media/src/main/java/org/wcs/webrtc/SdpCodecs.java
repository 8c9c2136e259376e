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

  private static Codec h264(PayloadFormat format) {
    int profile = number(format, "profile-level-id", BASELINE_LEVEL_1, 16);
    return new Codec.H264(profile, number(format, "packetization-mode", 0, 10));
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
