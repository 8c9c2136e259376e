package org.wcs.stream;

import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/**
 * A reader of a feed. Called on its own lane only. It must not block; one that throws is taken off
 * the feed and told that it {@linkplain #ended ended}.
 */
public interface Sink<U extends MediaUnit> {

  /** The lane on which this reader wants to be called; the same for its whole life. Any thread. */
  Lane lane();

  /**
   * Takes what the feed has kept for readers that start, the oldest first; exactly once and before
   * anything else, though there may be none.
   */
  default void replay(List<U> past) {
    past.forEach(this::accept);
  }

  /** Takes one unit; it is frozen and may be kept. */
  void accept(U unit);

  /** Units were lost between the feed and this reader; the next one is a resync point. */
  default void lost(int units) {}

  /** Nothing more will come. Exactly once, unless the subscription was cancelled before. */
  default void ended(EndReason reason) {}
}
