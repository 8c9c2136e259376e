package org.wcs.ejb.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords: {@code pbkdf2-sha512$rounds$salt$hash}, the last two in base 64. Any thread; a
 * hash takes a good part of a second of CPU, and few are made at once. RFC 8018 section 5.2.
 */
final class Passwords {

  static final int DEFAULT_ROUNDS = 210_000;
  static final int MAX_LENGTH = 256;

  private static final String SCHEME = "pbkdf2-sha512";
  private static final int MAX_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int BITS_PER_BYTE = 8;
  private static final int PARTS = 4;
  private static final Semaphore AT_ONCE =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  private final SecureRandom random = new SecureRandom();
  private final int rounds;
  private final String nobody;

  Passwords(int rounds) {
    this.rounds = rounds;
    this.nobody = hash("nobody".toCharArray());
  }

  /** A hash with a salt of its own. */
  String hash(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return String.join(
        "$",
        SCHEME,
        String.valueOf(rounds),
        base64.encodeToString(salt),
        base64.encodeToString(derive(password, salt, rounds)));
  }

  /** Whether the password fits; takes as long when it does not. */
  boolean fits(char[] password, String hash) {
    if (password.length > MAX_LENGTH) {
      return false;
    }
    String[] parts = hash.split("\\$", -1);
    byte[] wanted = Base64.getDecoder().decode(parts[3]);
    byte[] made = derive(password, Base64.getDecoder().decode(parts[2]), rounds(parts[1]));
    return MessageDigest.isEqual(wanted, made);
  }

  /** Spends the time of a comparison: who asks learns nothing of which users exist. */
  boolean fitsNobody(char[] password) {
    fits(password, nobody);
    return false;
  }

  /** Whether this is a hash that {@link #fits} understands. */
  static boolean wellFormed(String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != PARTS || !parts[0].equals(SCHEME)) {
      return false;
    }
    try {
      int rounds = rounds(parts[1]);
      return rounds > 0
          && rounds <= MAX_ROUNDS
          && Base64.getDecoder().decode(parts[2]).length >= SALT_BYTES / 2
          && Base64.getDecoder().decode(parts[3]).length == HASH_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int rounds(String text) {
    return Integer.parseInt(text);
  }

  private static byte[] derive(char[] password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, HASH_BYTES * BITS_PER_BYTE);
    AT_ONCE.acquireUninterruptibly();
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    } finally {
      AT_ONCE.release();
      spec.clearPassword();
    }
  }
}
