package org.wcs.stream;

/**
 * How a viewer wants the pictures; 0 means as they are.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bitsPerSecond of the video
 * @param quality the encoder's quantizer, smaller is better
 * @param framesPerSecond at most
 */
public record Picture(int width, int height, int bitsPerSecond, int quality, int framesPerSecond) {

  /** No wish. */
  public static final Picture AS_IS = new Picture(0, 0, 0, 0, 0);

  /** Refuses negative numbers. */
  public Picture {
    if (width < 0 || height < 0 || bitsPerSecond < 0 || quality < 0 || framesPerSecond < 0) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + ", "
              + bitsPerSecond
              + " bit/s, quality "
              + quality
              + ", "
              + framesPerSecond
              + " fps");
    }
  }

  /** Whether anything is wished for. */
  public boolean isAsIs() {
    return equals(AS_IS);
  }
}
