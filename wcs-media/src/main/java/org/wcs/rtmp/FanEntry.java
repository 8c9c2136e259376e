package org.wcs.rtmp;

import java.util.List;

/** What travels from a fan-out to the players of another lane, in order. */
sealed interface FanEntry permits FanMessage, FanEntry.Join {

  /**
   * A player comes in here: it gets what was kept, then everything behind this entry.
   *
   * @param kept what it needs to start at once, the oldest first
   */
  record Join(FanMember member, List<FanMessage> kept) implements FanEntry {}
}
