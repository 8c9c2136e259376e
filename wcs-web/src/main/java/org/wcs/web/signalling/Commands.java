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
import org.wcs.ejb.service.StreamOrder;
import org.wcs.stream.Picture;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/**
 * Reads one text frame: {@code {"message": name, "data": [argument]}}. Whatever comes in, a command
 * comes out; what cannot be understood is {@link Command.Malformed}, never an exception. Any
 * thread.
 */
final class Commands {

  private static final JsonProvider JSON = JsonProvider.provider();

  /** What a client hands to its application stays in memory as long as its session. */
  private static final int MAX_CUSTOM = 65_536;

  private static final int MAX_SIDE = 8_192;
  private static final int MAX_QUALITY = 100;

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
    Command command = command(message, fields, object);
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

  private static Command command(String message, Fields fields, JsonObject object) {
    return switch (message) {
      case "connection" -> connection(fields, object);
      case "ping", "pong" -> new Command.Alive();
      case "publishStream" -> new Command.Publish(order(fields, true));
      case "playStream" -> new Command.Play(order(fields, false));
      case "unPublishStream" -> new Command.Stop(fields.textOrNull("mediaSessionId"), true);
      case "stopStream" -> new Command.Stop(fields.textOrNull("mediaSessionId"), false);
      case "availableStream" ->
          new Command.Available(fields.text("mediaSessionId"), fields.text("name"));
      case "sendStreamEvent" ->
          new Command.SendStreamEvent(
              fields.text("mediaSessionId"), fields.text("type"), payload(fields));
      case "sendData" -> new Command.SendData(fields.text("operationId"), payload(fields));
      case "pushLogs" -> new Command.PushLogs(orEmpty(fields.text("logs", Integer.MAX_VALUE)));
      case "snapshot" -> new Command.Snapshot(fields.text("mediaSessionId"));
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

  private static Command connection(Fields fields, JsonObject object) {
    String appKey = fields.textOrNull("appKey");
    String sipLogin = fields.textOrNull("sipLogin");
    boolean register = !fields.has("sipRegisterRequired") || fields.flag("sipRegisterRequired");
    return new Command.Connection(
        new ClientSession.Introduction(
            appKey == null || appKey.isBlank() ? "defaultApp" : appKey,
            fields.flag("keepAlive"),
            fields.textOrNull("authToken"),
            sipLogin,
            fields.json("custom", MAX_CUSTOM)),
        object,
        sipLogin != null && register);
  }

  private static StreamOrder order(Fields fields, boolean publishing) {
    String provider = fields.textOrNull("mediaProvider");
    String rtmpUrl = publishing ? fields.text("rtmpUrl").strip() : "";
    return new StreamOrder(
        fields.textOrNull("mediaSessionId"),
        fields.text("name"),
        provider == null ? StreamOrder.WEBRTC : provider,
        orEmpty(fields.text("sdp", Integer.MAX_VALUE)),
        transport(fields.text("transport")),
        fields.flag("cvoExtension"),
        new PeerRequest.Video(
            bitsPerSecond(fields.number("minBitrate")),
            bitsPerSecond(fields.number("maxBitrate")),
            publishing ? Picture.AS_IS : picture(fields)),
        new StreamOrder.Extras(
            publishing && fields.flag("record"), rtmpUrl.isEmpty() ? null : rtmpUrl));
  }

  /** What a player wants of the pictures; numbers beyond any picture are no wish. */
  private static Picture picture(Fields fields) {
    return new Picture(
        within(fields.number("width"), MAX_SIDE),
        within(fields.number("height"), MAX_SIDE),
        bitsPerSecond(fields.number("bitrate")),
        within(fields.number("quality"), MAX_QUALITY),
        0);
  }

  private static int within(double number, int most) {
    return number >= 1 && number <= most ? (int) number : 0;
  }

  private static TransportChoice transport(String wanted) {
    return switch (wanted) {
      case "UDP" -> TransportChoice.UDP;
      case "TCP" -> TransportChoice.TCP;
      default -> TransportChoice.ANY;
    };
  }

  /** Clients count in kbit/s. */
  private static int bitsPerSecond(double kilobits) {
    return kilobits > 0 ? (int) Math.min(kilobits * 1000, Integer.MAX_VALUE) : 0;
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
