package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.view.StreamObject;

/** What applications are told of the streams of their clients. */
final class StreamNews {

  private StreamNews() {}

  /** A stream has come into a state. */
  static JsonObject status(MediaSession media, LiveStream.State state, String info) {
    JsonObject object = StreamObject.of(media.live(state)).json();
    return info.isEmpty() ? object : Json.createObjectBuilder(object).add("info", info).build();
  }

  /** What names a stream. */
  static JsonObject brief(MediaSession media) {
    LiveStream live = media.live();
    return Json.createObjectBuilder()
        .add("mediaSessionId", media.id())
        .add("name", media.name())
        .add("published", media.publishing())
        .add("hasVideo", live.media().videoCodec() != null)
        .add("hasAudio", live.media().audioCodec() != null)
        .add("status", live.state().name())
        .add("record", live.asked().record())
        .build();
  }

  /** Something happened on a stream. */
  static JsonObject event(MediaSession media, String type, String payloadJson) {
    return Json.createObjectBuilder()
        .add("mediaSessionId", media.id())
        .add("name", media.name())
        .add("type", type)
        .add("payload", value(payloadJson))
        .build();
  }

  /** What a client sent, as a value. */
  static JsonValue value(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    } catch (JsonException malformed) {
      return JsonValue.NULL;
    }
  }
}
