package org.wcs.ejb.live;

import java.util.List;
import org.wcs.unit.Codec;

/** Codecs by the names and numbers under which clients and operators know them. */
final class CodecNames {

  private static final List<Integer> AAC_RATES =
      List.of(48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000);

  private static final int AAC_MONO = 102;
  private static final int AAC_STEREO = 111;

  private CodecNames() {}

  /** The encoding name, with the rate and the channels where they tell one codec from another. */
  static String name(Codec codec) {
    return codec instanceof Codec.Aac aac
        ? aac.encodingName() + "/" + aac.sampleRate() + "/" + aac.channels()
        : codec.encodingName();
  }

  /** The RTP payload type that stands for the codec in metrics, whatever a client agreed on. */
  static int number(Codec codec) {
    return switch (codec) {
      case Codec.H264 h264 -> 119;
      case Codec.H265 h265 -> 121;
      case Codec.Vp8 vp8 -> 100;
      case Codec.Vp9 vp9 -> 101;
      case Codec.Av1 av1 -> 122;
      case Codec.Jpeg jpeg -> 26;
      case Codec.Opus opus -> 111;
      case Codec.Pcmu pcmu -> 0;
      case Codec.Pcma pcma -> 8;
      case Codec.G722 g722 -> 9;
      case Codec.Aac aac -> aac(aac);
      case Codec.Mp3 mp3 -> 14;
      case Codec.Speex speex -> 97;
      case Codec.G729 g729 -> 18;
      case Codec.G726 g726 -> 2;
    };
  }

  private static int aac(Codec.Aac aac) {
    int first = aac.channels() == 1 ? AAC_MONO : AAC_STEREO;
    return first + Math.max(0, AAC_RATES.indexOf(aac.sampleRate()));
  }
}
