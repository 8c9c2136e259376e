package org.wcs.packetize;

import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Makes frames of packets that come in order. On the lane of the feed; never throws on bad bytes.
 */
sealed interface FrameReader
    permits PictureReader, PlainSoundReader, AacDepacketizer, LatmDepacketizer, Mp3Depacketizer {

  /**
   * Takes the next packet.
   *
   * @param gap whether packets before it are missing
   */
  void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out);

  /** How many payloads were of kinds that nobody agreed on. */
  default long ignored() {
    return 0;
  }

  /** A new one for a codec. */
  static FrameReader of(Codec codec, Depacketizer.Finding finding) {
    return switch (codec) {
      case Codec.H264 h264 -> pictures(new NalDepacketizer(NalSyntax.H264), finding, h264);
      case Codec.H265 h265 -> pictures(new NalDepacketizer(NalSyntax.H265), finding, h265);
      case Codec.Vp8 vp8 -> pictures(new VpxDepacketizer(false), finding, vp8);
      case Codec.Vp9 vp9 -> pictures(new VpxDepacketizer(true), finding, vp9);
      case Codec.Av1 av1 -> pictures(new Av1Depacketizer(), finding, av1);
      case Codec.Jpeg jpeg -> pictures(new JpegDepacketizer(), finding, jpeg);
      case Codec.Opus opus -> new PlainSoundReader();
      case Codec.Speex speex -> new PlainSoundReader();
      case Codec.Pcmu pcmu -> new PlainSoundReader();
      case Codec.Pcma pcma -> new PlainSoundReader();
      case Codec.G722 g722 -> new PlainSoundReader();
      case Codec.G726 g726 -> new PlainSoundReader();
      case Codec.G729 g729 -> new PlainSoundReader();
      case Codec.Aac aac -> AacDepacketizer.of(aac);
      case Codec.Mp3 mp3 -> new Mp3Depacketizer();
    };
  }

  /** A new one for AAC that need not come as the server would send it. */
  static FrameReader of(AacTransport transport) {
    return switch (transport.layout()) {
      case AacTransport.AccessUnits layout -> new AacDepacketizer(transport, layout);
      case AacTransport.Latm layout -> new LatmDepacketizer(transport, layout);
    };
  }

  private static PictureReader pictures(
      PictureFormatReader format, Depacketizer.Finding finding, Codec.Video codec) {
    return new PictureReader(format, new DecodingTimes(finding), codec);
  }
}
