package org.wcs.ejb.service;

import java.util.List;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** One link to another server, connected or not. Any thread; nothing here blocks. */
public interface RemoteLink {

  /** What flows out by tracks, at most a second old; nothing if it flows in. */
  default List<TrackTraffic> traffic() {
    return List.of();
  }

  /** {@code TCP} or {@code UDP}. */
  default String transport() {
    return "TCP";
  }

  /** Ends it; {@link LinkListener#ended} follows. Idempotent. */
  void close(EndReason reason);
}
