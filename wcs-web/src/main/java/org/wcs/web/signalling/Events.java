package org.wcs.web.signalling;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.SessionEvent;
import org.wcs.ejb.service.StreamStatus;

/**
 * Writes what the server says as text frames. {@code data} is always an array, and a status object
 * always has its status: clients stumble over anything else. Any thread.
 */
final class Events {

  private Events() {}

  /** The text frame, null if the event is none. */
  static @Nullable String write(Event event) {
    return switch (event) {
      case Event.Told(SessionEvent told) -> write(told);
      case Event.UserData(String json) -> Frame.of("getUserData", json);
      case Event.Version(String version) -> Frame.of("getVersion", Frame.quote(version));
      case Event.Fail(String failed, String info, String id) -> fail(failed, info, id);
      case Event.CallFailed(String callId) ->
          Frame.of("finish").text("callId", callId).text("status", "FAILED").end();
      case Event.RoomFailed failed -> roomFailed(failed);
      case Event.Bye bye -> null;
    };
  }

  private static String write(SessionEvent event) {
    return switch (event) {
      case SessionEvent.Ping ping -> Frame.of("ping", new String[0]);
      case SessionEvent.Answer(String id, String sdp) ->
          Frame.of("setRemoteSDP", Frame.quote(id), Frame.quote(sdp), "true");
      case SessionEvent.Status(StreamStatus status, JsonObject object) ->
          Frame.of("notifyStreamStatusEvent", object.toString());
      case SessionEvent.Notice(String id, String type, String payload) ->
          Frame.of("notifyStreamEvent")
              .text("mediaSessionId", id)
              .text("type", type)
              .json("payload", payload)
              .end();
      case SessionEvent.VideoRate(String id, boolean inbound, SessionEvent.Figures figures) ->
          rate(id, inbound, figures);
      case SessionEvent.Available(String id, boolean playable, String info) ->
          Frame.of("availableStream")
              .text("id", id)
              .text("status", String.valueOf(playable))
              .text("info", info)
              .end();
      case SessionEvent.DataTaken(String id, boolean accepted, String info) ->
          Frame.of("DataStatusEvent")
              .text("operationId", id)
              .text("status", accepted ? "ACCEPTED" : "FAILED")
              .text("info", info.isEmpty() ? null : info)
              .end();
      case SessionEvent.AppData(String id, String payload) ->
          Frame.of("OnDataEvent").text("operationId", id).json("payload", payload).end();
      case SessionEvent.Refused(String refused, String id, String info) -> fail(refused, info, id);
    };
  }

  private static String rate(String id, boolean inbound, SessionEvent.Figures figures) {
    return Frame.of(inbound ? "inboundVideoRate" : "outboundVideoRate")
        .text("mediaSessionId", id)
        .number("videoRate", figures.bitsPerSecond())
        .number("fps", figures.framesPerSecond())
        .number("nack", figures.nacks())
        .number("pli", figures.plis())
        .number("lostPackets", figures.lostPackets())
        .number("width", figures.width())
        .number("height", figures.height())
        .end();
  }

  private static String fail(String event, String info, @Nullable String id) {
    return Frame.of("fail")
        .text("apiMethod", event)
        .text("id", id)
        .text("status", "FAILED")
        .text("info", info)
        .end();
  }

  private static String roomFailed(Event.RoomFailed failed) {
    return Frame.of("sfuCallback")
        .text("type", "OPERATION_FAILED")
        .text("roomId", failed.roomId())
        .text("internalMessageId", failed.internalMessageId())
        .text("operation", failed.operation())
        .text("error", failed.info())
        .text("info", failed.info())
        .end();
  }
}
