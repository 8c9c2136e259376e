package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.stream.EndReason;

/**
 * One client as the services see it. Its media sessions are touched on its {@linkplain #execute
 * queue} only; everything else may be used from any thread.
 */
public final class ClientSession {

  /** How far a session has come. */
  public enum State {
    /** The socket is open, the client has not introduced itself. */
    NEW,
    /** The client may do everything. */
    ESTABLISHED,
    /** Over. */
    CLOSED
  }

  /**
   * What a client says about itself.
   *
   * @param appKey the application it wants
   * @param keepAlive whether the session shall survive its socket
   * @param token the token of a session to resume, null for none
   * @param sipLogin its SIP account, null for none
   * @param connection everything it said
   */
  public record Introduction(
      String appKey,
      boolean keepAlive,
      @Nullable String token,
      @Nullable String sipLogin,
      JsonObject connection) {

    /** The application of clients that name none. */
    public static final String DEFAULT_APP_KEY = "defaultApp";

    private static final String SECRET = "sipPassword";

    /** What a client says goes to its application and stays as long as its session. */
    private static final int MAX_CUSTOM = 65_536;

    private static final int MAX_ALL = 131_072;

    /** What is absent or cannot be understood has its default; the latter is a fault. */
    public static Introduction read(Fields fields) {
      String appKey = fields.textOrNull("appKey");
      fields.json("custom", MAX_CUSTOM);
      fields.limit(MAX_ALL);
      return new Introduction(
          appKey == null || appKey.isBlank() ? DEFAULT_APP_KEY : appKey,
          fields.flag("keepAlive"),
          fields.textOrNull("authToken"),
          fields.textOrNull("sipLogin"),
          fields.object());
    }

    /** The same with what its application has changed; who it is stays. */
    Introduction with(JsonObject changed) {
      if (changed.equals(connection)) {
        return this;
      }
      Fields fields = new Fields(changed);
      return new Introduction(
          appKey, fields.flag("keepAlive"), token, fields.textOrNull("sipLogin"), changed);
    }

    private Introduction withoutSecrets() {
      if (!connection.containsKey(SECRET)) {
        return this;
      }
      JsonObject open = Json.createObjectBuilder(connection).remove(SECRET).build();
      return new Introduction(appKey, keepAlive, token, sipLogin, open);
    }
  }

  /** The ways in. */
  public enum Protocol {
    /** Signalling of browsers. */
    WEBSOCKET("WebSocket"),
    /** Publishes by one HTTP request. */
    WHIP("WHIP"),
    /** Plays by one HTTP request. */
    WHEP("WHEP");

    private final String shown;

    Protocol(String shown) {
      this.shown = shown;
    }
  }

  /**
   * Where a client comes from.
   *
   * @param protocol its way in
   * @param remote its address
   * @param createdMillis since when it is there, Unix time
   */
  record Origin(Protocol protocol, InetSocketAddress remote, long createdMillis) {}

  private static final Introduction NOT_INTRODUCED =
      new Introduction(
          Introduction.DEFAULT_APP_KEY, false, null, null, JsonValue.EMPTY_JSON_OBJECT);

  private static final int MAX_ENDED = 64;

  private final String id;
  private final Origin origin;
  private final ClientSink sink;
  private final SerialQueue queue;
  private final SessionLog log;
  private final Map<String, MediaSession> media = new LinkedHashMap<>(); // queue
  private final LinkedHashSet<String> ended = new LinkedHashSet<>(); // queue, oldest first
  private volatile int mediaCount;
  private volatile State state = State.NEW; // changed under this
  private volatile Introduction introduction = NOT_INTRODUCED;
  private volatile String authToken = "";
  private volatile @Nullable HookSession hooks;
  private volatile boolean introduced;

  ClientSession(String id, Origin origin, ClientSink sink, SerialQueue queue) {
    this.id = id;
    this.origin = origin;
    this.sink = sink;
    this.queue = queue;
    this.log = new SessionLog(id);
  }

  /** Unique while the session lives: the addresses of both ends. */
  public String id() {
    return id;
  }

  /** What is written of this client alone. */
  public SessionLog log() {
    return log;
  }

  /** Its way in. */
  public Protocol protocol() {
    return origin.protocol();
  }

  /** The client's address as text. */
  public String address() {
    return text(origin.remote());
  }

