package org.wcs.rtsp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.DigestClient;
import org.wcs.rtsp.wire.RtspUrl;

/**
 * Who we are at one camera, and what it last asked to prove it (RFC 2326 appendix D, RFC 7616). It
 * may outlive a connection, for cameras that close it with their refusal. On the link's lane.
 */
final class ClientAccess {

  private final RtspUrl url;
  private final RandomGenerator random;
  private @Nullable DigestClient proof;

  ClientAccess(RtspUrl url, RandomGenerator random) {
    this.url = url;
    this.random = random;
  }

  /** Takes the challenges of a refusal; false if nothing can be answered to them. */
  boolean challenged(List<String> offers) {
    String user = url.user();
    String password = url.password();
    if (user == null) {
      return false;
    }
    // a fresh one each time: who sends how often is counted by the exchange
    DigestClient next = new DigestClient(user, password == null ? "" : password, random);
    if (!next.challenged(offers)) {
      return false;
    }
    proof = next;
    return true;
  }

  /** The value of Authorization for a request; null before any challenge. */
  @Nullable String authorization(String method, String uri) {
    DigestClient now = proof;
    return now == null ? null : now.answer(method, uri);
  }
}
