package org.wcs.web.rest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.PushRequest;
import org.wcs.ejb.service.PushStatus;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;

/** What the API answers when all is well. */
final class Answers {

  static final String JSON = "application/json;charset=UTF-8";

  static final String NO_CAMERA = "RTSP not found";

  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private Answers() {}

  /** Nothing more to say. */
  static Response done() {
    return Response.ok().build();
  }

  static Response json(JsonStructure json) {
    return Response.ok(json.toString().getBytes(StandardCharsets.UTF_8), JSON).build();
  }

  /** One push. */
  static JsonStructure push(PushStatus push) {
    return transponder(push).build();
  }

  /** A list of pushes; none is a refusal. */
  static JsonStructure pushes(List<PushStatus> pushes) throws RequestRefusedException {
    JsonArrayBuilder list = PROVIDER.createArrayBuilder();
    found(pushes, "Transponder not found").forEach(push -> list.add(transponder(push)));
    return list.build();
  }

  /** A list of pulls; none is a refusal. */
  static JsonStructure pulls(List<PullStatus> pulls) throws RequestRefusedException {
    JsonArrayBuilder list = PROVIDER.createArrayBuilder();
    found(pulls, "Agent not found").forEach(pull -> list.add(agent(pull)));
    return list.build();
  }

  /** A list of cameras; none is a refusal. */
  static JsonStructure cameras(List<PullStatus> cameras) throws RequestRefusedException {
    JsonArrayBuilder list = PROVIDER.createArrayBuilder();
    found(cameras, NO_CAMERA)
        .forEach(camera -> list.add(agent(camera).add("status", status(camera))));
    return list.build();
  }

  /** How far a camera is; one that sends is said to play. */
  static String status(PullStatus camera) {
    return camera.state() == PullStatus.State.PROCESSED_REMOTE ? "PLAYING" : camera.state().name();
  }

  static <T> List<T> found(List<T> all, String otherwise) throws RequestRefusedException {
    if (all.isEmpty()) {
      throw new RequestRefusedException(Kind.NOT_FOUND, otherwise);
    }
    return all;
  }

  private static JsonObjectBuilder transponder(PushStatus push) {
    return PROVIDER
        .createObjectBuilder()
        .add("mediaSessionId", push.mediaSessionId())
        .add("streamName", push.targetName())
        .add("rtmpUrl", push.rtmpUrl())
        .add("width", push.width())
        .add("height", push.height())
        .add("muted", push.sound().muted())
        .add("soundEnabled", push.sound().playing())
        .add("options", options(push.options()));
  }

  private static JsonObjectBuilder options(PushRequest.Options options) {
    JsonObjectBuilder object = PROVIDER.createObjectBuilder();
    if (!options.action().isEmpty()) {
      object.add("action", options.action());
    }
    if (!options.soundFile().isEmpty()) {
      object.add("soundFile", options.soundFile());
    }
    return object;
  }

  private static JsonObjectBuilder agent(PullStatus pull) {
    return PROVIDER
        .createObjectBuilder()
        .add("localMediaSessionId", pull.mediaSessionId())
        .add("localStreamName", pull.localName())
        .add("uri", pull.uri())
        .add("status", pull.state().name())
        .add("hasAudio", pull.hasAudio())
        .add("hasVideo", pull.hasVideo())
        .add("record", pull.record());
  }
}
