package org.wcs.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128 in counter mode with one prepared key. All counter blocks of a packet go through one call
 * of a plain block cipher, which the JVM runs several blocks at a time; nothing is set up per
 * packet, so nothing is allocated.
 */
final class AesCounter {
  private final Cipher cipher;

  AesCounter(byte[] key) {
    try {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-128", e);
    }
  }

  /**
   * Fills the scratch key stream with {@code blocks} blocks. The first counter block is {@code
   * high}, {@code low}; each further one is one more in its last bits, which the caller keeps from
   * overflowing.
   */
  void fill(SrtpScratch scratch, long high, long low, int blocks) {
    byte[] counters = scratch.counters;
    for (int i = 0; i < blocks; i++) {
      Octets.putLong(counters, i << 4, high);
      Octets.putLong(counters, (i << 4) + 8, low + i);
    }
    encrypt(counters, scratch.keyStream, blocks << 4);
  }

  /** Encrypts whole blocks from one array to another. */
  void encrypt(byte[] plain, byte[] encrypted, int length) {
    try {
      cipher.update(plain, 0, length, encrypted, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("room for " + length + " bytes", e);
    }
  }
}
