package org.wcs.transcode;

import org.wcs.stream.Picture;
import org.wcs.unit.Codec;

/**
 * What one encoder makes; equal outputs of a track are one.
 *
 * @param codec of the output track
 * @param picture what the viewer asked of the picture, {@link Picture#AS_IS} for audio
 */
public record Output(Codec codec, Picture picture) {}
