package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.peer.Refusal;
import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** One client of a server protocol as its application sees it. Any thread; nothing blocks. */
final class ProtocolClient {

  private final HookSession app;
  private final String provider;
  private final JsonObject connection;
  private final Map<String, AskedStream> streams = new ConcurrentHashMap<>();

  /**
   * Makes a client that has been let in.
   *
   * @param provider how its media is called in hooks
   * @param connection what it said of itself
   */
  ProtocolClient(HookSession app, String provider, JsonObject connection) {
    this.app = app;
    this.provider = provider;
    this.connection = connection;
    app.tell(HookMethod.CONNECTION_STATUS_EVENT, with(connection, "status", "ESTABLISHED"));
  }

  /** How its application is told. */
  HookSession app() {
    return app;
  }

  /**
   * Asks whether it may publish or play.
   *
   * @param methods asked one after the other, the last by the stream's own name
   */
  void ask(Wish wish, Verdict verdict, HookMethod... methods) {
    AskedStream stream = new AskedStream(wish, provider, System.currentTimeMillis());
    streams.put(wish.mediaSessionId(), stream);
    ask(stream, methods, 0).whenComplete((answer, fault) -> decided(stream, answer, verdict));
  }

  private CompletionStage<HookAnswer> ask(AskedStream stream, HookMethod[] methods, int index) {
    CompletionStage<HookAnswer> answer = app.askLater(methods[index], stream.request());
    return index + 1 == methods.length
        ? answer
        : answer.thenCompose(
            first ->
                first instanceof HookAnswer.Go
                    ? ask(stream, methods, index + 1)
                    : CompletableFuture.completedStage(first));
  }

  private void decided(AskedStream stream, @Nullable HookAnswer answer, Verdict verdict) {
    switch (answer) {
      case HookAnswer.Go(JsonObject object) -> allowed(stream, object, verdict);
      case HookAnswer.Refused(int status, String info) -> {
        refused(stream, info);
        verdict.refuse(new Refusal(EndReason.RESTRICTED, info));
      }
      case null -> {
        refused(stream, EndReason.FAILED.text());
        verdict.refuse(EndReason.FAILED);
      }
    }
  }

  private void allowed(AskedStream stream, JsonObject object, Verdict verdict) {
    String name = object.get("name") instanceof JsonString text ? text.getString() : "";
    if (name.equals(stream.wish().name())) {
      verdict.allow();
    } else if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      refused(stream, EndReason.BAD_URI.text());
      verdict.refuse(EndReason.BAD_URI);
    } else {
      stream.name(name);
      verdict.allowAs(name);
    }
  }

  private void refused(AskedStream stream, String info) {
    streams.remove(stream.wish().mediaSessionId());
    app.tell(HookMethod.STREAM_STATUS_EVENT, with(stream.status("FAILED"), "info", info));
  }

  /** A stream flows; told once. */
  void started(String mediaSessionId, @Nullable MediaStream carried) {
    AskedStream stream = streams.get(mediaSessionId);
    if (stream != null && stream.start(carried)) {
      String state = stream.wish().publishing() ? "PUBLISHING" : "PLAYING";
      app.tell(HookMethod.STREAM_STATUS_EVENT, stream.status(state));
    }
  }

  /** A stream is over. */
  void ended(String mediaSessionId, EndReason reason) {
    AskedStream stream = streams.remove(mediaSessionId);
    if (stream == null) {
      return;
    }
    boolean publishing = stream.wish().publishing();
    if (reason == EndReason.STOPPED_BY_USER) {
      app.tell(
          publishing ? HookMethod.UN_PUBLISH_STREAM : HookMethod.STOP_STREAM,
          stream.status(publishing ? "PUBLISHING" : "PLAYING"));
    }
    String end = publishing ? "UNPUBLISHED" : "STOPPED";
    app.tell(
        HookMethod.STREAM_STATUS_EVENT,
        with(stream.status(reason.failure() ? "FAILED" : end), "info", reason.text()));
  }

  /** It has gone. */
  void left() {
    streams.keySet().forEach(id -> ended(id, EndReason.SESSION_DISCONNECTED));
    app.tell(HookMethod.CONNECTION_STATUS_EVENT, with(connection, "status", "DISCONNECTED"));
    app.close();
  }

  static JsonObject with(JsonObject object, String key, String value) {
    return Json.createObjectBuilder(object).add(key, value).build();
  }

  /**
   * What a client wants.
   *
   * @param mediaSessionId the server's name for it
   * @param name the stream
   * @param publishing whether it comes in
   * @param parameters of the URL
   */
  record Wish(
      String mediaSessionId, String name, boolean publishing, Map<String, String> parameters) {}
}
