package org.wcs.hls;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * What the segments from here on are made of.
 *
 * @param video the pictures, if there are any
 * @param audio the sound, if there is any
 */
record Layout(@Nullable VideoFormat video, Codec.@Nullable Aac audio) {

  /** The codecs parameter for sound (RFC 6381 section 3.3). */
  static String codecs(Codec.Aac audio) {
    return "mp4a.40." + audio.objectType();
  }
}
