package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.peer.Refusal;
import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/** The clients of one server protocol that have been let in. Any thread; nothing blocks. */
final class ProtocolClients {

  private static final Logger LOG = System.getLogger(ProtocolClients.class.getName());

  private final Hooks hooks;
  private final StreamHub hub;
  private final String provider;
  private final Map<String, ProtocolClient> clients = new ConcurrentHashMap<>();

  /**
   * Makes an empty set.
   *
   * @param provider how the media of the protocol is called in hooks
   */
  ProtocolClients(Hooks hooks, StreamHub hub, String provider) {
    this.hooks = hooks;
    this.hub = hub;
    this.provider = provider;
    hub.watch(this::published);
  }

  /** Asks whether a client may come in. */
  void connect(String appKey, String sessionId, JsonObject connection, Verdict verdict) {
    HookSession app =
        hooks.open(
            appKey,
            sessionId,
            (method, info) ->
                LOG.log(Level.INFO, "{0}: {1}: {2}", sessionId, method.wireName(), info));
    if (app == null) {
      LOG.log(Level.INFO, "{0} refused: no application {1}", sessionId, appKey);
      verdict.refuse(new Refusal(EndReason.RESTRICTED, "Unknown application " + appKey));
      return;
    }
    app.askLater(HookMethod.CONNECT, connection)
        .whenComplete((answer, fault) -> decided(app, connection, answer, verdict));
  }

  private void decided(
      HookSession app, JsonObject connection, @Nullable HookAnswer answer, Verdict verdict) {
    if (answer instanceof HookAnswer.Go) {
      clients.put(app.sessionId(), new ProtocolClient(app, provider, connection));
      verdict.allow();
      return;
    }
    String info =
        answer instanceof HookAnswer.Refused refused ? refused.info() : EndReason.FAILED.text();
    LOG.log(Level.INFO, "{0} refused: {1}", app.sessionId(), info);
    app.tell(
        HookMethod.CONNECTION_STATUS_EVENT,
        Json.createObjectBuilder().add("status", "FAILED").add("info", info).build());
    app.close();
    verdict.refuse(new Refusal(EndReason.RESTRICTED, info));
  }

  /** The client of that session, null if there is none. */
  @Nullable ProtocolClient find(String sessionId) {
    return clients.get(sessionId);
  }

  /** Asks about a stream; nothing is allowed to nobody. */
  void ask(String sessionId, ProtocolClient.Wish wish, Verdict verdict, HookMethod... methods) {
    ProtocolClient client = clients.get(sessionId);
    if (client == null) {
      verdict.refuse(EndReason.SESSION_NOT_READY);
    } else {
      client.ask(wish, verdict, methods);
    }
  }

  /** A client has its stream. */
  void flows(String sessionId, String mediaSessionId, String name) {
    ProtocolClient client = clients.get(sessionId);
    if (client != null) {
      client.started(mediaSessionId, hub.find(name).orElse(null));
    }
  }

  void ended(String sessionId, String mediaSessionId, EndReason reason) {
    ProtocolClient client = clients.get(sessionId);
    if (client != null) {
      client.ended(mediaSessionId, reason);
    }
  }

  void left(String sessionId) {
    ProtocolClient client = clients.remove(sessionId);
    if (client != null) {
      client.left();
    }
  }

  /** On the publisher's lane. A publisher's session has a suffix for each of its streams. */
  private void published(MediaStream stream) {
    String session = stream.publisher().sessionId();
    int hash = session.indexOf('#');
    ProtocolClient client = clients.get(hash < 0 ? session : session.substring(0, hash));
    if (client != null) {
      client.started(stream.publisher().mediaSessionId(), stream);
    }
  }
}
