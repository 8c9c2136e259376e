package org.wcs.stream;

/** A reader's hold on a feed. */
public interface Subscription {

  /**
   * Lets go of the feed. Any thread, idempotent. Called on the reader's lane nothing arrives
   * afterwards; called elsewhere a unit already on its way may still do.
   */
  void cancel();
}
