package org.wcs.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AudioSpecificConfig;
import org.wcs.packetize.Av1Parameters;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.unit.Codec;

/** Writes payload formats for those who are to receive them. Stateless. */
final class SdpFormats {
  private static final byte[] NOTHING = {};
  private static final int VPS = 32;

  private SdpFormats() {}

  static PayloadFormat of(Codec codec, int payloadType, byte @Nullable [] parameterSets) {
    byte[] sets = parameterSets == null ? NOTHING : parameterSets;
    String parameters = parameters(codec, sets);
    RtpMap map =
        new RtpMap(payloadType, codec.encodingName(), codec.clockRate(), rtpChannels(codec));
    Fmtp fmtp = parameters.isEmpty() ? null : Fmtp.of(payloadType, parameters);
    return new PayloadFormat(payloadType, map, fmtp, List.of());
  }

  /** What stands behind the clock rate. */
  private static int rtpChannels(Codec codec) {
    return switch (codec) {
      case Codec.Opus _ -> 2; // RFC 7587 section 7, always
      case Codec.Aac aac -> aac.channels();
      case Codec.Mp3 _, Codec.Speex _, Codec.Pcmu _, Codec.Pcma _ -> 1;
      case Codec.G722 _, Codec.G726 _, Codec.G729 _, Codec.Video _ -> 1;
    };
  }

  private static String parameters(Codec codec, byte[] sets) {
    return switch (codec) {
      case Codec.H264 h264 -> h264(h264, sets);
      case Codec.H265 h265 -> h265(h265, sets);
      case Codec.Vp9 vp9 -> "profile-id=" + vp9.profileId();
      case Codec.Av1 av1 -> av1(av1, sets);
      case Codec.Opus opus -> opus(opus);
      case Codec.Aac aac -> aac(aac);
      case Codec.Speex _ -> "vbr=on";
      case Codec.G729 _ -> "annexb=yes";
      case Codec.Vp8 _, Codec.Jpeg _, Codec.Mp3 _ -> "";
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _, Codec.G726 _ -> "";
    };
  }

  private static String h264(Codec.H264 codec, byte[] sets) {
    String text =
        "packetization-mode="
            + codec.packetizationMode()
            + ";profile-level-id="
            + HexFormat.of().toHexDigits(codec.profileLevelId(), 6);
    return text + sprop("sprop-parameter-sets", sets, NalSyntax.H264::parameterSet, false);
  }

  private static String h265(Codec.H265 codec, byte[] sets) {
    NalSyntax syntax = NalSyntax.H265;
    return "profile-id="
        + codec.profileId()
        + ";tier-flag="
        + codec.tierFlag()
        + ";level-id="
        + codec.levelId()
        + sprop("sprop-vps", sets, type -> type == VPS, true)
        + sprop("sprop-sps", sets, syntax::sps, true)
        + sprop("sprop-pps", sets, syntax::pps, true);
  }

  /** The units of a kind in base64, or nothing. */
  private static String sprop(String name, byte[] sets, IntPredicate wanted, boolean h265) {
    NalSyntax syntax = h265 ? NalSyntax.H265 : NalSyntax.H264;
    List<String> words = new ArrayList<>();
    for (int at = NalUnits.first(sets); at >= 0; at = NalUnits.next(sets, at)) {
      if (wanted.test(syntax.type(sets[at]))) {
        byte[] unit = Arrays.copyOfRange(sets, at, at + NalUnits.length(sets, at));
        words.add(Base64.getEncoder().encodeToString(unit));
      }
    }
    return words.isEmpty() ? "" : ";" + name + "=" + String.join(",", words);
  }

  /** AOM RTP payload format section 7.2.1. */
  private static String av1(Codec.Av1 codec, byte[] sets) {
    Av1Parameters read = Av1Parameters.of(sets);
    return read == null
        ? "profile=" + codec.profile()
        : "profile=" + read.profile() + ";level-idx=" + read.level() + ";tier=" + read.tier();
  }

  private static String opus(Codec.Opus codec) {
    String channels = codec.stereo() ? "sprop-stereo=1;stereo=1" : "sprop-stereo=0";
    return codec.inbandFec() ? channels + ";useinbandfec=1" : channels;
  }

  private static String aac(Codec.Aac codec) {
    String config = HexFormat.of().formatHex(AudioSpecificConfig.of(codec).bytes());
    return "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;"
        + "indexdeltalength=3;config="
        + config;
  }
}
