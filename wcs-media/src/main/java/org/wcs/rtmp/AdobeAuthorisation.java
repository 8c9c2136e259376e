package org.wcs.rtmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Answers a server that wants user and password (Adobe's authmod=adobe). It refuses twice: first it
 * names the method, then it sends a challenge; each time one connects again with more parameters.
 * Stateless.
 */
final class AdobeAuthorisation {

  private static final SecureRandom RANDOM = new SecureRandom();

  private AdobeAuthorisation() {}

  /**
   * Where to connect next.
   *
   * @param wanted the target with user and password
   * @param tried the target that was refused
   * @param refusal what the server said
   * @return null if nothing more can be said
   */
  static @Nullable RtmpTarget answer(RtmpTarget wanted, RtmpTarget tried, String refusal) {
    if (wanted.user().isEmpty() || !refusal.contains("authmod=adobe")) {
      return null;
    }
    if (refusal.contains("reason=needauth")) {
      return tried.app().contains("response=") ? null : withResponse(wanted, refusal);
    }
    boolean first = refusal.contains("need auth") && !tried.app().contains("authmod=");
    return first ? wanted.withParameters("authmod=adobe&user=" + wanted.user()) : null;
  }

  private static RtmpTarget withResponse(RtmpTarget wanted, String refusal) {
    byte[] random = new byte[4];
    RANDOM.nextBytes(random);
    return withResponse(wanted, refusal, HexFormat.of().formatHex(random));
  }

  static RtmpTarget withResponse(RtmpTarget wanted, String refusal, String ownChallenge) {
    String salt = parameter(refusal, "salt");
    String challenge = parameter(refusal, "challenge");
    String opaque = parameter(refusal, "opaque");
    String secret = digest(wanted.user() + salt + wanted.password());
    String response = digest(secret + (opaque.isEmpty() ? challenge : opaque) + ownChallenge);
    String parameters =
        "authmod=adobe&user="
            + wanted.user()
            + "&challenge="
            + ownChallenge
            + "&response="
            + response
            + (opaque.isEmpty() ? "" : "&opaque=" + opaque);
    return wanted.withParameters(parameters);
  }

  private static String parameter(String refusal, String name) {
    int question = refusal.indexOf('?');
    for (String pair : refusal.substring(question + 1).split("&", 32)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  @SuppressWarnings("InsecureCryptoUsage") // the method is Adobe's
  private static String digest(String text) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return Base64.getEncoder().encodeToString(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
