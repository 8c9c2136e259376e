package org.wcs.ejb.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveConnectionsTest {

  private final Source browsers = new Source();
  private final Source encoders = new Source();
  private final LiveConnections live = new LiveConnections(List.of(browsers, encoders));

  @Test
  void findsClientsOfAllProtocolsByAnythingTheyTold() {
    browsers.clients.add(client("b", "WebSocket", 20, "2.0"));
    browsers.clients.add(client("c", "WebSocket", 30, "1.0"));
    encoders.clients.add(client("a", "RTMP", 10, "OBS"));
    assertThat(ids(Map.of())).containsExactly("a", "b", "c");
    assertThat(ids(Map.of("protocol", "WebSocket", "clientVersion", "1.0"))).containsExactly("c");
    assertThat(ids(Map.of("status", "ESTABLISHED", "appKey", "app"))).hasSize(3);
    assertThat(ids(Map.of("width", "640"))).hasSize(3);
    assertThat(ids(Map.of("unheardOf", "x"))).isEmpty();
    assertThat(live.bySession("a").map(LiveConnection::protocol)).contains("RTMP");
    assertThat(live.bySession("nobody")).isEmpty();
  }

  @Test
  void endsAClientAndSetsItsLogLevel() {
    browsers.clients.add(client("b", "WebSocket", 20, "2.0"));
    encoders.clients.add(client("a", "RTMP", 10, "OBS"));
    assertThat(live.setLogLevel("b", Level.DEBUG)).isTrue();
    assertThat(live.setLogLevel("nobody", Level.DEBUG)).isFalse();
    assertThat(browsers.levels).containsExactly("b DEBUG");
    assertThat(live.terminate("a")).isTrue();
    assertThat(live.terminate("a")).isFalse();
    assertThat(ids(Map.of())).containsExactly("b");
  }

  private List<String> ids(Map<String, String> fields) {
    return live.find(new ConnectionFilter(fields)).stream().map(LiveConnection::sessionId).toList();
  }

  private static LiveConnection client(
      String id, String protocol, long createdMillis, String version) {
    return new LiveConnection(
        id,
        "app",
        protocol,
        "10.0.0.1:5000",
        "ESTABLISHED",
        createdMillis,
        1,
        Json.createObjectBuilder().add("clientVersion", version).add("width", 640).build());
  }

  private static final class Source implements ConnectionSource {
    final List<LiveConnection> clients = new ArrayList<>();
    final List<String> levels = new ArrayList<>();

    @Override
    public List<LiveConnection> connections() {
      return clients;
    }

    @Override
    public boolean terminate(String sessionId) {
      return clients.removeIf(client -> client.sessionId().equals(sessionId));
    }

    @Override
    public boolean setLogLevel(String sessionId, Level level) {
      boolean mine = clients.stream().anyMatch(client -> client.sessionId().equals(sessionId));
      if (mine) {
        levels.add(sessionId + " " + level);
      }
      return mine;
    }
  }
}
