package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.stream.MediaStream;

/** A stream of a client as applications are told of it. Any thread. */
final class AskedStream {

  private final ProtocolClient.Wish wish;
  private final String provider;
  private final long createdMillis;
  private volatile String name;
  private volatile LiveMedia media = LiveMedia.NONE;
  private boolean started; // under this

  AskedStream(ProtocolClient.Wish wish, String provider, long createdMillis) {
    this.wish = wish;
    this.provider = provider;
    this.createdMillis = createdMillis;
    this.name = wish.name();
  }

  ProtocolClient.Wish wish() {
    return wish;
  }

  /** The application has given it another name. */
  void name(String other) {
    name = other;
  }

  /** It flows; false if that is known. */
  synchronized boolean start(@Nullable MediaStream carried) {
    if (carried != null) {
      media = LiveMedia.of(carried);
    }
    boolean first = !started;
    started = true;
    return first;
  }

  /** What the application is asked. */
  JsonObject request() {
    return object("PENDING", true, true).build();
  }

  /** What the application is told. */
  JsonObject status(String status) {
    LiveMedia now = media;
    JsonObjectBuilder object =
        object(status, now.videoCodec() != null, now.audioCodec() != null)
            .add("width", now.width())
            .add("height", now.height())
            .add("createDate", createdMillis)
            .add("mediaType", wish.publishing() ? "publish" : "play");
    add(object, "audioCodec", now.audioCodec());
    add(object, "videoCodec", now.videoCodec());
    return object.build();
  }

  private JsonObjectBuilder object(String status, boolean video, boolean audio) {
    JsonObjectBuilder custom = Json.createObjectBuilder();
    wish.parameters().forEach(custom::add);
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("mediaSessionId", wish.mediaSessionId())
            .add("name", name)
            .add("published", wish.publishing())
            .add("hasVideo", video)
            .add("hasAudio", audio)
            .add("status", status)
            .add("record", false)
            .add("mediaProvider", provider)
            .add("custom", custom);
    add(object, "token", wish.parameters().get("token"));
    return object;
  }

  private static void add(JsonObjectBuilder object, String key, @Nullable String value) {
    if (value != null) {
      object.add(key, value);
    }
  }
}
