package org.wcs.codec;

/**
 * Width and height in pixels, both even, as 4:2:0 wants them. Immutable.
 *
 * @param width at least 2
 * @param height at least 2
 */
public record PictureSize(int width, int height) {
  /** Refuses what no picture could have. */
  public PictureSize {
    if (width < 2 || height < 2 || (width | height) % 2 != 0) {
      throw new IllegalArgumentException("no size of a picture: " + width + "x" + height);
    }
  }

  /**
   * The size a picture gets when asked for a width and a height; 0 for one of them follows the
   * shape of the source, 0 for both keeps its size.
   *
   * @param sourceWidth of the source, at least 1
   * @param sourceHeight of the source, at least 1
   */
  public static PictureSize of(int sourceWidth, int sourceHeight, int width, int height) {
    if (width <= 0 && height <= 0) {
      return new PictureSize(even(sourceWidth), even(sourceHeight));
    }
    int across = width > 0 ? width : scaled(sourceWidth, height, sourceHeight);
    int down = height > 0 ? height : scaled(sourceHeight, width, sourceWidth);
    return new PictureSize(even(across), even(down));
  }

  /** The largest size of the source's shape that fits in the given one. */
  public static PictureSize within(int sourceWidth, int sourceHeight, PictureSize frame) {
    if ((long) sourceWidth * frame.height >= (long) frame.width * sourceHeight) {
      int down = scaled(sourceHeight, frame.width, sourceWidth);
      return new PictureSize(frame.width, Math.min(frame.height, even(down)));
    }
    int across = scaled(sourceWidth, frame.height, sourceHeight);
    return new PictureSize(Math.min(frame.width, even(across)), frame.height);
  }

  private static int scaled(int value, int numerator, int denominator) {
    return (int) Math.round((double) value * numerator / denominator);
  }

  private static int even(int value) {
    return Math.max(2, (value + 1) & ~1);
  }
}
