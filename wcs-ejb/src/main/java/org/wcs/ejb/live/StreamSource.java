package org.wcs.ejb.live;

import java.util.List;
import org.wcs.stream.EndReason;

/** Who knows of some of the streams: one for each protocol or service. Any thread; no blocking. */
public interface StreamSource {

  /**
   * The streams as they are now, in no order; their numbers are at most a second old.
   *
   * @param filter whose name leaves out the others: telling a stream costs more than its name
   */
  List<LiveStream> streams(StreamFilter filter);

  /**
   * Ends a stream. Who publishes or plays it is told the reason in the way of its protocol, and so
   * is whoever plays what was published.
   *
   * @param mediaSessionId as in {@link LiveStream.Owner#mediaSessionId}
   * @return false if this source has no such stream
   */
  boolean terminate(String mediaSessionId, EndReason reason);
}
