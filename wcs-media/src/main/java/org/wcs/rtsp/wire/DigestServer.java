package org.wcs.rtsp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.wcs.uri.Percent;

/**
 * Asks clients who they are and checks what they answer (RFC 7616 and 7617).
 *
 * <p>From any thread. Nothing is held per client: a nonce carries its time and is sealed for one
 * client's address, so that nobody else's counts; within its life it may come any number of times.
 */
public final class DigestServer {
  private static final int SEALED = 16;
  private static final int LONGEST_NONCE = 128;

  /** Knows passwords. */
  @FunctionalInterface
  public interface Passwords {
    /** The password of a user; null if there is no such user. */
    @Nullable String of(String user);
  }

  /**
   * Who may come in, and how.
   *
   * @param realm told to clients
   * @param basic whether clients send the password itself; else digests of it
   * @param passwords of all users
   * @param nonceLife after which a client must answer anew, which it does unasked
   */
  public record Access(String realm, boolean basic, Passwords passwords, Duration nonceLife) {
    public Access {
      if (!RtspHeaders.allowed(realm) || nonceLife.isNegative() || nonceLife.isZero()) {
        throw new IllegalArgumentException("realm or nonce life " + nonceLife);
      }
    }
  }

  /**
   * A request to check.
   *
   * @param authorization the value of the header; null if there is none
   * @param method of the request
   * @param uri of the request
   * @param peer the client's address without its port
   */
  public record Claim(@Nullable String authorization, String method, String uri, String peer) {}

  /** What a check says. */
  public enum Result {
    /** The user is who he says. */
    ACCEPTED,
    /** Nothing was answered: ask. */
    MISSING,
    /** Right, but to an old question: ask again and say so. */
    STALE,
    /** Wrong user or password. */
    REFUSED,
    /** Nothing that we asked for. */
    MALFORMED
  }

  /**
   * What a check says of whom.
   *
   * @param result what it says
   * @param user who claims; empty if nobody does
   */
  public record Verdict(Result result, String user) {}

  private final Access access;
  private final byte[] key = new byte[32];

  /** Begins with a key of its own. */
  public DigestServer(Access access, RandomGenerator random) {
    this.access = access;
    random.nextBytes(key);
  }

  /** The values of the {@code WWW-Authenticate} headers of a 401, the best first. */
  public List<String> challenges(String peer, boolean stale, long nowNanos) {
    String realm = " realm=" + Challenge.quoted(access.realm());
    if (access.basic()) {
      return List.of("Basic" + realm + ", charset=\"UTF-8\"");
    }
    String rest =
        realm
            + ", nonce=\""
            + nonce(peer, nowNanos)
            + "\", qop=\"auth\""
            + (stale ? ", stale=true" : "");
    return List.of("Digest" + rest + ", algorithm=SHA-256", "Digest" + rest + ", algorithm=MD5");
  }

  /** Checks a request. Takes the same time for users that do not exist. */
  public Verdict check(Claim claim, long nowNanos) {
    String authorization = claim.authorization();
    if (authorization == null || authorization.isBlank()) {
      return new Verdict(Result.MISSING, "");
    }
    List<Challenge> credentials = Challenge.parse(authorization);
    if (credentials.size() != 1) {
      return new Verdict(Result.MALFORMED, "");
    }
    Challenge one = credentials.getFirst();
    if (access.basic()) {
      return one.scheme().equals("basic") ? basic(one) : new Verdict(Result.MALFORMED, "");
    }
    return one.scheme().equals("digest")
        ? digest(one, claim, nowNanos)
        : new Verdict(Result.MALFORMED, "");
  }

  private Verdict basic(Challenge credentials) {
    String plain;
    try {
      byte[] octets = Base64.getDecoder().decode(credentials.token().strip());
      plain = new String(octets, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Verdict(Result.MALFORMED, "");
    }
    int colon = plain.indexOf(':');
    if (colon < 0) {
      return new Verdict(Result.MALFORMED, "");
    }
    String user = plain.substring(0, colon);
    String password = access.passwords().of(user);
    boolean right = same(plain.substring(colon + 1), password == null ? "" : password);
    return new Verdict(right && password != null ? Result.ACCEPTED : Result.REFUSED, user);
  }

  private Verdict digest(Challenge given, Claim claim, long nowNanos) {
    String user = given.get("username", "");
    String nonce = given.get("nonce", "");
    String uri = given.get("uri", "");
    DigestAlgorithm algorithm = DigestAlgorithm.of(given.get("algorithm"));
    String qop = given.get("qop");
    boolean known =
        algorithm != null
            && !DigestAlgorithm.session(given.get("algorithm"))
            && (qop == null || qop.equalsIgnoreCase("auth"))
            && !given.get("userhash", "").equalsIgnoreCase("true");
    if (!known || algorithm == null || !covers(uri, claim.uri())) {
      return new Verdict(Result.MALFORMED, user);
    }
    String nonces =
        qop == null
            ? nonce
            : String.join(":", nonce, given.get("nc", ""), given.get("cnonce", ""), qop);
    String password = access.passwords().of(user);
    String secret = algorithm.secret(user, access.realm(), password == null ? "" : password);
    boolean right =
        same(algorithm.response(secret, nonces, claim.method(), uri), given.get("response", ""))
            && password != null;
    long age = age(nonce, claim.peer(), nowNanos);
    if (!right) {
      return new Verdict(Result.REFUSED, user);
    }
    boolean fresh = age >= 0 && age <= access.nonceLife().toNanos();
    return new Verdict(fresh ? Result.ACCEPTED : Result.STALE, user);
  }

  /**
   * Whether an answer for one URI serves a request for another: many clients answer for the whole
   * presentation when they set up one of its media. Hosts may differ behind address translation.
   */
  private static boolean covers(String answered, String requested) {
    String whole = path(answered);
    String part = path(requested);
    return part.equals(whole) || (!whole.isEmpty() && part.startsWith(whole + "/"));
  }

  private static String path(String uri) {
    RtspUrl url = RtspUrl.parse(uri);
    String path = url == null ? uri : url.path();
    int question = path.indexOf('?');
    String cut = question < 0 ? path : path.substring(0, question);
    return Percent.decode(cut.endsWith("/") ? cut.substring(0, cut.length() - 1) : cut);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String nonce(String peer, long nowNanos) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(nowNanos).array();
    return HexFormat.of().formatHex(time) + HexFormat.of().formatHex(seal(time, peer));
  }

  /** How old a nonce of ours for that client is; -1 if it is none. */
  private long age(String nonce, String peer, long nowNanos) {
    if (nonce.length() > LONGEST_NONCE || !nonce.matches("([0-9a-f]{2}){24}")) {
      return -1;
    }
    byte[] octets = HexFormat.of().parseHex(nonce);
    byte[] time = Arrays.copyOf(octets, Long.BYTES);
    byte[] sealed = Arrays.copyOfRange(octets, Long.BYTES, octets.length);
    return MessageDigest.isEqual(sealed, seal(time, peer))
        ? nowNanos - ByteBuffer.wrap(time).getLong()
        : -1;
  }

  private byte[] seal(byte[] time, String peer) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(time);
      return Arrays.copyOf(mac.doFinal(peer.getBytes(StandardCharsets.UTF_8)), SEALED);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has HmacSHA256", e);
    }
  }
}
