package org.wcs.srtp;

/**
 * What a receiver remembers of its peer. Immutable.
 *
 * @param maxSources how many SSRCs may send, RTP and RTCP each
 * @param replayWindow how many packets a source may be out of order, a power of two from 64 to 1024
 */
public record SrtpLimits(int maxSources, int replayWindow) {
  /** 64 sources, 1024 packets of 128 bytes of memory a source. */
  public static final SrtpLimits DEFAULT = new SrtpLimits(64, 1024);

  /** Refuses what is out of range. */
  public SrtpLimits {
    if (maxSources < 1 || maxSources > 4096) {
      throw new IllegalArgumentException("maxSources " + maxSources + " is not in 1..4096");
    }
    if (replayWindow < 64 || replayWindow > 1024 || Integer.bitCount(replayWindow) != 1) {
      throw new IllegalArgumentException(
          "replayWindow " + replayWindow + " is not a power of two in 64..1024");
    }
  }
}
