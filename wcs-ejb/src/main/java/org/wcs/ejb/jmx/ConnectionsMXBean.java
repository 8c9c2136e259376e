package org.wcs.ejb.jmx;

import java.util.List;

/** Who is connected. Any thread. */
public interface ConnectionsMXBean {

  /** How many clients there are. */
  int getCount();

  /** All of them, the oldest first. */
  List<ConnectionData> getConnections();

  /**
   * Ends a client's connection, and all that it publishes and plays.
   *
   * @return false if there is none
   */
  boolean terminate(String sessionId);
}
