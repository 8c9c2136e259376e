package org.wcs.ejb.service;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody can guess. Any thread. */
public final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private Tokens() {}

  /** 192 random bits as hexadecimal text. */
  public static String next() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
