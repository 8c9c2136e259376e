package org.wcs.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.stream.EndReason;

/**
 * What the requests of one connection do (RFC 2326 section 10): those before a session here, the
 * others at their session. On the connection's lane.
 */
final class ServerDesk {

  private static final String METHODS =
      "OPTIONS, DESCRIBE, ANNOUNCE, SETUP, PLAY, PAUSE, RECORD, TEARDOWN, GET_PARAMETER,"
          + " SET_PARAMETER";
  private static final long GOODBYE_NANOS = 2_000_000_000L;
  private static final String SDP = "application/sdp";

  private final ServerParts parts;
  private final ServerConnection connection;
  private final ServerTransports transports;
  private final ServerGate gate;
  private final Map<String, ServerSession> sessions = new LinkedHashMap<>();
  private final ServerOffers offers;
  private @Nullable Announcement announced;
  private long leftIn; // of sessions that are over
  private long leftOut;
  private String played = ""; // the last session whose stream has ended
  private boolean over;

  ServerDesk(ServerParts parts, ServerConnection connection) {
    this.parts = parts;
    this.connection = connection;
    this.gate = new ServerGate(parts, connection);
    this.offers = new ServerOffers(parts, connection.lane(), gate);
    this.transports = new ServerTransports(parts, connection);
  }

  Lane lane() {
    return connection.lane();
  }

  RtspPeer peer() {
    return gate.peer();
  }

  long heardNanos() {
    return connection.heardNanos();
  }

  /** Bytes that have come by UDP. */
  long datagramsIn() {
    return leftIn + sessions.values().stream().mapToLong(ServerSession::datagramsIn).sum();
  }

  /** Bytes of media that have gone out. */
  long mediaOut() {
    return leftOut + sessions.values().stream().mapToLong(ServerSession::mediaOut).sum();
  }

  /** Whether there is nothing that the connection is kept for. */
  boolean idle() {
    return sessions.isEmpty();
  }

  List<RtspSnapshot.Stream> streams() {
    return sessions.values().stream().map(ServerSession::snapshot).toList();
  }

  void handle(RtspRequest request, ServerAnswer answer) {
    if (request.cseq() < 0) {
      answer.status(RtspStatus.BAD_REQUEST, "CSeq is missing");
      return;
    }
    sessions.values().forEach(ServerSession::touch);
    switch (request.method()) {
      case "OPTIONS" -> options(request, answer);
      case "DESCRIBE", "ANNOUNCE", "SETUP", "PLAY", "PAUSE", "RECORD", "TEARDOWN" ->
          admit(request, answer);
      case "GET_PARAMETER", "SET_PARAMETER" -> admit(request, answer);
      case "REDIRECT" ->
          answer.send(
              new RtspResponse(RtspStatus.METHOD_NOT_ALLOWED, RtspHeaders.of("Allow", METHODS)));
      default ->
          answer.send(
              new RtspResponse(RtspStatus.NOT_IMPLEMENTED, RtspHeaders.of("Public", METHODS)));
    }
  }

  /** About once a second. */
  void tick(long nowNanos) {
    for (ServerSession session : List.copyOf(sessions.values())) {
      session.tick(nowNanos);
    }
    offers.tick(nowNanos);
  }

  void writable(boolean now) {
    sessions.values().forEach(session -> session.writable(now));
  }

  /** A session has ended, however it did. */
  void sessionOver(ServerSession session) {
    if (sessions.remove(session.id(), session)) {
      leftIn += session.datagramsIn();
      leftOut += session.mediaOut();
    }
  }

  /** A publisher that notices nothing else notices that its connection is closed. */
  void recordingEnded() {
    if (sessions.isEmpty() && !over) {
      connection.finish("the recording has ended");
    }
  }

  /** A player has been told; it may say goodbye before its connection is closed. */
  void streamEnded(ServerSession session) {
    played = session.id();
    lane()
        .schedule(
            GOODBYE_NANOS,
            () -> {
              if (sessions.isEmpty() && !over) {
                connection.finish("the stream has ended");
              }
            });
  }

  /** The connection is over. */
  void end(EndReason reason) {
    over = true;
    offers.end(reason);
    if (announced != null) {
      announced.withdraw(reason);
      announced = null;
    }
    List<ServerSession> left = List.copyOf(sessions.values());
    sessions.clear();
    left.forEach(session -> session.connectionLost(reason));
    gate.left();
  }

  private void options(RtspRequest request, ServerAnswer answer) {
    if (request.header("Session") != null && !sessions.isEmpty() && session(request) == null) {
      answer.status(RtspStatus.SESSION_NOT_FOUND);
    } else {
      answer.ok(RtspHeaders.of("Public", METHODS));
    }
  }

  private void admit(RtspRequest request, ServerAnswer answer) {
    List<String> unknown = new ArrayList<>();
    for (String tag : request.headers().all("Require")) {
      if (!tag.strip().equalsIgnoreCase("play.basic")) {
        unknown.add(tag);
      }
    }
    if (!unknown.isEmpty()) {
      answer.send(
          new RtspResponse(
              RtspStatus.OPTION_NOT_SUPPORTED,
              RtspHeaders.of("Unsupported", String.join(", ", unknown))));
      return;
    }
    gate.pass(request, answer, () -> dispatch(request, answer));
  }

