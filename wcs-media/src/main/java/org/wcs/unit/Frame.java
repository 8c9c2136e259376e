package org.wcs.unit;

/**
 * One access unit of video or one frame of audio, in decoding order.
 *
 * @param pts presentation time, ticks of the track clock
 * @param dts decoding time, ticks of the track clock; at most {@code pts}
 * @param key whether decoding can start here
 * @param payload the codec's own bytes; frozen, never written after construction
 */
public record Frame(long pts, long dts, boolean key, byte[] payload) implements MediaUnit {

  @Override
  public boolean resync() {
    return key;
  }
}
