package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.StreamEvent;
import org.wcs.unit.Codec;

/** Stream events under the names that clients know them by. */
final class Notices {

  private Notices() {}

  /** The event of that name, null if there is none that a client may send. */
  static @Nullable StreamEvent parse(String type, String payloadJson) {
    return switch (type) {
      case "audioMuted" -> new StreamEvent.Muted(Codec.Kind.AUDIO, true);
      case "audioUnmuted" -> new StreamEvent.Muted(Codec.Kind.AUDIO, false);
      case "videoMuted" -> new StreamEvent.Muted(Codec.Kind.VIDEO, true);
      case "videoUnmuted" -> new StreamEvent.Muted(Codec.Kind.VIDEO, false);
      case "data" -> new StreamEvent.Data(payloadJson);
      default -> null;
    };
  }

  /** What a player hears of the event, null if its state tells it already. */
  static @Nullable SessionEvent of(String mediaSessionId, StreamEvent event) {
    return switch (event) {
      case StreamEvent.Muted(Codec.Kind kind, boolean muted) -> muted(mediaSessionId, kind, muted);
      case StreamEvent.Resized(int width, int height) -> resize(mediaSessionId, width, height);
      case StreamEvent.Data(String json) -> new SessionEvent.Notice(mediaSessionId, "data", json);
      case StreamEvent.Started started -> null;
      case StreamEvent.Ended ended -> null;
    };
  }

  static SessionEvent muted(String mediaSessionId, Codec.Kind kind, boolean muted) {
    String what =
        switch (kind) {
          case AUDIO -> "audio";
          case VIDEO -> "video";
        };
    return new SessionEvent.Notice(mediaSessionId, what + (muted ? "Muted" : "Unmuted"), null);
  }

  static SessionEvent resize(String mediaSessionId, int width, int height) {
    return new SessionEvent.Notice(
        mediaSessionId,
        "resize",
        "{\"streamerVideoWidth\":" + width + ",\"streamerVideoHeight\":" + height + "}");
  }
}
