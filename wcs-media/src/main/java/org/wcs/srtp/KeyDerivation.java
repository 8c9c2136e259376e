package org.wcs.srtp;

import java.util.Arrays;

/**
 * Session keys from a master key and salt: the AES-CM generator of RFC 3711 section 4.3 with key
 * derivation rate 0. A 12-byte salt (RFC 7714 section 11) counts as 14 bytes that end in zeros.
 */
final class KeyDerivation {
  static final int RTP_ENCRYPTION = 0;
  static final int RTP_AUTHENTICATION = 1;
  static final int RTP_SALT = 2;
  static final int RTCP_ENCRYPTION = 3;
  static final int RTCP_AUTHENTICATION = 4;
  static final int RTCP_SALT = 5;

  private static final int BLOCK = 16;
  private static final int LABEL_AT = 7;

  private final AesCounter aes;
  private final byte[] firstCounter;

  KeyDerivation(byte[] masterKey, byte[] masterSalt) {
    aes = new AesCounter(masterKey);
    firstCounter = Arrays.copyOf(masterSalt, BLOCK);
  }

  /** The first {@code length} bytes for this label; {@code length} is at most 4 kB. */
  byte[] derive(int label, int length) {
    int blocks = (length + BLOCK - 1) / BLOCK;
    byte[] counters = new byte[blocks * BLOCK];
    for (int i = 0; i < blocks; i++) {
      System.arraycopy(firstCounter, 0, counters, i * BLOCK, BLOCK);
      counters[i * BLOCK + LABEL_AT] ^= (byte) label;
      counters[i * BLOCK + BLOCK - 1] = (byte) i;
    }
    byte[] stream = new byte[counters.length];
    aes.encrypt(counters, stream, counters.length);
    return Arrays.copyOf(stream, length);
  }
}
