package org.wcs.ejb.live;

import java.util.List;

/** Who knows of some of the clients: one for each protocol. Any thread; no blocking. */
public interface ConnectionSource {

  /** The clients as they are now, in no order. */
  List<LiveConnection> connections();

  /**
   * Ends a client's connection and all that it publishes and plays.
   *
   * @return false if this source has no such client
   */
  boolean terminate(String sessionId);

  /**
   * Says how much is logged of what one client does.
   *
   * @return false if this source has no such client
   */
  default boolean setLogLevel(String sessionId, System.Logger.Level level) {
    return false;
  }
}
