package org.wcs.ejb.jmx;

import java.util.List;
import org.wcs.ejb.live.ConnectionFilter;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.live.LiveConnections;

/** Clients, as the live view has them. Any thread. */
final class ConnectionsBean implements ConnectionsMXBean {

  private final LiveConnections connections;

  ConnectionsBean(LiveConnections connections) {
    this.connections = connections;
  }

  @Override
  public int getCount() {
    return connections.find(ConnectionFilter.ALL).size();
  }

  @Override
  public List<ConnectionData> getConnections() {
    return connections.find(ConnectionFilter.ALL).stream().map(ConnectionsBean::data).toList();
  }

  @Override
  public boolean terminate(String sessionId) {
    return connections.terminate(sessionId);
  }

  private static ConnectionData data(LiveConnection connection) {
    return new ConnectionData(
        connection.sessionId(),
        connection.appKey(),
        connection.protocol(),
        connection.remoteAddress(),
        connection.status(),
        connection.createdMillis(),
        connection.streams());
  }
}
