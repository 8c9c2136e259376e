package org.wcs.rtmp;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.unit.Codec;

/** Which kinds of media a publisher says it will send. */
final class Announced {

  private @Nullable Media media;

  void media(Media said) {
    media = said;
  }

  /** Whether everything is there that is to come; without metadata that is both kinds. */
  boolean complete(Predicate<Codec.Kind> there) {
    Media said = media;
    boolean audio = said == null || said.audio();
    boolean video = said == null || said.video();
    return (!audio || there.test(Codec.Kind.AUDIO)) && (!video || there.test(Codec.Kind.VIDEO));
  }

  /**
   * What onMetaData says.
   *
   * @param audio sound will come
   * @param video pictures will come
   */
  record Media(boolean audio, boolean video) {

    /** Null if the metadata says nothing of the kind. */
    static @Nullable Media of(AmfValue metadata) {
      boolean audio =
          there(metadata, "audiocodecid") && metadata.get("hasAudio").bool(true)
              || metadata.get("hasAudio").bool(false);
      boolean video =
          there(metadata, "videocodecid") && metadata.get("hasVideo").bool(true)
              || metadata.get("hasVideo").bool(false);
      return audio || video ? new Media(audio, video) : null;
    }

    private static boolean there(AmfValue metadata, String name) {
      return metadata.members().containsKey(name);
    }
  }
}
