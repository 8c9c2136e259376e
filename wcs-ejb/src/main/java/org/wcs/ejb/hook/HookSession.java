package org.wcs.ejb.hook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.App;

/**
 * The hooks of one session: what it asks and tells reaches the backend in that order, one call at a
 * time, whatever thread it comes from. Any thread; only {@link #ask} blocks.
 */
public final class HookSession {

  private static final Logger LOG = System.getLogger(HookSession.class.getName());
  private static final HookAnswer CLOSED = new HookAnswer.Refused(0, "Session does not exist");
  private static final HookAnswer.Refused NO_APP = new HookAnswer.Refused(0, "Restricted access");
  private static final Set<String> CONFIG = Set.of(Rule.CONFIG);

  private final Hooks hooks;
  private final Identity who;
  private final HookListener listener;
  private final Queue<HookCall> waiting = new ArrayDeque<>(1);
  private boolean busy; // somebody works through what waits
  private boolean closed;
  private boolean complained;
  private volatile @Nullable Thread worker;
  private volatile Map<HookMethod, Rule> rules = Map.of();

  /**
   * Who the client is for its backend.
   *
   * @param appKey of the application
   * @param sessionId of the session
   */
  record Identity(String appKey, String sessionId) {}

  private enum Place {
    FIRST,
    WAITS,
    NONE,
    OVER
  }

  HookSession(Hooks hooks, Identity who, HookListener listener) {
    this.hooks = hooks;
    this.who = who;
    this.listener = listener;
  }

  /** The application the client named. */
  public String appKey() {
    return who.appKey();
  }

  /** What the backend knows the session by. */
  public String sessionId() {
    return who.sessionId();
  }

  /**
   * Asks and waits for the answer, no longer than a call may take. Only on threads that may block.
   */
  public HookAnswer ask(HookMethod method, JsonObject object) {
    HookCall call = HookCall.ask(method, object, hooks.nanos());
    if (Thread.currentThread().equals(worker)) {
      return answer(call); // by something that a call of this session led to
    }
    Place place = put(call);
    if (place == Place.FIRST) {
      work(call);
    } else {
      lost(place, call);
    }
    return await(call);
  }

  /**
   * Asks; the answer comes later, on a thread of this session's calls, which what depends on it
   * must not hold up.
   */
  public CompletionStage<HookAnswer> askLater(HookMethod method, JsonObject object) {
    HookCall call = HookCall.ask(method, object, hooks.nanos());
    later(call);
    CompletableFuture<HookAnswer> answer = call.answer();
    return answer == null ? CompletableFuture.completedFuture(CLOSED) : answer;
  }

  /** Tells, later and in order. If too much waits already it is dropped and counted. */
  public void tell(HookMethod method, JsonObject object) {
    later(HookCall.tell(method, object, hooks.nanos()));
  }

  /** What the client may see of an object. */
  public JsonObject forClient(HookMethod method, JsonObject object) {
    return Rule.without(object, rule(method).clientExclude());
  }

  /** Nothing more is asked or told; what waits still is. Idempotent. */
  public void close() {
    synchronized (waiting) {
      closed = true;
    }
  }

  private void later(HookCall call) {
    Place place = put(call);
    if (place != Place.FIRST) {
      lost(place, call);
    } else if (sent(call)) {
      start(call);
    } else {
      work(call); // nobody is called, so it takes no time
    }
  }

  private Place put(HookCall call) {
    synchronized (waiting) {
      if (closed) {
        return Place.OVER;
      }
      if (!busy) {
        busy = true;
        hooks.working(+1);
        return Place.FIRST;
      }
      if (waiting.size() >= hooks.config().answers().maxWaiting()) {
        return Place.NONE;
      }
      waiting.add(call);
    }
    return Place.WAITS;
  }

  private void lost(Place place, HookCall call) {
    switch (place) {
      case OVER -> call.done(CLOSED);
      case NONE -> drop(call);
      case WAITS -> limit(call);
      case FIRST -> throw new IllegalStateException("the first is never lost");
    }
  }

  private void drop(HookCall call) {
    hooks.figures().dropped(appName(), call.method());
    synchronized (waiting) {
      if (!complained) {
        complained = true;
        LOG.log(
            Level.WARNING,
            "{0}: the backend of {1} is so slow that events are dropped",
            who.sessionId(),
            who.appKey());
      }
    }
    if (call.answer() != null) {
      call.done(afterError(call, Outcome.Fault.OVERLOAD.failed()));
    }
  }

