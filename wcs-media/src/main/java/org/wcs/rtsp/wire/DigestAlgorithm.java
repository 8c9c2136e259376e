package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How digests are made (RFC 7616 section 3.4), the better first. Stateless. */
enum DigestAlgorithm {
  SHA_256("SHA-256"),
  MD5("MD5");

  private final String label;

  DigestAlgorithm(String label) {
    this.label = label;
  }

  /** As headers and the platform call it. */
  String label() {
    return label;
  }

  /** What a parameter names, with or without {@code -sess}; MD5 without one; null if unknown. */
  static @Nullable DigestAlgorithm of(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return MD5;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    String plain = session(name) ? upper.substring(0, upper.length() - 5) : upper;
    return switch (plain) {
      case "SHA-256", "SHA256" -> SHA_256;
      case "MD5" -> MD5;
      default -> null;
    };
  }

  /** Whether the key is bound to the first nonces. */
  static boolean session(@Nullable String name) {
    return name != null && name.toUpperCase(Locale.ROOT).endsWith("-SESS");
  }

  /** The digest in lower-case hexadecimal. */
  String hex(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(label).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has " + label, e);
    }
  }

  /**
   * The response (RFC 7616 section 3.4.1).
   *
   * @param secret digest of user, realm and password
   * @param nonces the server's nonce, followed by count, client's nonce and qop if there is a qop,
   *     with colons between
   */
  String response(String secret, String nonces, String method, String uri) {
    return hex(secret + ":" + nonces + ":" + hex(method + ":" + uri));
  }

  /** The digest that stands for the password (section 3.4.2). */
  String secret(String user, String realm, String password) {
    return hex(user + ":" + realm + ":" + password);
  }
}
