package org.wcs.stream;

import org.wcs.unit.Codec;

/** Finds the track of a stream that meets a wish, or makes one on demand. Any thread. */
@FunctionalInterface
public interface Renditions {

  /**
   * Finds a track. Equal wishes get the same one; it costs nothing until its feeds are read. Never
   * blocks.
   */
  Rendition find(MediaStream stream, Codec.Kind kind, Wish wish);
}
