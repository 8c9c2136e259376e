package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.Hooks;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.ejb.hook.LocalBackends;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.Apps;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.SeedSettings;
import org.wcs.ejb.store.StoreException;

/** The backend of the application {@code app}: the test says what it answers. */
public final class FakeApp implements LocalBackend {

  private static final Apps APPS = apps();

  public final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  public final List<HookMethod> methods = new CopyOnWriteArrayList<>();
  private final Map<HookMethod, Reply> replies = new ConcurrentHashMap<>();
  private volatile @Nullable Hanging hanging;
  private volatile JsonObject rules = JsonValue.EMPTY_JSON_OBJECT;
  public final Hooks hooks;

  /** Calls at once. */
  public FakeApp() {
    this(Runnable::run);
  }

  /** Calls by these threads. */
  public FakeApp(Executor threads) {
    WcsConfig config = WcsConfig.defaults();
    hooks =
        new Hooks(
            config.server().operations().hooks(),
            APPS,
            new LocalBackends(
                config.http().ports(), Map.of("EchoApp", LocalBackends.ECHO, "Test", this)),
            "node",
            threads,
            System::nanoTime);
  }

  private static Apps apps() {
    try {
      Path folder = Files.createTempDirectory("wcs-apps");
      SeedSettings seeds =
          new SeedSettings(WcsConfig.defaults().http().ports().http(), HookMethod.wireNames());
      Apps apps = Database.open(folder.resolve("database.yml"), seeds).apps();
      apps.add(
          new App(
              "app",
              "app",
              "http://localhost:8081/apps/Test",
              "admin",
              "",
              "",
              null,
              Set.copyOf(HookMethod.wireNames())));
      return apps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether this is the backend of {@code defaultApp}, too. */
  public void defaultApp(boolean mine) {
    try {
      App known = APPS.byKey("defaultApp").orElseThrow();
      APPS.update(
          known.name(),
          app -> app.withUrl("http://localhost:8081/apps/" + (mine ? "Test" : "EchoApp")));
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What this hook is answered from now on. */
  public void answer(HookMethod method, Reply reply) {
    replies.put(method, reply);
  }

  /** What clients that connect from now on are held to. */
  public void rule(HookMethod method, String onError, String policy, String overwrite) {
    JsonObject rule =
        Json.createObjectBuilder()
            .add("restOnError", onError)
            .add("restPolicy", policy)
            .add("restOverwrite", overwrite)
            .build();
    rules = Json.createObjectBuilder(rules).add(method.wireName(), rule).build();
  }

  /** What clients that connect from now on are held to, all of it. */
  public void rules(JsonObject all) {
    rules = all;
  }

  /** Does not answer this hook about that stream until it may. */
  public void hang(HookMethod method, String name, CountDownLatch asked, CountDownLatch until) {
    hanging = new Hanging(method, name, asked, until);
  }

  private record Hanging(
      HookMethod method, String name, CountDownLatch asked, CountDownLatch until) {
    void meet(HookMethod now, JsonObject object) {
      if (now == method && object.getString("name", "").equals(name)) {
        asked.countDown();
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Override
  public Reply answer(HookMethod method, JsonObject object) {
    Hanging wait = hanging;
    if (wait != null) {
      wait.meet(method, object);
    }
    methods.add(method);
    heard.add(object);
    Reply reply = replies.getOrDefault(method, Reply.ok(object));
    if (method != HookMethod.CONNECT || reply.status() != 200) {
      return reply;
    }
    return Reply.ok(
        Json.createObjectBuilder(reply.object()).add("restClientConfig", rules).build());
  }

  /** Hooks and the states they tell of, in order. */
  public List<String> told() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      JsonObject object = heard.get(i);
      String name = object.containsKey("name") ? object.get("name").toString() : "";
      lines.add(
          String.join(
                  " ",
                  methods.get(i).wireName(),
                  name.replace("\"", ""),
                  object.getString("status", ""),
                  object.getString("info", ""))
              .strip()
              .replaceAll(" +", " "));
    }
    return lines;
  }

  /** The last that was heard of this hook. */
  public JsonObject last(HookMethod method) {
    return heard.get(methods.lastIndexOf(method));
  }
}
