package org.wcs.rtsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.stream.EndReason;

/**
 * One RTSP session: what a client has set up to play or to record, until it tears it down or falls
 * silent. A player by UDP may lose its connection and stay. On its lane, but for {@link #close},
 * the id and the snapshot.
 */
final class ServerSession {

  static final String TCP = "TCP";
  static final String UDP = "UDP";

  private static final Logger LOG = System.getLogger(ServerSession.class.getName());
  private static final long TICK_NANOS = 1_000_000_000L;

  private final ServerParts parts;
  private final String id;
  private final String header;
  private final RtspPeer peer;
  private final Lane lane;
  private final SessionRole role;
  private @Nullable ServerDesk desk; // null when its connection is gone
  private long requestNanos;
  private boolean over;
  private volatile RtspSnapshot.Stream snapshot;

  ServerSession(ServerParts parts, ServerDesk desk, Function<ServerSession, SessionRole> role) {
    this.parts = parts;
    this.id = parts.sessions().newId();
    this.header = new RtspSessionId(id, (int) parts.config().session().idle().toSeconds()).text();
    this.desk = desk;
    this.peer = desk.peer();
    this.lane = desk.lane();
    this.requestNanos = lane.nanoTime();
    this.role = role.apply(this);
    this.snapshot = this.role.snapshot();
    parts.sessions().add(this);
  }

  String id() {
    return id;
  }

  /** The value of the Session header. */
  String header() {
    return header;
  }

  Lane lane() {
    return lane;
  }

  RtspPeer peer() {
    return peer;
  }

  /** The numbers as of the last tick. Any thread. */
  RtspSnapshot.Stream snapshot() {
    return snapshot;
  }

  /** It goes otherwise than before: the numbers are to tell at once. */
  void changed() {
    if (!over) {
      snapshot = role.snapshot();
    }
  }

  /** Bytes that have come by UDP, as of the last tick. */
  long datagramsIn() {
    return snapshot.publishing() && snapshot.transport().equals(UDP) ? snapshot.bytes() : 0;
  }

  /** Bytes of media that have gone out, as of the last tick. */
  long mediaOut() {
    return snapshot.publishing() ? 0 : snapshot.bytes();
  }

  /** Whether nothing is set up. */
  boolean empty() {
    return role.empty();
  }

  /** Ends the session. Any thread. */
  void close(EndReason reason) {
    lane.execute(() -> end(reason, false));
  }

  /** Ends the session at somebody's wish; the client is told as far as it can be. Any thread. */
  void terminate(EndReason reason) {
    lane.execute(
        () -> {
          if (!over) {
            role.terminate(reason);
          }
        });
  }

  /** Handles a request that names this session. */
  void handle(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    if (over) {
      answer.status(RtspStatus.SESSION_NOT_FOUND);
      return;
    }
    touch();
    answer.of(header);
    switch (request.method()) {
      case "PLAY" -> role.play(request, target, answer);
      case "PAUSE" -> role.pause(target, answer);
      case "RECORD" -> role.record(answer);
      case "TEARDOWN" -> teardown(request, target, answer);
      default -> answer.ok();
    }
  }

  /** Sets up a track; a session in which nothing is set up ends. */
  void setup(
      RtspRequest request, ServerTarget target, ServerTransports transports, ServerAnswer answer) {
    touch();
    role.setup(
        new SessionRole.Setup(
            request,
            target,
            transports,
            new SessionRole.Outcome() {
              @Override
              public void ready(RtspHeaders headers) {
                if (over) {
                  answer.status(RtspStatus.SESSION_NOT_FOUND);
                } else {
                  answer.of(header).ok(headers);
                }
              }

              @Override
              public void refused(int status) {
                if (role.empty()) {
                  end(EndReason.FAILED, false);
                }
                answer.status(status);
              }
            }));
  }

  /** The client has shown that it is there. */
  void touch() {
    requestNanos = lane.nanoTime();
  }

  void writable(boolean now) {
    role.writable(now);
  }

  /** About once a second, from its connection while that is there. */
  void tick(long nowNanos) {
    if (over) {
      return;
    }
    RtspSnapshot.Stream numbers = role.snapshot();
    role.tick(nowNanos, numbers.bytes());
    long heard = Math.max(requestNanos, role.aliveNanos());
    ServerDesk with = desk;
    if (with != null && !role.outlivesConnection()) {
      heard = Math.max(heard, with.heardNanos());
    }
    if (nowNanos - heard >= parts.config().session().idle().toNanos()) {
      LOG.log(Level.DEBUG, "{0} is silent", peer.sessionId());
      end(EndReason.SESSION_DISCONNECTED, true);
    } else {
      snapshot = numbers;
    }
  }

  /** The connection is gone: what needs it ends, the rest waits for a sign of life. */
  void connectionLost(EndReason reason) {
    desk = null;
    if (reason == EndReason.SESSION_DISCONNECTED && role.outlivesConnection()) {
      lane.schedule(TICK_NANOS, this::tickAlone);
    } else {
      end(reason, reason == EndReason.SESSION_DISCONNECTED);
    }
  }

  /** What it records is not wanted any more: the client is told by the end of all of it. */
  void refused(EndReason reason) {
    ServerDesk with = desk;
    end(reason, false);
    if (with != null) {
      with.recordingEnded();
    }
  }

  /** What it plays has come to its end, and the client has been told by BYE. */
  void played(EndReason reason) {
    ServerDesk with = desk;
    end(reason, false);
    if (with != null) {
      with.streamEnded(this);
    }
  }

  /**
   * Ends the session.
   *
   * @param lost whether the client has gone without a word
   */
  void end(EndReason reason, boolean lost) {
    if (over) {
      return;
    }
    snapshot = role.snapshot();
    over = true;
    role.end(reason, lost);
    parts.sessions().remove(this);
    ServerDesk with = desk;
    if (with != null) {
      with.sessionOver(this);
    }
  }

  private void tickAlone() {
    if (!over) {
      tick(lane.nanoTime());
      lane.schedule(TICK_NANOS, this::tickAlone);
    }
  }

  private void teardown(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    if (!role.teardownTrack(request, target)) {
      end(EndReason.STOPPED_BY_USER, false);
    }
    answer.ok();
  }
}
