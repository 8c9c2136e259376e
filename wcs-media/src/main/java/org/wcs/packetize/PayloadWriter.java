package org.wcs.packetize;

import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * The sending half of an RTP payload format. On the lane of the feed; never throws on bad bytes.
 */
sealed interface PayloadWriter
    permits NalPayloadWriter,
        VpxPayloadWriter,
        Av1PayloadWriter,
        JpegPayloadWriter,
        PlainPayloadWriter,
        SampledPayloadWriter,
        AacPayloadWriter,
        LatmPayloadWriter,
        Mp3PayloadWriter {

  /** Emits the packets of a frame. */
  void write(Frame frame, PacketWriter to);

  /** A new one for AAC in LATM, or in the one way RFC 3640 is written here. */
  static PayloadWriter of(AacTransport transport) {
    return switch (transport.layout()) {
      case AacTransport.AccessUnits layout -> new AacPayloadWriter();
      case AacTransport.Latm layout -> new LatmPayloadWriter(transport, layout);
    };
  }

  /** A new one for a codec. */
  static PayloadWriter of(Codec codec) {
    return switch (codec) {
      case Codec.H264 h264 -> new NalPayloadWriter(NalSyntax.H264, h264.packetizationMode() == 0);
      case Codec.H265 h265 -> new NalPayloadWriter(NalSyntax.H265, false);
      case Codec.Vp8 vp8 -> new VpxPayloadWriter(false);
      case Codec.Vp9 vp9 -> new VpxPayloadWriter(true);
      case Codec.Av1 av1 -> new Av1PayloadWriter();
      case Codec.Jpeg jpeg -> new JpegPayloadWriter();
      case Codec.Opus opus -> new PlainPayloadWriter();
      case Codec.Speex speex -> new PlainPayloadWriter();
      case Codec.Pcmu pcmu -> new SampledPayloadWriter();
      case Codec.Pcma pcma -> new SampledPayloadWriter();
      case Codec.G722 g722 -> new SampledPayloadWriter();
      case Codec.G726 g726 -> new PlainPayloadWriter();
      case Codec.G729 g729 -> new PlainPayloadWriter();
      case Codec.Aac aac -> new AacPayloadWriter();
      case Codec.Mp3 mp3 -> new Mp3PayloadWriter();
    };
  }
}
