package org.wcs.ejb.view;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;

/** Makes objects of streams, and text of objects. */
final class StreamObjects {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private StreamObjects() {}

  static StreamObject of(LiveStream stream, @Nullable StreamMetrics metrics) {
    LiveMedia media = stream.media();
    LiveStream.Asked asked = stream.asked();
    LiveStream.Encoding encoding = asked.encoding();
    LiveStream.Way way = stream.way();
    return new StreamObject(
        null,
        stream.owner().appKey(),
        stream.owner().sessionId(),
        stream.mediaSessionId(),
        stream.name(),
        stream.published(),
        media.videoCodec() != null,
        media.audioCodec() != null,
        stream.state().name(),
        way.sdp(),
        media.audioCodec(),
        media.videoCodec(),
        asked.record(),
        media.width(),
        media.height(),
        encoding.bitrate(),
        encoding.minBitrate(),
        encoding.maxBitrate(),
        asked.quality(),
        asked.rtmpUrl(),
        stream.owner().parent(),
        false,
        encoding.gop(),
        encoding.fps(),
        encoding.audioBitrate(),
        way.codecImpl(),
        way.transport(),
        way.cvoExtension(),
        stream.createdMillis(),
        stream.published() ? "publish" : "play",
        new StreamObject.MuteState(media.audioMuted()),
        new StreamObject.MuteState(media.videoMuted()),
        way.mediaProvider(),
        custom(asked.customJson()),
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
