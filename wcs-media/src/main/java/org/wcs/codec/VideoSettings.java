package org.wcs.codec;

/**
 * How pictures are encoded; 0 is always the default. Immutable.
 *
 * @param width in pixels; 0 follows the shape, with height 0 also the size of what comes
 * @param height in pixels; 0 likewise
 * @param bitsPerSecond 0 = by size and rate
 * @param framesPerSecond upper limit, pictures above it are dropped; 0 = as they come
 * @param keyFrameInterval frames from key frame to key frame; 0 = 60
 * @param quality 0 = by bit rate alone; 1 (best) to 51: the quantizer that is good enough, on the
 *     scale of H.264; the bit rate is then the upper limit
 * @param effort 1 (slow, better) to 9 (fast); 0 = what a live stream wants
 * @param fit what happens to pictures of another shape
 */
public record VideoSettings(
    int width,
    int height,
    int bitsPerSecond,
    int framesPerSecond,
    int keyFrameInterval,
    int quality,
    int effort,
    Fit fit) {
  /** Refuses what no encoder could do. */
  public VideoSettings {
    within(0, 16_384, width, "width");
    within(0, 16_384, height, "height");
    within(0, 1_000_000_000, bitsPerSecond, "bitsPerSecond");
    within(0, 240, framesPerSecond, "framesPerSecond");
    within(0, 100_000, keyFrameInterval, "keyFrameInterval");
    within(0, 51, quality, "quality");
    within(0, 9, effort, "effort");
  }

  /** Everything by default. */
  public static final VideoSettings DEFAULT = of(0, 0, 0);

  /** Size and bit rate; the rest by default. */
  public static VideoSettings of(int width, int height, int bitsPerSecond) {
    return new VideoSettings(width, height, bitsPerSecond, 0, 0, 0, 0, Fit.LETTERBOX);
  }

  /** The same with another frame rate and distance of key frames. */
  public VideoSettings withFrames(int framesPerSecond, int keyFrameInterval) {
    return new VideoSettings(
        width, height, bitsPerSecond, framesPerSecond, keyFrameInterval, quality, effort, fit);
  }

  /** The same with another quality. */
  public VideoSettings withQuality(int quality) {
    return new VideoSettings(
        width, height, bitsPerSecond, framesPerSecond, keyFrameInterval, quality, effort, fit);
  }

  /** The same with another effort. */
  public VideoSettings withEffort(int effort) {
    return new VideoSettings(
        width, height, bitsPerSecond, framesPerSecond, keyFrameInterval, quality, effort, fit);
  }

  private static void within(int least, int most, int value, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ", not " + least + " to " + most);
    }
  }
}
