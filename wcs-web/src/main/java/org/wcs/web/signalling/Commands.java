package org.wcs.web.signalling;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.Fields;
import org.wcs.ejb.service.StreamOrder;

/**
 * Reads one text frame: {@code {"message": name, "data": [argument]}}. Whatever comes in, a command
 * comes out; what cannot be understood is {@link Command.Malformed}, never an exception. Any
 * thread.
 */
final class Commands {

  private static final JsonProvider JSON = JsonProvider.provider();

  private static final Set<String> CALLS =
      Set.of("call", "answer", "hangup", "hold", "unhold", "transfer", "updateCallToVideo");

  private static final Set<String> ROOMS =
      Set.of(
          "joinRoom",
          "updateRoomState",
          "leaseTrack",
          "changeSid",
          "changeTid",
          "muteTrack",
          "muteRemoteTrack",
          "evictParticipant",
          "renameParticipant",
          "leaveRoom",
          "destroyRoom");

  /** Messages of clients that are known but not served, with the event of their refusal. */
  private static final Map<String, String> NOT_SERVED =
      Map.ofEntries(
          Map.entry("sendDtmf", "CallStatusEvent"),
          Map.entry("changeVideoState", "CallStatusEvent"),
          Map.entry("sessionDebug", "SessionDebugStatusEvent"),
          Map.entry("submitBugReport", "BugReportStatusEvent"),
          Map.entry("sendMessage", "MessageStatusEvent"),
          Map.entry("notificationResult", "MessageStatusEvent"),
          Map.entry("subscribe", "SubscriptionStatusEvent"),
          Map.entry("sendXcapRequest", "XcapStatusEvent"),
          Map.entry("webRTCMetricsClientDescription", "ErrorStatusEvent"),
          Map.entry("webRTCMetricsBatch", "ErrorStatusEvent"),
          Map.entry("pauseStream", "ErrorStatusEvent"),
          Map.entry("changeQuality", "ErrorStatusEvent"),
          Map.entry("setUseProxy", "ErrorStatusEvent"),
          Map.entry("setLTState", "ErrorStatusEvent"));

  private Commands() {}

  /** The command in a text frame. */
  static Command parse(String frame) {
    JsonValue envelope = read(frame);
    if (envelope == null) {
      return malformed("Malformed JSON");
    }
    if (!(envelope instanceof JsonObject object)) {
      return malformed("A message must be a JSON object");
    }
    if (!(object.get("message") instanceof JsonString name)) {
      return malformed("message must be a string");
    }
    JsonValue data = object.getOrDefault("data", JsonValue.NULL);
    return switch (data.getValueType()) {
      case ARRAY -> command(name.getString(), first((JsonArray) data));
      case NULL -> command(name.getString(), JsonValue.NULL);
      case OBJECT, STRING, NUMBER, TRUE, FALSE -> malformed("data must be an array");
    };
  }

  /** Null if the text is not one JSON value and nothing else. */
  private static @Nullable JsonValue read(String frame) {
    try (JsonParser parser = JSON.createParser(new StringReader(frame))) {
      parser.next();
      JsonValue value = parser.getValue();
      return parser.hasNext() ? null : value;
    } catch (RuntimeException e) {
      // Parsson 1.1.7 reports too deep nesting and too long numbers by bare RuntimeExceptions.
      return null;
    }
  }

  private static JsonValue first(JsonArray data) {
    return data.isEmpty() ? JsonValue.NULL : data.getFirst();
  }

  private static Command command(String message, JsonValue argument) {
    if (message.equals("updateCallToVideo") && argument instanceof JsonString callId) {
      return new Command.Call(message, callId.getString());
    }
    if (!(argument instanceof JsonObject) && argument.getValueType() != JsonValue.ValueType.NULL) {
      return malformed("data[0] of " + shortened(message) + " must be an object");
    }
    JsonObject object = argument instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
    Fields fields = new Fields(object);
    Command command = command(message, fields);
    String fault = fields.fault();
    return fault == null ? command : faulty(shortened(message) + ": " + fault, command);
  }

  private static Command faulty(String info, Command command) {
    return switch (command) {
      case Command.Publish(StreamOrder order) ->
          new Command.Malformed(info, order.mediaSessionId());
      case Command.Play(StreamOrder order) -> new Command.Malformed(info, order.mediaSessionId());
      case Command other -> malformed(info);
    };
  }

  private static Command command(String message, Fields fields) {
    return switch (message) {
      case "connection" -> connection(fields);
      case "ping", "pong" -> new Command.Alive();
      case "publishStream" -> new Command.Publish(StreamOrder.read(fields, true));
      case "playStream" -> new Command.Play(StreamOrder.read(fields, false));
      case "unPublishStream" -> new Command.Stop(fields.textOrNull("mediaSessionId"), true);
      case "stopStream" -> new Command.Stop(fields.textOrNull("mediaSessionId"), false);
      case "availableStream" ->
          new Command.Available(fields.text("mediaSessionId"), fields.text("name"));
      case "sendStreamEvent" ->
          new Command.SendStreamEvent(
              fields.text("mediaSessionId"), fields.text("type"), payload(fields));
      case "sendData" -> new Command.SendData(fields.text("operationId"), payload(fields));
      case "pushLogs" -> new Command.PushLogs(orEmpty(fields.text("logs", Integer.MAX_VALUE)));
      case "snapshot" -> new Command.Snapshot(fields.text("mediaSessionId"), fields.text("name"));
      case "connectMediaTransport" -> new Command.MediaSocket();
      case "DataStatusEvent", "binaryData" -> new Command.Noted();
      default -> other(message, fields);
    };
  }

  private static Command other(String message, Fields fields) {
    if (fields.has("internalMessageId") || ROOMS.contains(message)) {
      String room = fields.has("roomId") ? fields.text("roomId") : fields.text("id");
      return new Command.Room(shortened(message), room, fields.text("internalMessageId"));
    }
    if (CALLS.contains(message)) {
      return new Command.Call(message, fields.text("callId"));
    }
    String event = NOT_SERVED.get(message);
    return event == null
        ? new Command.Unknown(shortened(message))
        : new Command.NotServed(message, event);
  }

  private static Command connection(Fields fields) {
    ClientSession.Introduction who = ClientSession.Introduction.read(fields);
    boolean register = !fields.has("sipRegisterRequired") || fields.flag("sipRegisterRequired");
    return new Command.Connection(who, who.sipLogin() != null && register);
  }

  private static String payload(Fields fields) {
    String json = fields.json("payload", Integer.MAX_VALUE);
    return json == null ? "null" : json;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Command malformed(String info) {
    return new Command.Malformed(info, null);
  }

  private static String shortened(String message) {
    return message.length() <= 64 ? message : message.substring(0, 64);
  }
}
