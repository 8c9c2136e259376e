package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wcs.config.HooksConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.SeedSettings;
import org.wcs.ejb.store.StoreException;
import org.wcs.ejb.store.TestDatabase;

/** Hooks of one application with a backend of this process. */
@Timeout(60)
abstract class HookStage {

  static final String FAIL =
      "{'restClientConfig':{'publishStream':{'restOnError':'FAIL','restPolicy':'OVERWRITE',"
          + "'restOverwrite':'name, sessionId','restExclude':'sdp'},"
          + "'StreamStatusEvent':{'restOnError':'FAIL','clientExclude':'sdp,info'},"
          + "'playStream':{'restPolicy':'DISABLED'}}}";
  static final int MAX_ANSWER = 100_000;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final List<String> told = new CopyOnWriteArrayList<>();
  Database database;
  FakeBackend backend;
  Hooks hooks;

  @BeforeEach
  void start() throws Exception {
    backend = new FakeBackend();
    database =
        TestDatabase.open(
            folder.resolve("database.yml"), new SeedSettings(8081, HookMethod.wireNames()));
    add("demo", backend.url());
    hooks = hooks(config(Duration.ofSeconds(10), 10, 100));
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
    hooks.close();
    threads.shutdownNow();
  }

  void restart(Duration timeout, int connections, int waiting) {
    hooks.close();
    hooks = hooks(config(timeout, connections, waiting));
  }

  static HooksConfig config(Duration timeout, int connections, int waiting) {
    HooksConfig base = WcsConfig.defaults().operations().hooks();
    return new HooksConfig(
        false,
        timeout,
        connections,
        base.signing(),
        new HooksConfig.Answers(MAX_ANSWER, false, waiting),
        base.keepAlive());
  }

  Hooks hooks(HooksConfig config) {
    LocalBackend rooms =
        (method, object) ->
            method == HookMethod.CONNECT
                ? LocalBackend.Reply.ok(
                    Json.createObjectBuilder()
                        .add("from", "rooms " + object.getString("sessionId"))
                        .build())
                : LocalBackend.Reply.refused("Not here");
    return new Hooks(
        config,
        database.apps(),
        new LocalBackends(
            WcsConfig.defaults().http().ports(),
            Map.of("EchoApp", LocalBackends.ECHO, "RoomApp", rooms)),
        "node@h",
        threads,
        System::nanoTime);
  }

  HookSession session(String appKey) {
    HookSession session =
        hooks.open(appKey, "id-1", (method, info) -> told.add(method.wireName() + " " + info));
    assertThat(session).isNotNull();
    return session;
  }

  HookSession connected(String answer) {
    backend.says(FakeBackend.ok(json(answer).toString()));
    HookSession session = session("demo");
    assertThat(session.ask(HookMethod.CONNECT, json("{}"))).isInstanceOf(HookAnswer.Go.class);
    backend.answers(FakeBackend::echo);
    return session;
  }

  HookSession connectedIn(Duration timeout, String answer) {
    restart(timeout, 10, 100);
    return connected(answer);
  }

  void add(String name, String url) throws StoreException {
    database.apps().add(App.of(name, name, url, "admin"));
    database.apps().addAllMethods(name);
  }

  static JsonObject go(HookAnswer answer) {
    assertThat(answer).isInstanceOf(HookAnswer.Go.class);
    return ((HookAnswer.Go) answer).object();
  }

  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came to be").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
