package org.wcs.transcode;

import org.wcs.codec.Fit;
import org.wcs.codec.VideoSettings;
import org.wcs.stream.Picture;

/** What a viewer's wish means for pictures of a size. */
final class PictureRules {

  /** Below this no picture is worth sending. */
  static final int LEAST_BITS_PER_SECOND = 50_000;

  private static final int MOST_BITS_PER_SECOND = 100_000_000;
  private static final int WORST_QUALITY = 51;
  private static final int MOST_FRAMES_PER_SECOND = 240;
  private static final int LARGEST = 4_096;
  private static final int SMALLEST = 16;
  private static final int USUAL_RATE = 30;
  private static final double BITS_PER_PIXEL = 0.07;

  /** Key frames are asked for by time; this only keeps the encoder from its own idea of it. */
  private static final int FRAMES_WITHOUT_END = 100_000;

  private PictureRules() {}

  /** How to encode pictures of that size for the output. */
  static VideoSettings settings(Output output, int width, int height, int effort) {
    VideoSettings usual = settings(output.picture(), width, height, effort);
    int interval = output.tuning().keyFrameInterval();
    return interval > 0 ? usual.withFrames(usual.framesPerSecond(), interval) : usual;
  }

  /**
   * How to encode pictures of that size for the wish. Width and height together are taken at their
   * word; one alone keeps the shape and never makes the picture larger; none leaves the size to the
   * source, changes included.
   */
  static VideoSettings settings(Picture wish, int width, int height, int effort) {
    boolean larger =
        wish.width() == 0 && wish.height() > height || wish.height() == 0 && wish.width() > width;
    return new VideoSettings(
        larger ? 0 : side(wish.width()),
        larger ? 0 : side(wish.height()),
        Math.min(MOST_BITS_PER_SECOND, wish.bitsPerSecond()),
        Math.min(MOST_FRAMES_PER_SECOND, wish.framesPerSecond()),
        FRAMES_WITHOUT_END,
        Math.min(WORST_QUALITY, wish.quality()),
        effort,
        Fit.LETTERBOX);
  }

  /** What suits pictures of that size: what was wished for, else so much for each pixel. */
  static int bitsPerSecond(Picture wish, int width, int height) {
    if (wish.bitsPerSecond() > 0) {
      return Math.clamp(wish.bitsPerSecond(), LEAST_BITS_PER_SECOND, MOST_BITS_PER_SECOND);
    }
    int rate = wish.framesPerSecond() > 0 ? wish.framesPerSecond() : USUAL_RATE;
    double bits = (double) width * height * rate * BITS_PER_PIXEL;
    return (int) Math.clamp(bits, LEAST_BITS_PER_SECOND, MOST_BITS_PER_SECOND);
  }

  private static int side(int wanted) {
    return wanted == 0 ? 0 : Math.clamp(wanted, SMALLEST, LARGEST) & ~1;
  }
}