  /** A question is given up when it has waited as long as a call may take. */
  private void limit(HookCall call) {
    long patience = hooks.config().timeout().toNanos();
    if (call.answer() == null || patience == 0) {
      return;
    }
    CompletableFuture.delayedExecutor(patience, TimeUnit.NANOSECONDS, hooks.threads())
        .execute(
            () -> {
              if (call.begin()) {
                hooks.figures().dropped(appName(), call.method());
                call.done(afterError(call, Outcome.Fault.TIMEOUT.failed()));
              }
            });
  }

  private void start(HookCall call) {
    try {
      hooks.threads().execute(() -> work(call));
    } catch (RejectedExecutionException e) {
      call.done(CLOSED);
      abandon();
    }
  }

  private void work(HookCall call) {
    Thread me = Thread.currentThread();
    worker = me;
    try {
      if (call.begin()) {
        call.done(answer(call));
      }
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a hook failed", bug);
      call.done(afterError(call, Outcome.Fault.UNREACHABLE.failed()));
    } finally {
      worker = null;
    }
    HookCall next;
    synchronized (waiting) {
      next = waiting.poll();
      busy = next != null;
    }
    if (next == null) {
      hooks.working(-1);
    } else {
      start(next);
    }
  }

  /** The server stops: nobody is there to tell anything. */
  private void abandon() {
    synchronized (waiting) {
      closed = true;
      waiting.forEach(call -> call.done(CLOSED));
      waiting.clear();
      busy = false;
    }
    hooks.working(-1);
  }

  private boolean sent(HookCall call) {
    App app = hooks.app(who.appKey());
    return app != null && hooks.sends(app, call.method(), rule(call.method()));
  }

  private HookAnswer answer(HookCall call) {
    HookMethod method = call.method();
    App app = hooks.app(who.appKey());
    if (app == null) {
      return method.kind() == HookMethod.Kind.EVENT ? new HookAnswer.Go(call.object()) : NO_APP;
    }
    Rule rule = rule(method);
    boolean connects = method == HookMethod.CONNECT;
    // A client that chose the rules itself could make its backend deaf.
    JsonObject asked = connects ? Rule.without(call.object(), CONFIG) : call.object();
    if (!hooks.sends(app, method, rule)) {
      return new HookAnswer.Go(asked);
    }
    JsonObject sent = Rule.without(asked, rule.restExclude());
    return switch (hooks.call(app, method, who, sent, patienceNanos(call))) {
      case Outcome.Answered answered when connects -> connected(app, asked, answered.body());
      case Outcome.Answered answered ->
          new HookAnswer.Go(rule.overwritten(asked, answered.body(), Hooks.CONTEXT));
      case Outcome.Failed failed -> afterError(call, failed);
    };
  }

  private HookAnswer connected(App app, JsonObject asked, JsonObject answer) {
    rules = Rule.read(answer, app.name());
    JsonObjectBuilder all = Json.createObjectBuilder(asked);
    answer.forEach(
        (name, value) -> {
          if (!Hooks.CONTEXT.contains(name) && !name.equals(Rule.CONFIG)) {
            all.add(name, value);
          }
        });
    return new HookAnswer.Go(all.build());
  }

  private HookAnswer afterError(HookCall call, Outcome.Failed failed) {
    HookMethod method = call.method();
    boolean fail = rule(method).failOnError();
    boolean refuse =
        switch (method.kind()) {
          case CONNECT, ACCESS -> true;
          case DIRECT -> fail || (failed.status() == 403 && hooks.config().answers().refuseOn403());
          case EVENT -> false;
        };
    if (refuse) {
      hooks.figures().refused(appName(), method);
      return new HookAnswer.Refused(failed.status(), failed.info());
    }
    if (fail && method.kind() == HookMethod.Kind.EVENT) {
      listener.failed(method, failed.info());
    }
    return new HookAnswer.Go(call.object());
  }

  /** A question has what is left of its time, an event all of it; 0 means without end. */
  private long patienceNanos(HookCall call) {
    long patience = hooks.config().timeout().toNanos();
    if (patience == 0 || call.answer() == null) {
      return patience;
    }
    return Math.max(1, patience - (hooks.nanos() - call.askedNanos()));
  }

  private Rule rule(HookMethod method) {
    return rules.getOrDefault(method, Rule.DEFAULT);
  }

  private String appName() {
    App app = hooks.app(who.appKey());
    return app == null ? who.appKey() : app.name();
  }

  private static HookAnswer await(HookCall call) {
    CompletableFuture<HookAnswer> answer = call.answer();
    return answer == null ? CLOSED : answer.join();
  }
}
