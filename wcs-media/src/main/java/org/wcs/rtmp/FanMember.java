package org.wcs.rtmp;

import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;

/** One player of one track. On the player's lane. */
interface FanMember {

  /** The player's lane. Any thread. */
  Lane lane();

  /** Whether it has left meanwhile. */
  boolean gone();

  /** It gets messages from now on; first what was kept for starting at once. */
  void joined(List<FanMessage> kept);

  /** One message. */
  void message(FanMessage message);

  /** Messages were skipped on the way to its lane; the next one is a beginning. */
  void lost(int messages);

  /** Nothing more comes. */
  void ended(EndReason reason);
}