  private void dispatch(RtspRequest request, ServerAnswer answer) {
    ServerTarget target = ServerTarget.of(request.uri());
    switch (request.method()) {
      case "DESCRIBE" -> describe(request, target, answer);
      case "ANNOUNCE" -> announce(request, target, answer);
      case "SETUP" -> setup(request, target, answer);
      case "GET_PARAMETER", "SET_PARAMETER" -> parameter(request, target, answer);
      default -> inSession(request, target, answer);
    }
  }

  private void describe(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    if (!acceptsSdp(request)) {
      answer.status(RtspStatus.NOT_ACCEPTABLE);
      return;
    }
    offers.find(
        target,
        answer,
        found -> {
          String text = found.presentation().sdp(connection.bytes().local().getAddress());
          answer.send(
              new RtspResponse(
                  RtspStatus.OK,
                  RtspHeaders.of("Content-Base", target.url(here()) + "/", "Content-Type", SDP),
                  text.getBytes(StandardCharsets.UTF_8)));
        });
  }

  /** What stands before the path of our URLs where the client names none. */
  private String here() {
    ByteConnection bytes = connection.bytes();
    String host = bytes.local().getAddress().getHostAddress();
    int zone = host.indexOf('%');
    String bare = zone < 0 ? host : host.substring(0, zone);
    return "rtsp://"
        + (bare.indexOf(':') < 0 ? bare : "[" + bare + "]")
        + ":"
        + bytes.local().getPort();
  }

  private static boolean acceptsSdp(RtspRequest request) {
    List<String> accepted = request.headers().all("Accept");
    if (accepted.isEmpty()) {
      return true;
    }
    for (String value : accepted) {
      for (String type : value.split(",", -1)) {
        String bare = type.split(";", 2)[0].strip();
        if (bare.isEmpty()
            || bare.equalsIgnoreCase(SDP)
            || bare.equals("*/*")
            || bare.equalsIgnoreCase("application/*")) {
          return true;
        }
      }
    }
    return false;
  }

  private void announce(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    if (full(answer)) {
      return;
    }
    if (announced != null) {
      announced.withdraw(EndReason.STOPPED_BY_USER);
      announced = null;
    }
    Announcement fresh =
        Announcement.read(parts, connection, request, gate.request(target), answer);
    if (fresh == null) {
      return;
    }
    fresh.claim(
        refusal -> {
          if (refusal != null) {
            answer.refuse(refusal);
          } else if (over) {
            fresh.withdraw(EndReason.SESSION_DISCONNECTED);
          } else {
            announced = fresh;
            answer.ok();
          }
        });
  }

  private boolean full(ServerAnswer answer) {
    boolean full = sessions.size() >= parts.config().session().maxSessions();
    if (full) {
      answer.status(RtspStatus.SERVICE_UNAVAILABLE, "Too many sessions");
    }
    return full;
  }

  private void setup(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    Announcement fresh = announced;
    if (request.header("Session") != null) {
      ServerSession session = session(request);
      if (session == null || sessions.get(session.id()) != session) {
        answer.status(RtspStatus.SESSION_NOT_FOUND);
      } else {
        session.setup(request, target, transports, answer);
      }
    } else if (full(answer)) {
      return;
    } else if (fresh != null && fresh.covers(request.uri())) {
      announced = null;
      open(new ServerSession(parts, this, each -> new RecordRole(parts, each, fresh)))
          .setup(request, target, transports, answer);
    } else if (ServerTransports.asked(request).stream().anyMatch(RtspTransport::records)) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else {
      offers.find(
          target,
          answer,
          found -> {
            offers.taken();
            open(new ServerSession(parts, this, each -> new PlayRole(parts, each, found)))
                .setup(request, target, transports, answer);
          });
    }
  }

  private ServerSession open(ServerSession session) {
    sessions.put(session.id(), session);
    return session;
  }

  private void parameter(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    if (request.body().length > 0 && !request.text().isBlank()) {
      ServerSession session = session(request);
      if (session != null) {
        answer.of(session.header());
      }
      answer.status(451);
    } else if (request.header("Session") == null) {
      answer.ok();
    } else {
      inSession(request, target, answer);
    }
  }

  private void inSession(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    ServerSession session = session(request);
    String named = request.header("Session");
    boolean teardown = request.method().equals("TEARDOWN");
    RtspSessionId id = RtspSessionId.parse(named);
    if (session == null && teardown && id != null && id.id().equals(played)) {
      played = "";
      answer.ok();
    } else if (session == null) {
      answer.status(
          named == null && !teardown
              ? RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE
              : RtspStatus.SESSION_NOT_FOUND);
    } else if (session.lane() == lane()) {
      session.handle(request, target, answer);
    } else {
      session.lane().execute(() -> session.handle(request, target, answer));
    }
  }

  /** The session that the request names, or the only one if it names none; null if unknown. */
  private @Nullable ServerSession session(RtspRequest request) {
    String header = request.header("Session");
    if (header == null) {
      return sessions.size() == 1 ? sessions.values().iterator().next() : null;
    }
    RtspSessionId id = RtspSessionId.parse(header);
    ServerSession own = id == null ? null : sessions.get(id.id());
    if (own != null || id == null) {
      return own;
    }
    ServerSession other = parts.sessions().find(id.id());
    return other != null && other.peer().sameAs(peer()) ? other : null;
  }
}
