package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.wcs.config.SignallingConfig;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.ejb.live.ConnectionSource;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.stream.EndReason;

/**
 * All clients of this node: who is there, who is still alive, who may come back. Any thread, but
 * for {@link #tick}, which one thread calls a few times a second.
 */
public final class SessionService implements ConnectionSource {

  private static final Logger LOG = System.getLogger(SessionService.class.getName());
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SignallingConfig config;
  private final StreamService streams;
  private final Hooks hooks;
  private final Executor threads;
  private final LongSupplier nanoClock;
  private final KeptSessions kept;
  private final Map<String, Entry> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicLong slowReaders = new AtomicLong();

  /**
   * Makes the service.
   *
   * @param threads runs what concerns sessions; its tasks may block
   * @param nanoClock monotonic time in nanoseconds
   */
  public SessionService(
      SignallingConfig config,
      StreamService streams,
      Hooks hooks,
      Executor threads,
      LongSupplier nanoClock) {
    this.config = config;
    this.streams = streams;
    this.hooks = hooks;
    this.threads = threads;
    this.nanoClock = nanoClock;
    this.kept = new KeptSessions(config.limits().maxSessions(), config.resumeTimeout().toNanos());
  }

  /**
   * A socket has opened.
   *
   * @return its session, or nothing if there are too many
   */
  public Optional<ClientSession> open(
      InetSocketAddress remote, InetSocketAddress local, ClientSink sink) {
    if (sockets.incrementAndGet() > config.limits().maxSessions()) {
      sockets.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(enter(ClientSession.Protocol.WEBSOCKET, remote, local, sink));
  }

  /** A client without a socket, ended by {@link #closed}. */
  public ClientSession openHttp(
      ClientSession.Protocol protocol,
      InetSocketAddress remote,
      InetSocketAddress local,
      ClientSink sink) {
    return enter(protocol, remote, local, sink);
  }

  /**
   * A client introduces itself; on the session's queue. Its application is asked, which may take
   * its time.
   *
   * @return what the application says to it
   */
  public HookAnswer establish(ClientSession session, ClientSession.Introduction who) {
    session.introduced();
    HookSession app =
        hooks.open(who.appKey(), session.id(), (method, info) -> failed(session, method, info));
    if (app == null) {
      LOG.log(Level.INFO, "{0} refused: no application {1}", session.id(), who.appKey());
      return new HookAnswer.Refused(0, "Unknown application " + who.appKey());
    }
    HookAnswer answer = app.ask(HookMethod.CONNECT, who.connection());
    if (answer instanceof HookAnswer.Go(JsonObject object)) {
      return establish(session, who.with(object), app);
    }
    if (answer instanceof HookAnswer.Refused(int status, String info)) {
      LOG.log(Level.INFO, "{0} refused: {1}", session.id(), info);
      app.tell(
          HookMethod.CONNECTION_STATUS_EVENT,
          Json.createObjectBuilder().add("status", "FAILED").add("info", info).build());
    }
    app.close();
    return answer;
  }

  private HookAnswer establish(
      ClientSession session, ClientSession.Introduction who, HookSession app) {
    ClientSession.Introduction merged = who;
    String token = who.token();
    if (token != null) {
      dropHolder(session, token);
      Optional<ClientSession.Introduction> before = kept.take(token, nanoClock.getAsLong());
      merged = before.map(old -> merge(who, old)).orElse(who);
      token = before.isPresent() ? token : null;
    }
    if (!session.establish(merged, token == null ? Tokens.next() : token, app)) {
      app.close();
      return new HookAnswer.Refused(0, EndReason.SESSION_DISCONNECTED.text());
    }
    app.tell(
        HookMethod.CONNECTION_STATUS_EVENT,
        Json.createObjectBuilder(session.connection())
            .add("status", "ESTABLISHED")
            .add("authToken", session.authToken())
            .build());
    LOG.log(
        Level.INFO,
        "{0} established, application {1}{2}",
        session.id(),
        merged.appKey(),
        token == null ? "" : ", resumed");
    return new HookAnswer.Go(session.connection());
  }

  /** An application did not take an event well, and wants its client to know. */
  private static void failed(ClientSession session, HookMethod method, String info) {
    session.tell(new SessionEvent.Refused("ErrorEvent", null, method.wireName() + ": " + info));
  }

  /** The client said something. */
  public void heard(ClientSession session) {
    Entry entry = sessions.get(session.id());
    if (entry != null) {
      entry.watch().heard();
    }
  }

  /** The connection of the session is gone. Idempotent. */
  public void closed(ClientSession session) {
    Entry entry = sessions.remove(session.id());
    if (entry == null) {
      return;
    }
    if (entry.socket()) {
      sockets.decrementAndGet();
    }
    if (session.established() && session.introduction().keepAlive()) {
      kept.keep(session.authToken(), session.introduction(), nanoClock.getAsLong());
    }
    session.closed();
    streams.leave(session);
    LOG.log(Level.INFO, "{0} closed", session.id());
  }

  /** A client did not read what it was told; it is given up. */
  public void tooSlow(ClientSession session) {
    slowReaders.incrementAndGet();
    LOG.log(Level.WARNING, "{0} reads too slowly and is closed", session.id());
    threads.execute(() -> closed(session));
  }

  /** The session of that id. */
  public Optional<ClientSession> find(String id) {
    return Optional.ofNullable(sessions.get(id)).map(Entry::session);
  }

  /** Everybody who is there. */
  public List<ClientSession> all() {
    return sessions.values().stream().map(Entry::session).toList();
  }

  @Override
  public List<LiveConnection> connections() {
    return sessions.values().stream().map(entry -> entry.session().live()).toList();
  }

  @Override
  public boolean terminate(String sessionId) {
    return terminate(sessionId, EndReason.TERMINATED_BY_REST.text());
  }

  /**
   * Ends a client's connection and all that it publishes and plays.
   *
   * @param reason told to the client
   * @return false if there is no such session
   */
  public boolean terminate(String sessionId, String reason) {
    Optional<ClientSession> found = find(sessionId);
    found.ifPresent(session -> giveUp(session, reason));
    return found.isPresent();
  }

  @Override
  public boolean setLogLevel(String sessionId, Level level) {
    Optional<ClientSession> found = find(sessionId);
    found.ifPresent(session -> session.log().level(level));
    return found.isPresent();
  }

  /** Sockets open now. */
  public int sockets() {
    return sockets.get();
  }

  /** Sessions that may be resumed. */
  public int resumable() {
    return kept.size();
  }

  /** Clients given up because they read too slowly. */
  public long slowReaders() {
    return slowReaders.get();
  }

  /** Pings, gives up the dead, and once a second tells video rates. */
  public void tick() {
    long now = nanoClock.getAsLong();
    sessions.values().forEach(entry -> tick(entry, now));
    kept.expire(now);
  }

  /** Ends every session. */
  public void closeAll(String reason) {
    for (Entry entry : sessions.values()) {
      entry.session().disconnect(reason);
      closed(entry.session());
    }
  }

  /**
   * Waits until all clients have been told everything, but no longer than {@code patienceNanos}.
   */
  public void awaitTold(long patienceNanos) {
    long end = nanoClock.getAsLong() + patienceNanos;
    while (busy() && nanoClock.getAsLong() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean busy() {
    return !streams.open().isEmpty()
        || sessions.values().stream().anyMatch(entry -> !entry.session().idle());
  }

  private ClientSession enter(
      ClientSession.Protocol protocol,
      InetSocketAddress remote,
      InetSocketAddress local,
      ClientSink sink) {
    long now = nanoClock.getAsLong();
    boolean socket = protocol == ClientSession.Protocol.WEBSOCKET;
    ClientSession.Origin origin =
        new ClientSession.Origin(protocol, remote, System.currentTimeMillis());
    String plain = "/" + ClientSession.text(remote) + "/" + ClientSession.text(local);
    String id = plain;
    for (int copy = 2; ; copy++) {
      ClientSession session = new ClientSession(id, origin, sink, new SerialQueue(threads));
      SignallingConfig.KeepAlive alive = config.keepAlive();
      KeepAliveWatch watch = new KeepAliveWatch(alive.interval().toNanos(), alive.probes(), now);
      if (sessions.putIfAbsent(id, new Entry(session, socket, watch, new Times(now))) == null) {
        LOG.log(Level.INFO, "{0} connected", id);
        return session;
      }
      id = plain + "#" + copy;
    }
  }

  private void tick(Entry entry, long now) {
    ClientSession session = entry.session();
    if (session.mediaCount() > 0 && entry.times().secondPassed(now)) {
      streams.tellRates(session);
    }
    if (!entry.socket()) {
      return;
    }
    long idle = config.limits().connectionTimeout().toNanos();
    if (session.silent() && now - entry.times().openedNanos() > idle) {
      giveUp(session, "no connection message in time");
      return;
    }
    if (config.keepAlive().ping() == SignallingConfig.Ping.NONE) {
      return;
    }
    switch (entry.watch().tick(now)) {
      case WAIT -> {}
      case PING -> session.tell(new SessionEvent.Ping());
      case DEAD -> giveUp(session, "Terminated by keep-alive");
    }
  }

  private void giveUp(ClientSession session, String why) {
    LOG.log(Level.INFO, "{0} given up: {1}", session.id(), why);
    session.tell(new SessionEvent.Refused("ConnectionStatusEvent", null, why));
    session.disconnect(why);
    threads.execute(() -> closed(session));
  }

  /** A client that comes back before its old socket was found dead takes its session along. */
  private void dropHolder(ClientSession newcomer, String token) {
    for (Entry entry : sessions.values()) {
      ClientSession holder = entry.session();
      boolean same = holder.established() && holder.authToken().equals(token);
      if (same && !holder.equals(newcomer) && holder.introduction().keepAlive()) {
        closed(holder);
        holder.disconnect("resumed elsewhere");
      }
    }
  }

  private static ClientSession.Introduction merge(
      ClientSession.Introduction now, ClientSession.Introduction before) {
    return new ClientSession.Introduction(
        now.appKey(),
        now.keepAlive() || before.keepAlive(),
        now.token(),
        now.sipLogin() == null ? before.sipLogin() : now.sipLogin(),
        now.connection());
  }

  private record Entry(ClientSession session, boolean socket, KeepAliveWatch watch, Times times) {}

  /** Moments of one session; the ticking thread's. */
  private static final class Times {
    private final long openedNanos;
    private long ratesNanos;

    Times(long nowNanos) {
      openedNanos = nowNanos;
      ratesNanos = nowNanos;
    }

    long openedNanos() {
      return openedNanos;
    }

    boolean secondPassed(long nowNanos) {
      long late = nowNanos - ratesNanos - SECOND_NANOS;
      if (late < 0) {
        return false;
      }
      ratesNanos = late < SECOND_NANOS ? ratesNanos + SECOND_NANOS : nowNanos;
      return true;
    }
  }
}
