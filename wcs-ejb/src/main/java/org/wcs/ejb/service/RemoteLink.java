package org.wcs.ejb.service;

import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;

/** One link to another server, connected or not. Any thread; nothing here blocks. */
public interface RemoteLink {

  /** Ends it; {@link LinkListener#ended} follows. Idempotent. */
  void close(EndReason reason);
}
