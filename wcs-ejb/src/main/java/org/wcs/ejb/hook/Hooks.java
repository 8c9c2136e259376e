package org.wcs.ejb.hook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HooksConfig;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.Apps;

/** Calls the backends of applications. One per server; any thread. */
public final class Hooks implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Hooks.class.getName());
  private static final String NODE_ID = "nodeId";
  private static final String APP_KEY = "appKey";
  private static final String SESSION_ID = "sessionId";

  /** Fields that are the server's own in every call. */
  static final Set<String> CONTEXT = Set.of(NODE_ID, APP_KEY, SESSION_ID);

  private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int OK = 200;
  private static final int INTERNAL_ERROR = 500;

  private final HooksConfig config;
  private final Apps apps;
  private final LocalBackends locals;
  private final String nodeId;
  private final Executor threads;
  private final LongSupplier nanoClock;
  private final HttpBackends http;
  private final Figures figures = new Figures();
  private final AtomicInteger working = new AtomicInteger();

  /**
   * Makes the engine.
   *
   * @param locals backends that are part of the server
   * @param nodeId what backends know this server by
   * @param threads runs calls, which block: virtual threads
   * @param nanoClock monotonic time in nanoseconds
   */
  public Hooks(
      HooksConfig config,
      Apps apps,
      LocalBackends locals,
      String nodeId,
      Executor threads,
      LongSupplier nanoClock) {
    this.config = config;
    this.apps = apps;
    this.locals = locals;
    this.nodeId = nodeId;
    this.threads = threads;
    this.nanoClock = nanoClock;
    this.http = new HttpBackends(config, threads);
  }

  /**
   * A client comes. Its session starts with the rules that hold until its backend says others in
   * the answer to {@code connect}.
   *
   * @param appKey the application it named
   * @param sessionId what backends know it by
   * @param listener hears what the client must be told
   * @return null if there is no such application
   */
  public @Nullable HookSession open(String appKey, String sessionId, HookListener listener) {
    return apps.byKey(appKey).isEmpty()
        ? null
        : new HookSession(this, new HookSession.Identity(appKey, sessionId), listener);
  }

  /** Whether the backend of an application has a say in this, as long as it has said no other. */
  public boolean asks(String appKey, HookMethod method) {
    App app = app(appKey);
    return app != null && sends(app, method, Rule.DEFAULT);
  }

  /** Calls as they are now. */
  public HookSnapshot snapshot() {
    return new HookSnapshot(http.connections(), figures.totals(), figures.calls());
  }

  /** Waits a little until everything is told, then breaks off what is left; later calls fail. */
  @Override
  public void close() {
    long end = nanoClock.getAsLong() + GOODBYE_NANOS;
    while (working.get() > 0 && nanoClock.getAsLong() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    http.close();
  }

  /** A session begins to work through what it has to say (+1), or has done so (-1). */
  void working(int change) {
    working.addAndGet(change);
  }

  HooksConfig config() {
    return config;
  }

  Executor threads() {
    return threads;
  }

  long nanos() {
    return nanoClock.getAsLong();
  }

  Figures figures() {
    return figures;
  }

  /** The application of a session, null if it has been taken away. */
  @Nullable App app(String appKey) {
    return apps.byKey(appKey).orElse(null);
  }

  /** Whether somebody is told of this at all. */
  boolean sends(App app, HookMethod method, Rule rule) {
    if (!app.methods().contains(method.wireName()) || rule.policy() == Rule.Policy.DISABLE) {
      return false;
    }
    LocalBackend local = locals.at(app.url());
    return local == null ? !config.disabled() : local != LocalBackends.ECHO;
  }

  /**
   * Calls the backend; {@link #sends} has said that there is one.
   *
   * @param patienceNanos for all of it, 0 without end
   */
  Outcome call(
      App app, HookMethod method, HookSession.Identity who, JsonObject object, long patienceNanos) {
    JsonObject sent = inContext(object, who);
    LOG.log(
        Level.DEBUG,
        () -> "SEND REST OBJECT ==> " + app.url() + "/" + method.wireName() + " " + Shown.of(sent));
    long start = nanoClock.getAsLong();
    LocalBackend local = locals.at(app.url());
    Outcome outcome =
        local == null
            ? http.call(
                app, method, sent.toString().getBytes(StandardCharsets.UTF_8), patienceNanos)
            : answer(local, method, sent);
    figures.called(app.name(), method, outcome, nanoClock.getAsLong() - start);
    log(app, method, outcome);
    return outcome;
  }

  private static void log(App app, HookMethod method, Outcome outcome) {
    switch (outcome) {
      case Outcome.Answered answered ->
          LOG.log(
              Level.DEBUG,
              () ->
                  "RECEIVED REST OBJECT <== "
                      + app.url()
                      + "/"
                      + method.wireName()
                      + " "
                      + Shown.of(answered.body()));
      case Outcome.Failed failed ->
          LOG.log(
              Level.INFO,
              "backend of {0}: {1} failed, status {2}: {3}",
              app.name(),
              method.wireName(),
              failed.status(),
              failed.info());
    }
  }

  private static Outcome answer(LocalBackend local, HookMethod method, JsonObject object) {
    try {
      LocalBackend.Reply reply = local.answer(method, object);
      return reply.status() == OK
          ? new Outcome.Answered(reply.object())
          : new Outcome.Failed(reply.status(), reply.info(), Outcome.Fault.STATUS);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a backend inside the server failed", bug);
      return new Outcome.Failed(INTERNAL_ERROR, "Internal Server Error", Outcome.Fault.STATUS);
    }
  }

  private JsonObject inContext(JsonObject object, HookSession.Identity who) {
    JsonObjectBuilder sent = Json.createObjectBuilder();
    sent.add(NODE_ID, nodeId).add(APP_KEY, who.appKey()).add(SESSION_ID, who.sessionId());
    object.forEach(
        (name, value) -> {
          if (!CONTEXT.contains(name)) {
            sent.add(name, value);
          }
        });
    return sent.build();
  }
}
