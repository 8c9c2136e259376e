package org.wcs.transcode;

import org.wcs.stream.Picture;
import org.wcs.unit.Codec;

/**
 * What one encoder makes; equal outputs of a track are one.
 *
 * @param codec of the output track
 * @param picture what the viewer asked of the picture, {@link Picture#AS_IS} for audio
 * @param tuning what it has for itself
 */
public record Output(Codec codec, Picture picture, Tuning tuning) {

  /** One that is shared by all viewers who want the same. */
  public Output(Codec codec, Picture picture) {
    this(codec, picture, Tuning.USUAL);
  }
}
