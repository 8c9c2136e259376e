package org.wcs.stream;

/**
 * How much a feed may hold.
 *
 * @param inboxUnits most units that may wait for another lane before units are skipped
 * @param cacheOctets most bytes kept for readers to come, 0 for none; a group of pictures that is
 *     larger is not kept at all
 * @param cacheTicks longest time kept for readers to come, ticks of the track clock
 */
public record FeedLimits(int inboxUnits, int cacheOctets, long cacheTicks) {

  /** Limits of a feed that keeps nothing. */
  public static FeedLimits uncached(int inboxUnits) {
    return new FeedLimits(inboxUnits, 0, 0);
  }
}
