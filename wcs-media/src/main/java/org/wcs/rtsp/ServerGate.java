package org.wcs.rtsp;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wcs.peer.OnceVerdict;
import org.wcs.peer.Refusal;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspStatus;

/**
 * Lets a client in: by its password, then by the policy. Guesses cost time, and after a few the
 * connection. On the connection's lane.
 */
final class ServerGate {

  private static final int MOST_FAILURES = 5;
  private static final long FIRST_DELAY_NANOS = 500_000_000L;

  private final ServerParts parts;
  private final ServerConnection connection;
  private RtspPeer peer;
  private int failures;
  private boolean admitted;
  private boolean gone;

  ServerGate(ServerParts parts, ServerConnection connection) {
    this.parts = parts;
    this.connection = connection;
    this.peer = RtspPeer.of(connection.bytes().remote(), connection.bytes().local());
  }

  RtspPeer peer() {
    return peer;
  }

  /** What the policy is asked about a stream. */
  RtspStreamRequest request(ServerTarget target) {
    return new RtspStreamRequest(UUID.randomUUID().toString(), target.name(), target.parameters());
  }

  /** Goes on if the client may; else it is answered here. */
  void pass(RtspRequest request, ServerAnswer answer, Runnable on) {
    ServerLogin.Outcome outcome =
        parts.login().check(request, connection.bytes().remote(), connection.lane().nanoTime());
    String user = outcome.user();
    if (user == null) {
      challenge(outcome, answer);
      return;
    }
    failures = 0;
    if (admitted) {
      on.run();
      return;
    }
    String agent = request.header("User-Agent");
    Map<String, String> parameters = ServerTarget.of(request.uri()).parameters();
    peer = peer.introduced(user, agent == null ? "" : agent, parameters);
    parts
        .common()
        .policy()
        .connect(
            peer, new OnceVerdict(connection.lane(), (_, refusal) -> decided(refusal, answer, on)));
  }

  /** The connection is over. */
  void left() {
    gone = true;
    if (admitted) {
      admitted = false;
      parts.common().policy().disconnected(peer);
    }
  }

  private void decided(@Nullable Refusal refusal, ServerAnswer answer, Runnable on) {
    if (refusal != null) {
      answer.refuse(refusal);
      connection.finish("refused by policy");
    } else if (gone) {
      parts.common().policy().disconnected(peer);
    } else {
      admitted = true;
      on.run();
    }
  }

  private void challenge(ServerLogin.Outcome outcome, ServerAnswer answer) {
    RtspHeaders.Builder head = RtspHeaders.builder();
    outcome.challenges().forEach(each -> head.add("WWW-Authenticate", each));
    RtspResponse response = new RtspResponse(RtspStatus.UNAUTHORIZED, head.build());
    if (!outcome.guessed()) {
      answer.send(response);
      return;
    }
    failures++;
    connection
        .lane()
        .schedule(
            FIRST_DELAY_NANOS << (failures - 1),
            () -> {
              answer.send(response);
              if (failures >= MOST_FAILURES) {
                connection.finish("too many wrong passwords");
              }
            });
  }
}
