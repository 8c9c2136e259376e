package org.wcs.stream;

/** Who writes a feed, as its readers see it. Called on the writer's lane. */
@FunctionalInterface
public interface FeedSource {

  /** A reader asks for something. */
  void feedback(Feedback wish);

  /** The first reader is about to come; what is published before this returns goes to the cache. */
  default void started() {}

  /**
   * The last reader has left, or the feed has ended while it was read. A source that pauses now has
   * the feed {@linkplain Feed#forget() forget}.
   */
  default void stopped() {}
}
