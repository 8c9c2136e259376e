package org.wcs.codec;

/**
 * A rectangle of a picture, in pixels from its upper left corner. Immutable.
 *
 * @param x even
 * @param y even
 * @param width at least 1
 * @param height at least 1
 */
public record Area(int x, int y, int width, int height) {
  /** Refuses what 4:2:0 cannot do. */
  public Area {
    if (x < 0 || y < 0 || width < 1 || height < 1 || (x | y) % 2 != 0) {
      throw new IllegalArgumentException(
          "no area of a picture: " + width + "x" + height + " at " + x + "," + y);
    }
  }
}
