package org.wcs.web.signalling;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.ClientSnapshots;
import org.wcs.ejb.service.SessionEvent;
import org.wcs.ejb.service.StreamOrder;

/** Answers the commands of one client; on its session's queue. */
final class Dispatcher {

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String NOT_READY = "Session not ready";

  /** Never sent back: secrets, and what the server answers itself. */
  private static final Set<String> NOT_ECHOED =
      Set.of(
          "sipPassword",
          "webRTCMetricsServerDescription",
          "authToken",
          "status",
          "keepAlive",
          "sipLogin",
          "appKey",
          "mediaProviders");

  /** Operations of rooms whose names do not follow from the message. */
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "joinRoom", "ROOM_JOIN",
          "leaveRoom", "ROOM_LEAVE",
          "createRoom", "ROOM_CREATE",
          "destroyRoom", "ROOM_DESTROY",
          "updateRoomState", "ROOM_STATE_UPDATE",
          "muteTrack", "MUTE_TRACKS",
          "muteRemoteTrack", "MUTE_TRACKS");

  private final ClientSession session;
  private final SocketSink sink;
  private final Services services;
  private final ClientLog clientLog;
  private final ClientSnapshots snapshots;

  Dispatcher(ClientSession session, SocketSink sink, Services services) {
    this.session = session;
    this.sink = sink;
    this.services = services;
    this.snapshots = new ClientSnapshots(services.snapshots());
    this.clientLog =
        new ClientLog(session.log(), services.config().signalling().limits().maxClientLogBytes());
  }

  void handle(Command command) {
    session.log().write(Level.TRACE, () -> ">> " + command.getClass().getSimpleName());
    switch (command) {
      case Command.Connection connection -> connect(connection);
      case Command.Alive alive -> {}
      case Command.Noted noted -> {}
      case Command.Publish(StreamOrder order) -> services.streams().publish(session, order);
      case Command.Play(StreamOrder order) -> services.streams().play(session, order);
      case Command.Stop(String id, boolean published) ->
          services.streams().stop(session, id, published);
      case Command.Snapshot(String id, String name) -> snapshots.take(session, id, name);
      case Command.Call(String message, String callId) -> sink.say(new Event.CallFailed(callId));
      case Command.Room room -> roomFailed(room);
      case Command.MediaSocket socket -> mediaSocket();
      case Command.PushLogs(String logs) -> clientLog.take(logs);
      case Command.Malformed(String info, String id) -> malformed(info, id);
      case Command.NotServed(String message, String event) ->
          fail(event, message + " is not available");
      case Command.Unknown(String message) ->
          fail("ErrorStatusEvent", "Unknown message " + message);
      case Command.Available available -> whenReady(() -> available(available));
      case Command.SendStreamEvent event -> whenReady(() -> streamEvent(event));
      case Command.SendData data -> data(data);
    }
  }

  private void connect(Command.Connection connection) {
    if (session.state() != ClientSession.State.NEW) {
      fail("ConnectionStatusEvent", "The session is established already");
      return;
    }
    HookAnswer answer = services.sessions().establish(session, connection.who());
    if (answer instanceof HookAnswer.Refused(int status, String info)) {
      fail("ConnectionStatusEvent", info);
      session.disconnect(info);
      return;
    }
    JsonObject echo = session.forClient(HookMethod.CONNECT, session.connection());
    sink.say(new Event.UserData(userData(echo).toString()));
    sink.say(new Event.Version(services.status().status().version()));
    if (connection.sip()) {
      fail("RegistrationStatusEvent", "SIP is not available");
    }
  }

  /** What the client said, corrected and completed: it replaces its own configuration by this. */
  private JsonObject userData(JsonObject echo) {
    ClientSession.Introduction who = session.introduction();
    JsonObjectBuilder data = JSON.createObjectBuilder();
    data.add("useWsTunnel", false)
        .add("useWsTunnelPacketization2", false)
        .add("useBase64BinaryEncoding", false);
    echo.forEach(
        (key, value) -> {
          if (!NOT_ECHOED.contains(key)) {
            data.add(key, value);
          }
        });
    data.add("appKey", who.appKey())
        .add("mediaProviders", echo.getOrDefault("mediaProviders", webRtcOnly()))
        .add("keepAlive", who.keepAlive())
        .add("authToken", session.authToken())
        .add("status", "ESTABLISHED");
    String sipLogin = who.sipLogin();
    if (sipLogin != null) {
      data.add("sipLogin", sipLogin);
    }
    return data.build();
  }

  private static JsonValue webRtcOnly() {
    JsonArrayBuilder providers = JSON.createArrayBuilder();
    return providers.add(StreamOrder.WEBRTC).build();
  }

  private void available(Command.Available available) {
    services.streams().available(session, available.mediaSessionId(), available.name());
  }

  private void streamEvent(Command.SendStreamEvent event) {
    services.streams().event(session, event.mediaSessionId(), event.type(), event.payloadJson());
  }

  private void data(Command.SendData data) {
    if (session.established()) {
      services.data().send(session, data.operationId(), data.payloadJson());
    } else {
      session.tell(new SessionEvent.DataTaken(data.operationId(), false, NOT_READY));
    }
  }

  private void roomFailed(Command.Room room) {
    String operation =
        OPERATIONS.getOrDefault(
            room.message(),
            room.message().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
    sink.say(
        new Event.RoomFailed(
            operation, room.roomId(), room.internalMessageId(), "Rooms are not available"));
  }

  private void mediaSocket() {
    String info = "Media over WebSocket is not available";
    fail("ConnectionStatusEvent", info);
    if (session.state() == ClientSession.State.NEW) {
      session.disconnect(info);
    }
  }

  private void malformed(String info, @Nullable String mediaSessionId) {
    LOG.log(Level.INFO, "{0} malformed message: {1}", session.id(), info);
    boolean stream = mediaSessionId != null && !mediaSessionId.isEmpty();
    sink.say(
        new Event.Fail(
            stream ? "StreamStatusEvent" : "ErrorStatusEvent",
            info,
            stream ? mediaSessionId : null));
  }

  private void whenReady(Runnable command) {
    if (session.established()) {
      command.run();
    } else {
      fail("ErrorStatusEvent", NOT_READY);
    }
  }

  private void fail(String event, String info) {
    LOG.log(Level.DEBUG, "{0} refused: {1}", session.id(), info);
    sink.say(new Event.Fail(event, info, null));
  }
}
