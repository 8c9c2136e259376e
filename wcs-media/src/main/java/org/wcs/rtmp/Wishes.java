package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wcs.stream.Picture;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/**
 * What a receiver of RTMP takes. Everybody takes H.264 and the sound of Flash Player; the rest only
 * who says so by the four-character codes of enhanced RTMP.
 *
 * @param video pictures
 * @param audio sound
 */
record Wishes(Wish video, Wish audio) {

  private static final Codec H264 = new Codec.H264(0, 1);
  private static final Codec AAC = new Codec.Aac(2, 48_000, 2);

  /** What everybody takes. */
  static Wishes plain(Picture picture) {
    return of(Set.of(), picture);
  }

  /**
   * Adds what a client announces.
   *
   * @param fourCcs the codes, or {@code *} for all
   */
  static Wishes of(Set<String> fourCcs, Picture picture) {
    List<Codec> video = new ArrayList<>(List.of(H264));
    for (int profile = 1; profile <= 4; profile++) {
      add(video, fourCcs, "hvc1", new Codec.H265(profile, 0, 93));
    }
    add(video, fourCcs, "av01", new Codec.Av1(2));
    for (int profile = 0; profile <= 3; profile++) {
      add(video, fourCcs, "vp09", new Codec.Vp9(profile));
    }
    add(video, fourCcs, "vp08", new Codec.Vp8());
    List<Codec> audio = new ArrayList<>(List.of(AAC, new Codec.Mp3(44_100, 2)));
    audio.add(new Codec.Speex(16_000));
    audio.add(new Codec.Pcmu());
    audio.add(new Codec.Pcma());
    add(audio, fourCcs, "Opus", new Codec.Opus(true, false));
    return new Wishes(new Wish(video, true, picture), new Wish(audio, true, Picture.AS_IS));
  }

  Wish of(Codec.Kind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }

  /** Wishes about the picture in the parameters of a URL, under the names of {@code playStream}. */
  static Picture picture(Map<String, String> parameters) {
    Picture wish =
        new Picture(
            number(parameters, "width", 16_384),
            number(parameters, "height", 16_384),
            number(parameters, "bitrate", 1_000_000) * 1_000,
            number(parameters, "quality", 100),
            number(parameters, "fps", 240));
    return wish.isAsIs() ? Picture.AS_IS : wish;
  }

  private static void add(List<Codec> codecs, Set<String> fourCcs, String code, Codec codec) {
    if (fourCcs.contains(code) || fourCcs.contains("*")) {
      codecs.add(codec);
    }
  }

  private static int number(Map<String, String> parameters, String name, int most) {
    String text = parameters.getOrDefault(name, "");
    if (text.isEmpty() || text.length() > 7 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return Math.min(Integer.parseInt(text), most);
  }
}
