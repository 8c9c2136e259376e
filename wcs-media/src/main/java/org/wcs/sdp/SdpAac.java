package org.wcs.sdp;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.AudioSpecificConfig;
import org.wcs.packetize.StreamMuxConfig;
import org.wcs.unit.Codec;

/** AAC in fmtp lines: RFC 3640 section 4.1 and RFC 6416 section 7.3. Stateless. */
final class SdpAac {
  private static final int MOST_CHARACTERS = 4_096;
  private static final int LOW_COMPLEXITY = 2;

  private SdpAac() {}

  static @Nullable AacTransport read(PayloadFormat format) {
    if (format.rtpMap().is("MP4A-LATM")) {
      return latm(format);
    }
    return format.rtpMap().is("mpeg4-generic") ? accessUnits(format) : null;
  }

  private static @Nullable AacTransport accessUnits(PayloadFormat format) {
    String mode = format.parameter("mode");
    String lower = mode == null ? "aac-hbr" : mode.toLowerCase(Locale.ROOT);
    if (lower.startsWith("celp")) {
      return null;
    }
    byte[] config = hex(format);
    AudioSpecificConfig read =
        config.length == 0 ? null : AudioSpecificConfig.parse(config, 0, config.length);
    Codec.Aac codec = read == null ? told(format) : codec(read, format);
    return codec == null
        ? null
        : new AacTransport(codec, format.rtpMap().clockRate(), layout(format, lower));
  }

  private static AacTransport.Layout layout(PayloadFormat format, String mode) {
    boolean low = mode.equals("aac-lbr");
    boolean aac = low || mode.equals("aac-hbr");
    AacTransport.Fields more =
        new AacTransport.Fields(
            bits(format, "CTSDeltaLength", 0),
            bits(format, "DTSDeltaLength", 0),
            number(format, "randomAccessIndication", 0) == 1,
            bits(format, "streamStateIndication", 0),
            bits(format, "auxiliaryDataSizeLength", 0));
    // Sections 3.3.5 and 3.3.6 fix these lengths; who leaves them out means the same.
    return new AacTransport.AccessUnits(
        bits(format, "sizeLength", low ? 6 : aac ? 13 : 0),
        bits(format, "indexLength", low ? 2 : aac ? 3 : 0),
        bits(format, "indexDeltaLength", low ? 2 : aac ? 3 : 0),
        number(format, "constantSize", 0),
        number(format, "constantDuration", 0),
        more);
  }

  private static @Nullable AacTransport latm(PayloadFormat format) {
    byte[] config = hex(format);
    StreamMuxConfig read =
        config.length == 0 ? null : StreamMuxConfig.parse(config, 0, config.length);
    boolean inBand = number(format, "cpresent", 1) == 1;
    if (!inBand && read == null) {
      return null; // nobody will ever say
    }
    Codec.Aac codec = read == null ? told(format) : codec(read.audio(), format);
    return codec == null
        ? null
        : new AacTransport(codec, format.rtpMap().clockRate(), new AacTransport.Latm(inBand, read));
  }

  /** What the configuration leaves open, the rtpmap tells. */
  private static Codec.@Nullable Aac codec(AudioSpecificConfig config, PayloadFormat format) {
    if (config.channels() > 0) {
      return config.codec();
    }
    int channels = Math.min(8, format.rtpMap().channels());
    return new AudioSpecificConfig(
            config.objectType(), config.sampleRate(), config.extensionRate(), channels)
        .codec();
  }

  /** Low Complexity, as long as nothing else is said. */
  private static Codec.@Nullable Aac told(PayloadFormat format) {
    RtpMap map = format.rtpMap();
    return new AudioSpecificConfig(
            LOW_COMPLEXITY, map.clockRate(), map.clockRate(), Math.min(8, map.channels()))
        .codec();
  }

  private static byte[] hex(PayloadFormat format) {
    String text = format.parameter("config");
    String digits = text == null ? "" : text.replaceAll("[\\s\"]", "");
    if (digits.length() > MOST_CHARACTERS) {
      return new byte[0];
    }
    try {
      return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : digits + '0');
    } catch (IllegalArgumentException notHex) {
      return new byte[0];
    }
  }

  private static int bits(PayloadFormat format, String name, int fallback) {
    return Math.min(32, number(format, name, fallback));
  }

  private static int number(PayloadFormat format, String name, int fallback) {
    Fmtp fmtp = format.fmtp();
    return fmtp == null ? fallback : fmtp.getInt(name, fallback);
  }
}
