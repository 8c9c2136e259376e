package org.wcs.transcode;

import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * What is known of a source track; 0 where it is not known yet.
 *
 * @param codec of the track
 * @param reordered whether it has B-frames
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param framesPerSecond of video
 * @param bitsPerSecond of the media
 */
public record SourceFacts(
    Codec codec, boolean reordered, int width, int height, int framesPerSecond, int bitsPerSecond) {

  /** Refuses negative numbers. */
  public SourceFacts {
    if (width < 0 || height < 0 || framesPerSecond < 0 || bitsPerSecond < 0) {
      throw new IllegalArgumentException(
          width + "x" + height + ", " + framesPerSecond + " fps, " + bitsPerSecond + " bit/s");
    }
  }

  /** What a track tells of itself now. */
  public static SourceFacts of(Track track) {
    return new SourceFacts(track.codec(), track.reordered(), track.width(), track.height(), 0, 0);
  }
}
