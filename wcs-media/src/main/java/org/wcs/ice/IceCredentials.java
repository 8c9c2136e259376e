package org.wcs.ice;

import java.security.SecureRandom;

/**
 * User fragment and password of one side, RFC 8839 section 5.4: ufrag 4-256 and pwd 22-256
 * characters. Ours are letters, digits, {@code +} and {@code /}; from peers any visible ASCII but
 * the colon is taken.
 */
public record IceCredentials(String ufrag, String pwd) {
  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int UFRAG_LENGTH = 8;
  private static final int PWD_LENGTH = 24;

  public IceCredentials {
    if (!isValid(ufrag, 4)) {
      throw new IllegalArgumentException("ufrag must be 4-256 visible characters");
    }
    if (!isValid(pwd, 22)) {
      throw new IllegalArgumentException("pwd must be 22-256 visible characters");
    }
  }

  /** Fresh credentials: 48 bits of ufrag, 144 bits of password. */
  public static IceCredentials generate(SecureRandom random) {
    return new IceCredentials(chars(random, UFRAG_LENGTH), chars(random, PWD_LENGTH));
  }

  /** Whether the constructor would accept these, for checking what a peer sent. */
  public static boolean areValid(String ufrag, String pwd) {
    return isValid(ufrag, 4) && isValid(pwd, 22);
  }

  private static boolean isValid(String text, int minLength) {
    if (text.length() < minLength || text.length() > 256) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == ':') {
        return false;
      }
    }
    return true;
  }

  private static String chars(SecureRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return text.toString();
  }

  /** Without the password, so that logs stay clean. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }
}
