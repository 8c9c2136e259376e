package org.wcs.stream;

import java.util.List;
import org.wcs.unit.Codec;

/**
 * What a viewer can take of one kind of media.
 *
 * @param codecs what it decodes, the best first; {@code H264(0, 1)} stands for every profile
 * @param reordering whether it takes pictures that are decoded in another order than shown
 * @param picture how it wants the pictures
 */
public record Wish(List<Codec> codecs, boolean reordering, Picture picture) {
  public Wish {
    codecs = List.copyOf(codecs);
  }

  /** Any of these codecs, everything else as it is. */
  public static Wish of(Codec... codecs) {
    return new Wish(List.of(codecs), true, Picture.AS_IS);
  }
}
