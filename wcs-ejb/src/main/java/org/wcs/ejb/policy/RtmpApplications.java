package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.peer.Verdict;
import org.wcs.rtmp.RtmpPeer;
import org.wcs.rtmp.RtmpPolicy;
import org.wcs.rtmp.RtmpRequest;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** What clients of RTMP may do is up to their applications. Any thread; nothing blocks. */
public final class RtmpApplications implements RtmpPolicy {

  private static final String PROVIDER = "Flash";

  private final ProtocolClients clients;

  /** Makes the policy. */
  public RtmpApplications(Hooks hooks, StreamHub hub) {
    this.clients = new ProtocolClients(hooks, hub, PROVIDER);
  }

  @Override
  public void connect(RtmpPeer peer, Verdict verdict) {
    clients.connect(peer.appKey(), peer.sessionId(), connection(peer), verdict);
  }

  @Override
  public void publish(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
    clients.ask(peer.sessionId(), wish(peer, request, true), verdict, HookMethod.PUBLISH_STREAM);
  }

  @Override
  public void play(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
    clients.ask(peer.sessionId(), wish(peer, request, false), verdict, HookMethod.PLAY_STREAM);
  }

  @Override
  public void flows(RtmpPeer peer, RtmpRequest request) {
    clients.flows(peer.sessionId(), request.mediaSessionId(), request.streamName());
  }

  @Override
  public void ended(RtmpPeer peer, RtmpRequest request, EndReason reason) {
    clients.ended(peer.sessionId(), request.mediaSessionId(), reason);
  }

  @Override
  public void disconnected(RtmpPeer peer) {
    clients.left(peer.sessionId());
  }

  /** How the application of a client is told, null if there is no such client. */
  public @Nullable HookSession application(String sessionId) {
    ProtocolClient client = clients.find(sessionId);
    return client == null ? null : client.app();
  }

  /** The parameters of the connection hold for each of its streams. */
  private static ProtocolClient.Wish wish(RtmpPeer peer, RtmpRequest request, boolean publishing) {
    Map<String, String> parameters = new LinkedHashMap<>(peer.parameters());
    parameters.putAll(request.parameters());
    return new ProtocolClient.Wish(
        request.mediaSessionId(), request.streamName(), publishing, parameters);
  }

  private static JsonObject connection(RtmpPeer peer) {
    JsonObjectBuilder custom = Json.createObjectBuilder();
    peer.parameters().forEach(custom::add);
    JsonObjectBuilder connection = Json.createObjectBuilder();
    peer.parameters().forEach(connection::add);
    return connection
        .add("urlServer", peer.tcUrl())
        .add("app", peer.app())
        .add("mediaProviders", Json.createArrayBuilder().add(PROVIDER))
        .add("clientVersion", peer.flashVersion())
        .add("status", "PENDING")
        .add("custom", custom)
        .build();
  }
}
