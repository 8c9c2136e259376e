package org.wcs.rtsp.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/** What RTSP players take, by the names of the settings. Immutable. */
final class Wishes {

  private final List<String> names;

  /**
   * Makes the wishes.
   *
   * @param names encoding names in lower case, the best first; {@code g726} stands for all its
   *     rates
   */
  Wishes(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** The codecs of one kind; that of the stream comes first if it is among them. */
  Wish of(MediaStream stream, Codec.Kind kind) {
    List<Codec> codecs = new ArrayList<>();
    stream.track(kind).map(Track::codec).filter(this::isNamed).ifPresent(codecs::add);
    for (String name : names) {
      Codec codec = codec(name);
      if (codec != null && codec.kind() == kind) {
        codecs.add(codec);
      }
    }
    return new Wish(codecs, true, Picture.AS_IS);
  }

  private boolean isNamed(Codec codec) {
    return codec instanceof Codec.G726
        ? names.contains("g726")
        : names.contains(codec.encodingName().toLowerCase(Locale.ROOT));
  }

  /** What is made where the stream has something else. */
  private static @Nullable Codec codec(String name) {
    return switch (name) {
      case "h264" -> new Codec.H264(0, 1);
      case "h265" -> new Codec.H265(1, 0, 93);
      case "vp8" -> new Codec.Vp8();
      case "vp9" -> new Codec.Vp9(0);
      case "av1" -> new Codec.Av1(0);
      case "jpeg" -> new Codec.Jpeg();
      case "mpeg4-generic" -> new Codec.Aac(2, 48_000, 2);
      case "opus" -> new Codec.Opus(true, false);
      case "pcma" -> new Codec.Pcma();
      case "pcmu" -> new Codec.Pcmu();
      case "speex" -> new Codec.Speex(16_000);
      case "g729" -> new Codec.G729();
      case "g722" -> new Codec.G722();
      case "g726" -> new Codec.G726(4, false);
      case "mpa" -> new Codec.Mp3(44_100, 2);
      default -> null;
    };
  }
}
