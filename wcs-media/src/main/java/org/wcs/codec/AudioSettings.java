package org.wcs.codec;

/**
 * How sound is encoded. Immutable.
 *
 * @param bitsPerSecond of all channels; 0 = what the codec and the channels want
 * @param complexity 0 (cheap) to 10 (good); G.711 and G.722 have none
 * @param voice whether it is mostly speech
 */
public record AudioSettings(int bitsPerSecond, int complexity, boolean voice) {
  /** What a live stream wants. */
  public static final AudioSettings DEFAULT = new AudioSettings(0, 5, false);

  /** Refuses what no encoder could do. */
  public AudioSettings {
    if (bitsPerSecond < 0 || bitsPerSecond > 1_000_000) {
      throw new IllegalArgumentException("bitsPerSecond is " + bitsPerSecond);
    }
    if (complexity < 0 || complexity > 10) {
      throw new IllegalArgumentException("complexity is " + complexity + ", not 0 to 10");
    }
  }
}
