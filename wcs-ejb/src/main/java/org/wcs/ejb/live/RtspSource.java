package org.wcs.ejb.live;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.RtspPeer;
import org.wcs.rtsp.RtspProtocol;
import org.wcs.rtsp.RtspSnapshot;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** The clients of the RTSP server and their streams, as long as its ports are open. Any thread. */
public final class RtspSource implements StreamSource, ConnectionSource {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  static final String PROVIDER = "RTSP";

  private final StreamHub hub;
  private final Supplier<@Nullable RtspProtocol> protocol;

  /**
   * Makes the source.
   *
   * @param protocol null while the ports are closed
   */
  public RtspSource(StreamHub hub, Supplier<@Nullable RtspProtocol> protocol) {
    this.hub = hub;
    this.protocol = protocol;
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    RtspProtocol now = protocol.get();
    return now == null
        ? List.of()
        : now.streams().stream()
            .filter(owned -> filter.means(owned.stream().name()))
            .map(this::live)
            .toList();
  }

  @Override
  public boolean terminate(String id, EndReason reason) {
    RtspProtocol now = protocol.get();
    return now != null && now.terminate(id, reason);
  }

  @Override
  public List<LiveConnection> connections() {
    RtspProtocol now = protocol.get();
    return now == null
        ? List.of()
        : now.snapshot().sessions().stream().map(RtspSource::connection).toList();
  }

  @Override
  public boolean terminate(String sessionId) {
    RtspProtocol now = protocol.get();
    return now != null && now.close(sessionId, EndReason.TERMINATED_BY_REST);
  }

  private LiveStream live(RtspSnapshot.Owned owned) {
    RtspSnapshot.Stream stream = owned.stream();
    return client(owned.peer()).stream(
        hub,
        new ServedClient.Asked(
            stream.mediaSessionId(), stream.name(), stream.publishing(), stream.course()),
        PROVIDER,
        stream.transport());
  }

  private static LiveConnection connection(RtspSnapshot.Session session) {
    RtspPeer peer = session.peer();
    return client(peer)
        .connection(PROVIDER, session.startedNanos(), session.streams().size(), details(peer));
  }

  private static ServedClient client(RtspPeer peer) {
    return new ServedClient(peer.appKey(), peer.sessionId(), peer.remote());
  }

  private static JsonObject details(RtspPeer peer) {
    return JSON.createObjectBuilder()
        .add("clientVersion", peer.userAgent())
        .add("login", peer.user())
        .add("mediaProviders", JSON.createArrayBuilder().add(PROVIDER))
        .build();
  }
}
