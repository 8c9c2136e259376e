package org.wcs.ejb.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All clients of the node, of every protocol. Any thread; nothing blocks. */
public final class LiveConnections {

  private static final Comparator<LiveConnection> ORDER =
      Comparator.comparingLong(LiveConnection::createdMillis)
          .thenComparing(LiveConnection::sessionId);

  private final List<ConnectionSource> sources;

  /** Makes the view. */
  public LiveConnections(List<ConnectionSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** The clients that a filter means, the oldest first. */
  public List<LiveConnection> find(ConnectionFilter filter) {
    List<LiveConnection> found = new ArrayList<>();
    for (ConnectionSource source : sources) {
      for (LiveConnection connection : source.connections()) {
        if (filter.matches(connection)) {
          found.add(connection);
        }
      }
    }
    found.sort(ORDER);
    return found;
  }

  /** The client of that session. */
  public Optional<LiveConnection> bySession(String sessionId) {
    return sources.stream()
        .flatMap(source -> source.connections().stream())
        .filter(connection -> connection.sessionId().equals(sessionId))
        .findFirst();
  }

  /**
   * Ends a client's connection and all that it publishes and plays.
   *
   * @return false if there is none
   */
  public boolean terminate(String sessionId) {
    boolean found = false;
    for (ConnectionSource source : sources) {
      found |= source.terminate(sessionId);
    }
    return found;
  }

  /**
   * Says how much is logged of what one client does.
   *
   * @return false if there is none, or nothing of it is logged apart
   */
  public boolean setLogLevel(String sessionId, System.Logger.Level level) {
    boolean found = false;
    for (ConnectionSource source : sources) {
      found |= source.setLogLevel(sessionId, level);
    }
    return found;
  }
}
