package org.wcs.codec;

/**
 * Some sound, 16 bits a sample. On the heap, frozen, for any thread.
 *
 * @param pts when the first sample sounds, in ticks of {@code rate}
 * @param rate samples per second
 * @param channels 1 to 8
 * @param interleaved the samples, those of one instant together
 */
public record Samples(long pts, int rate, int channels, short[] interleaved) {
  /** Refuses what no sound could have. */
  public Samples {
    if (rate < 1_000 || rate > 384_000 || channels < 1 || channels > 8) {
      throw new IllegalArgumentException(rate + " Hz, " + channels + " channels");
    }
    if (interleaved.length % channels != 0) {
      throw new IllegalArgumentException(
          interleaved.length + " samples are not the same number for " + channels + " channels");
    }
  }

  /** How many samples each channel has. */
  public int count() {
    return interleaved.length / channels;
  }
}
