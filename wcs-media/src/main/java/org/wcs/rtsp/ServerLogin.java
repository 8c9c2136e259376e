package org.wcs.rtsp;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.rtsp.wire.DigestServer;
import org.wcs.rtsp.wire.RtspRequest;

/** Checks by what is configured who a client is. Any thread. */
final class ServerLogin {

  private static final Duration NONCE_LIFE = Duration.ofMinutes(10);

  private final @Nullable DigestServer server; // null where nobody is asked

  ServerLogin(RtspConfig.Access access) {
    boolean open = access.scheme() == RtspConfig.Access.Scheme.NONE;
    this.server =
        open
            ? null
            : new DigestServer(
                new DigestServer.Access(
                    access.realm(),
                    access.scheme() == RtspConfig.Access.Scheme.BASIC,
                    users(access)::get,
                    NONCE_LIFE),
                new SecureRandom());
  }

  private static Map<String, String> users(RtspConfig.Access access) {
    Map<String, String> users = new HashMap<>();
    for (String each : access.users().value().split(",")) {
      int colon = each.indexOf(':');
      if (colon > 0) {
        users.put(each.substring(0, colon).strip(), each.substring(colon + 1).strip());
      }
    }
    return users;
  }

  /** Checks a request. */
  Outcome check(RtspRequest request, InetSocketAddress remote, long nowNanos) {
    if (server == null) {
      return new Outcome("", false, List.of());
    }
    String host = String.valueOf(remote.getAddress());
    DigestServer.Verdict verdict =
        server.check(
            new DigestServer.Claim(
                request.header("Authorization"), request.method(), request.uri(), host),
            nowNanos);
    return switch (verdict.result()) {
      case ACCEPTED -> new Outcome(verdict.user(), false, List.of());
      case MISSING -> new Outcome(null, false, server.challenges(host, false, nowNanos));
      case STALE -> new Outcome(null, false, server.challenges(host, true, nowNanos));
      case REFUSED, MALFORMED -> new Outcome(null, true, server.challenges(host, false, nowNanos));
    };
  }

  /**
   * What a check says.
   *
   * @param user who it is, empty if nobody is asked; null if it is not known
   * @param guessed whether the answer was wrong rather than missing
   * @param challenges what to ask, where it is not known
   */
  record Outcome(@Nullable String user, boolean guessed, List<String> challenges) {}
}
