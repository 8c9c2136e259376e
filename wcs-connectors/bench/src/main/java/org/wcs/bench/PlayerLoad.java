package org.wcs.bench;

/**
 * What a server has to do that sends one stream to many.
 *
 * @param players of the one stream
 * @param bitsPerSecond of the stream, about
 * @param seconds measured
 * @param warmUpSeconds of full load before that
 */
public record PlayerLoad(int players, int bitsPerSecond, int seconds, int warmUpSeconds) {
  /** Refuses what cannot be measured. */
  public PlayerLoad {
    if (players < 1 || bitsPerSecond < 100_000 || seconds < 1 || warmUpSeconds < 0) {
      throw new IllegalArgumentException(
          "players, bitrate (100000 or more) and seconds must be positive");
    }
  }
}
