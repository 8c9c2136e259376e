package org.wcs.ejb.service;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.policy.AppPolicy;

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
   * @param customJson something for the application, as JSON text, null for nothing
   */
  public record Introduction(
      String appKey,
      boolean keepAlive,
      @Nullable String token,
      @Nullable String sipLogin,
      @Nullable String customJson) {}

  private static final Introduction NOT_INTRODUCED =
      new Introduction("defaultApp", false, null, null, null);

  private static final int MAX_ENDED = 64;

  private final String id;
  private final InetSocketAddress remote;
  private final ClientSink sink;
  private final SerialQueue queue;
  private final Map<String, MediaSession> media = new LinkedHashMap<>(); // queue
  private final LinkedHashSet<String> ended = new LinkedHashSet<>(); // queue, oldest first
  private volatile int mediaCount;
  private volatile State state = State.NEW;
  private volatile Introduction introduction = NOT_INTRODUCED;
  private volatile String authToken = "";

  ClientSession(String id, InetSocketAddress remote, ClientSink sink, SerialQueue queue) {
    this.id = id;
    this.remote = remote;
    this.sink = sink;
    this.queue = queue;
  }

  /** Unique while the session lives: the addresses of both ends. */
  public String id() {
    return id;
  }

  /** The client's address as text. */
  public String address() {
    return text(remote);
  }

  /** The numeric form; a name that was never looked up stays a name. */
  static String text(InetSocketAddress address) {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Tells whether the client is on this machine. */
  public boolean loopback() {
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

  /** How many tasks wait; a client that fills the queue faster than it drains is to be ended. */
  public int backlog() {
    return queue.depth();
  }

  /** Tells the client something. */
  public void tell(SessionEvent event) {
    sink.tell(event);
  }

  /** Ends the client's connection once it has been told everything. */
  public void disconnect(String reason) {
    sink.close(reason);
  }

  /** Who it is, for the application. */
  AppPolicy.Client client() {
    Introduction who = introduction;
    return new AppPolicy.Client(id, who.appKey(), address(), who.customJson());
  }

  void establish(Introduction who, String token) {
    introduction = who;
    authToken = token;
    state = State.ESTABLISHED;
  }

  void closed() {
    state = State.CLOSED;
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
