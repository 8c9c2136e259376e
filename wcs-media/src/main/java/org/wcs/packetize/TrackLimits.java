package org.wcs.packetize;

import java.time.Duration;

/**
 * How much a track may hold and how long it waits.
 *
 * @param inboxUnits most units that may wait for another lane before units are skipped
 * @param cacheOctets most bytes either feed keeps for readers to come, 0 for none
 * @param cache longest time either feed keeps
 * @param historyPackets packets kept for retransmission, a power of two
 * @param historyAge packets older than this are not sent again
 * @param waitPackets how many packets may wait for a missing one before it is given up
 * @param waitTime how long packets wait for a missing one before it is given up
 * @param payloadOctets most bytes of payload in a packet that is made
 */
public record TrackLimits(
    int inboxUnits,
    int cacheOctets,
    Duration cache,
    int historyPackets,
    Duration historyAge,
    int waitPackets,
    Duration waitTime,
    int payloadOctets) {

  /** What suits most: a group of pictures up to 16 MiB, packets that pass every network. */
  public static final TrackLimits USUAL =
      new TrackLimits(
          1_024,
          16 << 20,
          Duration.ofSeconds(20),
          1_024,
          Duration.ofSeconds(3),
          512,
          Duration.ofMillis(200),
          1_200);

  /** Refuses what could not work. */
  public TrackLimits {
    if (payloadOctets < 64 || payloadOctets > 65_000) {
      throw new IllegalArgumentException("payloadOctets must be 64-65000, was " + payloadOctets);
    }
    if (waitPackets < 1 || waitPackets > 16_384) {
      throw new IllegalArgumentException("waitPackets must be 1-16384, was " + waitPackets);
    }
  }

  /** The same with another cache. */
  public TrackLimits withCache(int octets, Duration time) {
    return new TrackLimits(
        inboxUnits, octets, time, historyPackets, historyAge, waitPackets, waitTime, payloadOctets);
  }
}
