package org.wcs.ejb.policy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.wcs.config.HlsConfig;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.hls.HlsRequest;

/**
 * Who may have a playlist is up to the application, where the operator wants it asked. A consent
 * holds for a while for the same stream and token; those who come meanwhile share one question. Any
 * thread; nothing blocks.
 */
public final class HlsApplications {

  private static final String DEFAULT_APP_KEY = "defaultApp";
  private static final String PROVIDER = "HLS";
  private static final int MOST_CONSENTS = 10_000;

  private final Hooks hooks;
  private final HlsConfig.Access config;
  private final LongSupplier nanoClock;
  private final SequencedMap<Key, Consent> consents =
      new LinkedHashMap<>(); // under this, oldest first

  private record Key(String appKey, String streamName, String token) {}

  private record Consent(CompletableFuture<Boolean> answer, long askedNanos) {}

  /**
   * Makes the policy.
   *
   * @param nanoClock monotonic time in nanoseconds
   */
  public HlsApplications(Hooks hooks, HlsConfig.Access config, LongSupplier nanoClock) {
    this.hooks = hooks;
    this.config = config;
    this.nanoClock = nanoClock;
  }

  /** Whether the viewer may have what it asks for. */
  public CompletionStage<Boolean> allows(HlsRequest request) {
    if (!config.asked() || !request.file().endsWith(".m3u8")) {
      return CompletableFuture.completedStage(true);
    }
    Map<String, String> parameters = request.parameters();
    Key key =
        new Key(
            parameters.getOrDefault("appKey", DEFAULT_APP_KEY),
            request.streamName(),
            parameters.getOrDefault(config.tokenName(), ""));
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> known = known(key, mine);
    if (known != mine) {
      return known.minimalCompletionStage();
    }
    ask(key, request)
        .whenComplete(
            (answer, fault) -> {
              boolean allowed = answer instanceof HookAnswer.Go;
              if (!allowed) {
                forget(key, mine);
              }
              mine.complete(allowed);
            });
    return mine.minimalCompletionStage();
  }

  private synchronized CompletableFuture<Boolean> known(Key key, CompletableFuture<Boolean> mine) {
    long now = nanoClock.getAsLong();
    Consent known = consents.get(key);
    if (known != null && (!known.answer().isDone() || fresh(known, now))) {
      return known.answer();
    }
    consents.remove(key);
    while (!consents.isEmpty()
        && (consents.size() >= MOST_CONSENTS || !fresh(consents.firstEntry().getValue(), now))) {
      consents.pollFirstEntry();
    }
    consents.put(key, new Consent(mine, now));
    return mine;
  }

  private boolean fresh(Consent consent, long nowNanos) {
    return nowNanos - consent.askedNanos() < config.trusted().toNanos();
  }

  private synchronized void forget(Key key, CompletableFuture<Boolean> answer) {
    Consent held = consents.get(key);
    if (held != null && held.answer() == answer) {
      consents.remove(key);
    }
  }

  private CompletionStage<HookAnswer> ask(Key key, HlsRequest request) {
    String session = key.streamName() + "-" + PROVIDER;
    HookSession named = hooks.open(key.appKey(), session, (method, info) -> {});
    // a viewer must not get around the backend by naming an application that has none
    boolean asks = hooks.asks(key.appKey(), HookMethod.PLAY_HLS);
    HookSession app =
        named == null || asks ? named : hooks.open(DEFAULT_APP_KEY, session, (method, info) -> {});
    if (app == null) {
      return CompletableFuture.completedStage(
          new HookAnswer.Refused(0, "Unknown application " + key.appKey()));
    }
    CompletionStage<HookAnswer> answer = app.askLater(HookMethod.PLAY_HLS, object(key, request));
    app.close();
    return answer;
  }

  private static JsonObject object(Key key, HlsRequest request) {
    JsonObjectBuilder custom = Json.createObjectBuilder();
    request.parameters().forEach(custom::add);
    return Json.createObjectBuilder()
        .add("mediaSessionId", UUID.randomUUID() + "-" + key.streamName() + "-" + PROVIDER)
        .add("name", key.streamName())
        .add("published", false)
        .add("hasVideo", true)
        .add("hasAudio", true)
        .add("status", "NEW")
        .add("record", false)
        .add("width", 0)
        .add("height", 0)
        .add("bitrate", 0)
        .add("minBitrate", 0)
        .add("maxBitrate", 0)
        .add("quality", 0)
        .add("mediaProvider", PROVIDER)
        .add("token", key.token())
        .add("custom", custom)
        .build();
  }
}
