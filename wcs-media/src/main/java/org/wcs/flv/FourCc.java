package org.wcs.flv;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/** Codec names of four characters (enhanced RTMP v2). Stateless, any thread. */
public final class FourCc {
  private FourCc() {}

  /** The four characters as a big-endian number. */
  public static int of(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3];
  }

  /** The name of a codec, or null if enhanced RTMP has none. */
  public static @Nullable String of(Codec codec) {
    return switch (codec) {
      case Codec.H264 _ -> "avc1";
      case Codec.H265 _ -> "hvc1";
      case Codec.Vp8 _ -> "vp08";
      case Codec.Vp9 _ -> "vp09";
      case Codec.Av1 _ -> "av01";
      case Codec.Opus _ -> "Opus";
      case Codec.Aac _ -> "mp4a";
      case Codec.Mp3 _ -> ".mp3";
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _, Codec.Speex _ -> null;
      case Codec.G726 _, Codec.G729 _, Codec.Jpeg _ -> null;
    };
  }
}