  /** The numeric form; a name that was never looked up stays a name. */
  static String text(InetSocketAddress address) {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Tells whether the client is on this machine. */
  public boolean loopback() {
    InetSocketAddress remote = origin.remote();
    return !remote.isUnresolved() && remote.getAddress().isLoopbackAddress();
  }

  /** How far it has come. */
  public State state() {
    return state;
  }

  /** Tells whether the client may do everything. */
  public boolean established() {
    return state == State.ESTABLISHED;
  }

  /** What the client said about itself. */
  public Introduction introduction() {
    return introduction;
  }

  /** What proves this session to a later socket; empty before it is established. */
  public String authToken() {
    return authToken;
  }

  /** Runs the task after everything given before; at once when called by such a task. */
  public void execute(Runnable task) {
    queue.execute(task);
  }

  /** Runs the task after everything given before, even when called by such a task. */
  public void later(Runnable task) {
    queue.later(task);
  }

  /** How many tasks wait; a client that fills the queue faster than it drains is to be ended. */
  public int backlog() {
    return queue.depth();
  }

  /** Tells the client something. */
  public void tell(SessionEvent event) {
    log.write(Level.TRACE, () -> "<< " + event.getClass().getSimpleName());
    sink.tell(event);
  }

  /** Ends the client's connection once it has been told everything. */
  public void disconnect(String reason) {
    sink.close(reason);
  }

  /** What it said about itself, without secrets. */
  public JsonObject connection() {
    return introduction.connection();
  }

  /** As operators see it. */
  LiveConnection live() {
    return new LiveConnection(
        id,
        established() ? introduction.appKey() : "",
        origin.protocol().shown,
        address(),
        established() ? "ESTABLISHED" : "PENDING",
        origin.createdMillis(),
        mediaCount,
        connection());
  }

  /**
   * The client may do everything.
   *
   * @param app how its application is asked and told
   * @return false if it has gone meanwhile
   */
  synchronized boolean establish(Introduction who, String token, HookSession app) {
    if (state == State.CLOSED) {
      return false;
    }
    introduction = who.withoutSecrets();
    authToken = token;
    hooks = app;
    state = State.ESTABLISHED;
    return true;
  }

  /** The client has introduced itself; its application may take its time. */
  void introduced() {
    introduced = true;
  }

  /** Tells whether the client has yet to introduce itself. Any thread. */
  boolean silent() {
    return state == State.NEW && !introduced;
  }

  synchronized void closed() {
    state = State.CLOSED;
  }

  /** Asks its application; blocks. Queue only. */
  HookAnswer ask(HookMethod method, JsonObject object) {
    HookSession app = hooks;
    return app == null
        ? new HookAnswer.Refused(0, EndReason.SESSION_NOT_READY.text())
        : app.ask(method, object);
  }

  /** Tells its application, later and in order. Any thread. */
  void report(HookMethod method, JsonObject object) {
    HookSession app = hooks;
    if (app != null) {
      app.tell(method, object);
    }
  }

  /** What the client may see of an object. Any thread. */
  public JsonObject forClient(HookMethod method, JsonObject object) {
    HookSession app = hooks;
    return app == null ? object : app.forClient(method, object);
  }

  /** Once it has gone and all its streams have ended, the application hears so. Queue only. */
  void leaveWhenDone() {
    HookSession app = hooks;
    if (state == State.CLOSED && media.isEmpty() && app != null) {
      hooks = null;
      app.tell(
          HookMethod.CONNECTION_STATUS_EVENT,
          Json.createObjectBuilder(connection()).add("status", "DISCONNECTED").build());
      app.close();
    }
  }

  /** How its application is told; null while it has none. Any thread. */
  public @Nullable HookSession hooks() {
    return hooks;
  }

  boolean idle() {
    return sink.idle() && queue.depth() == 0;
  }

  /** How many media sessions there are. Any thread. */
  int mediaCount() {
    return mediaCount;
  }

  /** Queue only. */
  @Nullable MediaSession media(String mediaSessionId) {
    return media.get(mediaSessionId);
  }

  /** Queue only. */
  Collection<MediaSession> media() {
    return media.values();
  }

  /** Queue only. */
  void add(String mediaSessionId, MediaSession session) {
    media.put(mediaSessionId, session);
    mediaCount = media.size();
  }

  /** Queue only. */
  void remove(String mediaSessionId) {
    media.remove(mediaSessionId);
    mediaCount = media.size();
    ended.add(mediaSessionId);
    if (ended.size() > MAX_ENDED) {
      ended.remove(ended.getFirst());
    }
  }

  /** Tells whether that media session ended lately, and the client was told so. Queue only. */
  boolean endedLately(String mediaSessionId) {
    return ended.contains(mediaSessionId);
  }
}
