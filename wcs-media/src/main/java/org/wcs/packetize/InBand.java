package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.Vp8Descriptor;
import org.wcs.rtp.Vp9Descriptor;
import org.wcs.unit.Codec;

/**
 * What payloads of a stream tell about it, for those who publish packets as they come and have not
 * been told all beforehand. Stateless, any thread; never throws on bad bytes.
 */
public final class InBand {
  private static final int MPA_HEADER = 4;

  private InBand() {}

  /**
   * The codec as a payload shows it: profile and level of a parameter set or sequence header, rate
   * and channels of MPEG audio. Null if the payload does not say.
   *
   * @param told the codec as far as it is known
   */
  public static @Nullable Codec codec(Codec told, byte[] wire, int offset, int length) {
    return switch (told) {
      case Codec.H264 h264 -> {
        byte[] sps = sps(NalSyntax.H264, wire, offset, length);
        H264Parameters read = sps == null ? null : H264Parameters.parse(sps, 0, sps.length);
        yield read == null ? null : new Codec.H264(read.profileLevelId(), h264.packetizationMode());
      }
      case Codec.H265 _ -> {
        byte[] sps = sps(NalSyntax.H265, wire, offset, length);
        H265Parameters read = sps == null ? null : H265Parameters.parse(sps, 0, sps.length);
        yield read == null ? null : h265(read.profile());
      }
      case Codec.Vp9 _ -> {
        Vp9Parameters read = vp9(wire, offset, length);
        yield read == null ? null : new Codec.Vp9(read.profile());
      }
      case Codec.Av1 _ -> {
        Av1Parameters read = av1(wire, offset, offset + length);
        yield read == null ? null : new Codec.Av1(read.profile());
      }
      case Codec.Mp3 _ -> mpa(wire, offset, length);
      case Codec.Vp8 _, Codec.Jpeg _, Codec.Opus _, Codec.Aac _, Codec.Speex _ -> null;
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _, Codec.G726 _, Codec.G729 _ -> null;
    };
  }

  /**
   * The transport as the first payload of an AudioMuxElement shows it, if that carries its
   * configuration; null if not.
   */
  public static @Nullable AacTransport transport(
      AacTransport told, byte[] wire, int offset, int length) {
    if (!(told.layout() instanceof AacTransport.Latm latm) || !latm.configInBand()) {
      return null;
    }
    BitReader bits = new BitReader(wire, offset, offset + length, false);
    StreamMuxConfig config = bits.bit() == 0 ? StreamMuxConfig.read(bits) : null;
    Codec.Aac codec = config == null ? null : config.audio().codec();
    return codec == null
        ? null
        : new AacTransport(codec, told.clockRate(), new AacTransport.Latm(true, config));
  }

  /**
   * Whether the payload has start codes in it, which RFC 6184 and RFC 7798 do not allow. Some
   * cameras do so; {@link Depacketizer} understands them, others who read packets would not.
   */
  public static boolean startCodes(Codec codec, byte[] wire, int offset, int length) {
    NalSyntax syntax = NalSyntax.of(codec);
    return syntax != null && syntax.startCoded(wire, offset, length);
  }

  private static Codec.H265 h265(H265Parameters.Profile profile) {
    return new Codec.H265(profile.id(), profile.tier(), profile.level());
  }

  /** RFC 2250 section 3.5: four bytes, then frames or a fragment of one. */
  private static @Nullable Codec mpa(byte[] wire, int offset, int length) {
    int at = offset + MPA_HEADER;
    boolean begins = length > MPA_HEADER && RtpHeader.readShort(wire, offset + 2) == 0;
    return begins && MpegAudioHeader.frameBytes(wire, at, offset + length) > 0
        ? new Codec.Mp3(MpegAudioHeader.sampleRate(wire, at), MpegAudioHeader.channels(wire, at))
        : null;
  }

  /** The first SPS of a payload, alone, aggregated or among start codes; null if there is none. */
  static byte @Nullable [] sps(NalSyntax syntax, byte[] wire, int offset, int length) {
    if (length < 2) {
      return null;
    }
    int type = syntax.type(wire[offset]);
    byte[] units;
    if (syntax.startCoded(wire, offset, length)) {
      units = NalUnits.ofPayload(wire, offset, length);
    } else if (syntax.aggregation(type)) {
      int header = syntax.headerBytes();
      units = NalUnits.of(wire, offset + header, length - header, 2);
    } else {
      return syntax.sps(type) ? Arrays.copyOfRange(wire, offset, offset + length) : null;
    }
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      if (syntax.sps(syntax.type(units[at]))) {
        return Arrays.copyOfRange(units, at, at + NalUnits.length(units, at));
      }
    }
    return null;
  }

  static @Nullable Vp8Parameters vp8(byte[] wire, int offset, int length) {
    int at = offset + Vp8Descriptor.length(wire, offset, length);
    return at > offset ? Vp8Parameters.parse(wire, at, offset + length) : null;
  }

  static @Nullable Vp9Parameters vp9(byte[] wire, int offset, int length) {
    if (length < 2 || !Vp9Descriptor.startsFrame(wire, offset)) {
      return null;
    }
    int at = offset + Vp9Descriptor.length(wire, offset, length);
    return at > offset ? Vp9Parameters.parse(wire, at, offset + length) : null;
  }

  /** Of the sequence header that leads a key frame (AOM RTP payload format section 4.4). */
  static @Nullable Av1Parameters av1(byte[] wire, int offset, int end) {
    if (end - offset < 2 || (wire[offset] & 0x80) != 0) {
      return null;
    }
    boolean counted = (wire[offset] >>> 4 & 3) != 1;
    int at = counted ? leb128End(wire, offset + 1, end) : offset + 1;
    if (at >= end || Obus.type(wire[at]) != Obus.SEQUENCE_HEADER) {
      return null;
    }
    int behind = at + Obus.headerBytes(wire[at]);
    int payload = Obus.sized(wire[at]) ? leb128End(wire, behind, end) : behind;
    return Av1Parameters.parse(wire, payload, end);
  }

  private static int leb128End(byte[] wire, int from, int end) {
    int at = from;
    while (at < end && (wire[at] & 0x80) != 0) {
      at++;
    }
    return at + 1;
  }
}
