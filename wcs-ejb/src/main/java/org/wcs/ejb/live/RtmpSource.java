package org.wcs.ejb.live;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.rtmp.RtmpPeer;
import org.wcs.rtmp.RtmpProtocol;
import org.wcs.rtmp.RtmpSnapshot;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** The clients of the RTMP server and their streams, as long as its ports are open. Any thread. */
public final class RtmpSource implements StreamSource, ConnectionSource {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  static final String PROVIDER = "Flash";

  private static final String PROTOCOL = "RTMP";
  private static final String TCP = "TCP";

  private final StreamHub hub;
  private final Supplier<@Nullable RtmpProtocol> protocol;

  /**
   * Makes the source.
   *
   * @param protocol null while the ports are closed
   */
  public RtmpSource(StreamHub hub, Supplier<@Nullable RtmpProtocol> protocol) {
    this.hub = hub;
    this.protocol = protocol;
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    List<LiveStream> all = new ArrayList<>();
    for (RtmpSnapshot.Session session : sessions()) {
      for (RtmpSnapshot.Stream stream : session.streams()) {
        if (filter.means(stream.name())) {
          all.add(live(session.peer(), stream));
        }
      }
    }
    return all;
  }

  @Override
  public boolean terminate(String id, EndReason reason) {
    RtmpProtocol now = protocol.get();
    return now != null && now.terminate(id, reason);
  }

  @Override
  public List<LiveConnection> connections() {
    return sessions().stream().map(RtmpSource::connection).toList();
  }

  @Override
  public boolean terminate(String sessionId) {
    RtmpProtocol now = protocol.get();
    return now != null && now.close(sessionId, EndReason.TERMINATED_BY_REST);
  }

  private List<RtmpSnapshot.Session> sessions() {
    RtmpProtocol now = protocol.get();
    return now == null ? List.of() : now.snapshot().sessions();
  }

  private LiveStream live(RtmpPeer peer, RtmpSnapshot.Stream stream) {
    return client(peer).stream(
        hub,
        new ServedClient.Asked(
            stream.mediaSessionId(), stream.name(), stream.publishing(), stream.course()),
        PROVIDER,
        TCP);
  }

  private static LiveConnection connection(RtmpSnapshot.Session session) {
    RtmpPeer peer = session.peer();
    return client(peer)
        .connection(PROTOCOL, session.startedNanos(), session.streams().size(), details(peer));
  }

  private static ServedClient client(RtmpPeer peer) {
    return new ServedClient(peer.appKey(), peer.sessionId(), peer.remote());
  }

  /** Without the parameters of the URL: there are tokens among them. */
  private static JsonObject details(RtmpPeer peer) {
    int question = peer.tcUrl().indexOf('?');
    return JSON.createObjectBuilder()
        .add("urlServer", question < 0 ? peer.tcUrl() : peer.tcUrl().substring(0, question))
        .add("app", peer.app())
        .add("clientVersion", peer.flashVersion())
        .add("mediaProviders", JSON.createArrayBuilder().add(PROVIDER))
        .build();
  }
}
