package org.wcs.transcode;

import java.util.List;
import org.wcs.unit.Codec;

/** One of each. */
final class AllCodecs {

  static final List<Codec> LIST =
      List.of(
          new Codec.H264(0x42E01F, 1),
          new Codec.H265(1, 0, 93),
          new Codec.Vp8(),
          new Codec.Vp9(0),
          new Codec.Av1(0),
          new Codec.Opus(true, false),
          new Codec.Aac(2, 48_000, 2),
          new Codec.Mp3(44_100, 2),
          new Codec.Speex(16_000),
          new Codec.Pcmu(),
          new Codec.Pcma(),
          new Codec.G722(),
          new Codec.G726(4, false),
          new Codec.G729(),
          new Codec.Jpeg());

  private AllCodecs() {}
}
