package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.peer.Verdict;
import org.wcs.rtsp.RtspPeer;
import org.wcs.rtsp.RtspPolicy;
import org.wcs.rtsp.RtspStreamRequest;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** What clients of RTSP may do is up to their applications. Any thread; nothing blocks. */
public final class RtspApplications implements RtspPolicy {

  private static final String PROVIDER = "RTSP";

  private final ProtocolClients clients;
  private final HookMethod[] playing;

  /**
   * Makes the policy.
   *
   * @param strict whether every player needs the consent of its application
   */
  public RtspApplications(Hooks hooks, StreamHub hub, boolean strict) {
    this.clients = new ProtocolClients(hooks, hub, PROVIDER);
    this.playing =
        strict
            ? new HookMethod[] {HookMethod.PLAY_RTSP, HookMethod.PLAY_STREAM}
            : new HookMethod[] {HookMethod.PLAY_STREAM};
  }

  @Override
  public void connect(RtspPeer peer, Verdict verdict) {
    JsonObjectBuilder custom = Json.createObjectBuilder();
    peer.parameters().forEach(custom::add);
    JsonObject connection =
        Json.createObjectBuilder()
            .add("mediaProviders", Json.createArrayBuilder().add(PROVIDER))
            .add("clientVersion", peer.userAgent())
            .add("login", peer.user())
            .add("status", "PENDING")
            .add("custom", custom)
            .build();
    clients.connect(peer.appKey(), peer.sessionId(), connection, verdict);
  }

  @Override
  public void publish(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
    clients.ask(peer.sessionId(), wish(request, true), verdict, HookMethod.PUBLISH_STREAM);
  }

  @Override
  public void play(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
    clients.ask(peer.sessionId(), wish(request, false), verdict, playing);
  }

  @Override
  public void flows(RtspPeer peer, RtspStreamRequest request) {
    clients.flows(peer.sessionId(), request.mediaSessionId(), request.streamName());
  }

  @Override
  public void ended(RtspPeer peer, RtspStreamRequest request, EndReason reason) {
    clients.ended(peer.sessionId(), request.mediaSessionId(), reason);
  }

  @Override
  public void disconnected(RtspPeer peer) {
    clients.left(peer.sessionId());
  }

  /** How the application of a client is told, null if there is no such client. */
  public @Nullable HookSession application(String sessionId) {
    ProtocolClient client = clients.find(sessionId);
    return client == null ? null : client.app();
  }

  private static ProtocolClient.Wish wish(RtspStreamRequest request, boolean publishing) {
    return new ProtocolClient.Wish(
        request.mediaSessionId(), request.streamName(), publishing, request.parameters());
  }
}
