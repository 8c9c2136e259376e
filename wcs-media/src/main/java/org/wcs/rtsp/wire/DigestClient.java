package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Proves to a server who we are (RFC 7616 and 7617, RFC 2617 for servers without qop).
 *
 * <p>One per connection, on its lane. Takes the best of what is offered: SHA-256, then MD5, then
 * the password itself. The account of a user is not hidden (userhash), qop=auth-int is not spoken.
 */
public final class DigestClient {
  private static final int MOST_IN_A_ROW = 3;
  private static final int BASIC_RANK = 100;

  private final String user;
  private final String password;
  private final RandomGenerator random;

  private @Nullable Challenge challenge;
  private String clientNonce = "";
  private String sessionNonces = "";
  private int count;
  private boolean answered;
  private boolean proven;
  private int refusals;

  /**
   * Knows who we are.
   *
   * @param random makes our part of the nonces; must not be guessable
   */
  public DigestClient(String user, String password, RandomGenerator random) {
    this.user = user;
    this.password = password;
    this.random = random;
  }

  /**
   * The server wants to know who we are: it answered 401.
   *
   * @param offers the values of all {@code WWW-Authenticate} headers
   * @return whether to try once more; false if nothing offered is known, or the password is wrong
   */
  public boolean challenged(List<String> offers) {
    Challenge best = null;
    for (String header : offers) {
      for (Challenge one : Challenge.parse(header)) {
        if (rank(one) < (best == null ? Integer.MAX_VALUE : rank(best))) {
          best = one;
        }
      }
    }
    if (best == null) {
      return false;
    }
    // the same password again helps only if just the nonce was too old
    boolean stale = best.get("stale", "").equalsIgnoreCase("true");
    refusals = answered && !proven ? refusals + 1 : refusals;
    if (refusals > (stale ? MOST_IN_A_ROW : 0)) {
      return false;
    }
    adopt(best);
    return true;
  }

  /** The server took an answer: if it refuses the next, it is the nonce that was too old. */
  public void accepted() {
    refusals = 0;
    proven = answered;
  }

  /** Whether a challenge is known, so that {@link #answer} gives something. */
  public boolean ready() {
    return challenge != null;
  }

  private void adopt(Challenge best) {
    challenge = best;
    count = 0;
    answered = false;
    proven = false;
    clientNonce = nonce();
    sessionNonces = best.get("nonce", "") + ":" + clientNonce;
  }

  private String nonce() {
    return String.format(Locale.ROOT, "%016x", random.nextLong());
  }

  /** The lower the better; the highest for what cannot be done. */
  private static int rank(Challenge offer) {
    if (offer.scheme().equals("basic")) {
      return BASIC_RANK;
    }
    DigestAlgorithm algorithm = DigestAlgorithm.of(offer.get("algorithm"));
    boolean known =
        offer.scheme().equals("digest")
            && algorithm != null
            && offer.get("nonce") != null
            && (offer.get("qop", "").isBlank() || qop(offer));
    return known && algorithm != null ? algorithm.ordinal() : Integer.MAX_VALUE;
  }

  private static boolean qop(Challenge offer) {
    for (String one : offer.get("qop", "").split(",", -1)) {
      if (one.strip().equalsIgnoreCase("auth")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value of {@code Authorization} for one request.
   *
   * @param uri exactly as it stands in the request line
   * @return null before the server asked
   */
  public @Nullable String answer(String method, String uri) {
    Challenge offer = challenge;
    if (offer == null) {
      return null;
    }
    answered = true;
    if (offer.scheme().equals("basic")) {
      byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(plain);
    }
    return digest(offer, method, uri);
  }

  private String digest(Challenge offer, String method, String uri) {
    String named = offer.get("algorithm");
    DigestAlgorithm known = DigestAlgorithm.of(named);
    DigestAlgorithm algorithm = known == null ? DigestAlgorithm.MD5 : known;
    boolean session = DigestAlgorithm.session(named);
    String realm = offer.get("realm", "");
    String nonce = offer.get("nonce", "");
    boolean qop = qop(offer);
    String plain = algorithm.secret(user, realm, password);
    String secret = session ? algorithm.hex(plain + ":" + sessionNonces) : plain;
    count++;
    String counted = String.format(Locale.ROOT, "%08x", count);
    String nonces = qop ? nonce + ":" + counted + ":" + clientNonce + ":auth" : nonce;
    StringBuilder answer = new StringBuilder("Digest username=").append(Challenge.quoted(user));
    answer.append(", realm=").append(Challenge.quoted(realm));
    answer.append(", nonce=").append(Challenge.quoted(nonce));
    answer.append(", uri=").append(Challenge.quoted(uri));
    answer.append(", response=\"").append(algorithm.response(secret, nonces, method, uri));
    answer.append('"');
    if (named != null) {
      answer.append(", algorithm=").append(algorithm.label()).append(session ? "-sess" : "");
    }
    if (qop) {
      answer.append(", qop=auth, nc=").append(counted);
    }
    if (qop || session) {
      answer.append(", cnonce=\"").append(clientNonce).append('"');
    }
    String opaque = offer.get("opaque");
    if (opaque != null) {
      answer.append(", opaque=").append(Challenge.quoted(opaque));
    }
    return answer.toString();
  }
}
