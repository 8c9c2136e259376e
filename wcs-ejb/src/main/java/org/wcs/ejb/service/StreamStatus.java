package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The state of one client's stream.
 *
 * @param mediaSessionId the client's name for it; null if the request had none
 * @param name the stream's name, as far as the request had one
 * @param published whether the client publishes it
 * @param state its state
 * @param info why it ended, empty before
 * @param createdMillis when it was asked for, Unix time
 * @param media what it carries, as far as known
 */
public record StreamStatus(
    @Nullable String mediaSessionId,
    String name,
    boolean published,
    State state,
    String info,
    long createdMillis,
    Media media) {

  /** By the names of the wire. */
  JsonObject json() {
    JsonObjectBuilder json = names(Json.createObjectBuilder());
    json.add("name", name)
        .add("published", published)
        .add("hasVideo", media.videoCodec() != null)
        .add("hasAudio", media.audioCodec() != null);
    add(json, "audioCodec", media.audioCodec());
    add(json, "videoCodec", media.videoCodec());
    add(json, "info", info.isEmpty() ? null : info);
    json.add("record", false)
        .add("width", media.width())
        .add("height", media.height())
        .add("bitrate", 0)
        .add("minBitrate", 0)
        .add("maxBitrate", 0)
        .add("quality", 0)
        .add("createDate", createdMillis)
        .add("mediaProvider", StreamOrder.WEBRTC);
    if (state == State.PLAYING) {
      json.add("audioState", muted(media.audioMuted()))
          .add("videoState", muted(media.videoMuted()));
    }
    return json.build();
  }

  /** Clients stumble over an object that does not say whose state it tells. */
  JsonObject named(JsonObject rest) {
    return names(Json.createObjectBuilder(rest)).build();
  }

  private JsonObjectBuilder names(JsonObjectBuilder json) {
    add(json, "mediaSessionId", mediaSessionId);
    return json.add("status", state.name());
  }

  private static void add(JsonObjectBuilder json, String key, @Nullable String value) {
    if (value != null) {
      json.add(key, value);
    }
  }

  private static JsonObject muted(boolean muted) {
    return Json.createObjectBuilder().add("muted", muted).build();
  }

  /** The states that clients hear of, by their wire names. */
  public enum State {
    /** A publisher is connected. */
    PUBLISHING,
    /** A player is connected. */
    PLAYING,
    /** A publisher stopped as it should. */
    UNPUBLISHED,
    /** A player stopped as it should. */
    STOPPED,
    /** It never started, or it broke. */
    FAILED
  }

  /**
   * What a stream carries.
   *
   * @param audioCodec encoding name, null if there is no audio
   * @param videoCodec encoding name, null if there is no video
   * @param width in pixels, 0 while unknown
   * @param height in pixels, 0 while unknown
   * @param audioMuted whether the publisher has switched the sound off
   * @param videoMuted whether the publisher has switched the picture off
   */
  public record Media(
      @Nullable String audioCodec,
      @Nullable String videoCodec,
      int width,
      int height,
      boolean audioMuted,
      boolean videoMuted) {

    /** Nothing known. */
    public static final Media NONE = new Media(null, null, 0, 0, false, false);
  }
}
