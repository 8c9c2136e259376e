package org.wcs.ejb.view;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;

/** Makes objects of streams, and text of objects. */
final class StreamObjects {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private StreamObjects() {}

  static StreamObject of(LiveStream stream, @Nullable StreamMetrics metrics) {
    return new StreamObject(
        null,
        stream.owner().appKey(),
        stream.owner().sessionId(),
        stream.mediaSessionId(),
        stream.name(),
        stream.published(),
        stream.media().videoCodec() != null,
        stream.media().audioCodec() != null,
        stream.state().name(),
        stream.way().sdp(),
        stream.media().audioCodec(),
        stream.media().videoCodec(),
        stream.asked().record(),
        stream.media().width(),
        stream.media().height(),
        stream.asked().encoding().bitrate(),
        stream.asked().encoding().minBitrate(),
        stream.asked().encoding().maxBitrate(),
        stream.asked().quality(),
        stream.asked().rtmpUrl(),
        stream.owner().parent(),
        false,
        stream.asked().encoding().gop(),
        stream.asked().encoding().fps(),
        stream.asked().encoding().audioBitrate(),
        stream.way().codecImpl(),
        stream.way().transport(),
        stream.way().cvoExtension(),
        stream.createdMillis(),
        stream.published() ? "publish" : "play",
        new StreamObject.MuteState(stream.media().audioMuted()),
        new StreamObject.MuteState(stream.media().videoMuted()),
        stream.way().mediaProvider(),
        custom(stream.asked().customJson()),
        metrics);
  }

  static JsonObject json(StreamObject stream) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    add(json, "nodeId", stream.nodeId());
    json.add("appKey", stream.appKey())
        .add("sessionId", stream.sessionId())
        .add("mediaSessionId", stream.mediaSessionId())
        .add("name", stream.name())
        .add("published", stream.published())
        .add("hasVideo", stream.hasVideo())
        .add("hasAudio", stream.hasAudio())
        .add("status", stream.status());
    add(json, "sdp", stream.sdp());
    add(json, "audioCodec", stream.audioCodec());
    add(json, "videoCodec", stream.videoCodec());
    json.add("record", stream.record())
        .add("width", stream.width())
        .add("height", stream.height())
        .add("bitrate", stream.bitrate())
        .add("minBitrate", stream.minBitrate())
        .add("maxBitrate", stream.maxBitrate())
        .add("quality", stream.quality());
    add(json, "rtmpUrl", stream.rtmpUrl());
    add(json, "parentMediaSessionId", stream.parentMediaSessionId());
    rest(json, stream);
    return json.build();
  }

  private static void rest(JsonObjectBuilder json, StreamObject stream) {
    json.add("history", stream.history())
        .add("gop", stream.gop())
        .add("fps", stream.fps())
        .add("audioBitrate", stream.audioBitrate())
        .add("codecImpl", stream.codecImpl())
        .add("transport", stream.transport())
        .add("cvoExtension", stream.cvoExtension())
        .add("createDate", stream.createDate())
        .add("mediaType", stream.mediaType())
        .add("audioState", muted(stream.audioState()))
        .add("videoState", muted(stream.videoState()))
        .add("mediaProvider", stream.mediaProvider());
    JsonObject custom = stream.custom();
    if (custom != null) {
      json.add("custom", custom);
    }
    StreamMetrics metrics = stream.metrics();
    if (metrics != null) {
      json.add("metrics", metrics.json());
    }
  }

  private static JsonObject muted(StreamObject.MuteState state) {
    return JSON.createObjectBuilder().add("muted", state.muted()).build();
  }

  static void add(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static @Nullable JsonObject custom(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException notAnObject) {
      return null; // the client's own affair
    }
  }
}
