package org.wcs.ejb.room;

import java.util.LinkedHashSet;
import java.util.Set;

/** One client of the room application. Under the lock of the application. */
final class Guest {

  private final String sessionId;
  private final String login;
  private final Set<Room> rooms = new LinkedHashSet<>();

  Guest(String sessionId, String login) {
    this.sessionId = sessionId;
    this.login = login;
  }

  String sessionId() {
    return sessionId;
  }

  /** The name that the others know it by. */
  String login() {
    return login;
  }

  /** Where it is. */
  Set<Room> rooms() {
    return rooms;
  }
}
