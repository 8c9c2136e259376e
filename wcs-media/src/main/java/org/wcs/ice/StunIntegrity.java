package org.wcs.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-SHA1 of one password, keyed once and used for every message (RFC 8489 sections 9.1.1 and
 * 14.5). One thread.
 */
public final class StunIntegrity {
  static final int SIZE = 20;

  private final Mac mac;
  private final byte[] computed = new byte[SIZE];
  private final byte[] received = new byte[SIZE];

  /** Short-term key: the password itself. */
  public StunIntegrity(String password) {
    this(password.getBytes(StandardCharsets.UTF_8));
  }

  /** Any key, such as the MD5 of long-term credentials. */
  StunIntegrity(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA1", impossible);
    }
  }

  /** Whether the message has a MESSAGE-INTEGRITY made with this password; constant-time compare. */
  public boolean verifies(StunMessage message) {
    int at = message.integrityAt();
    if (at < 0) {
      return false;
    }
    compute(message.buffer(), message.offset(), at - 4 - message.offset());
    System.arraycopy(message.buffer(), at, received, 0, SIZE);
    return MessageDigest.isEqual(computed, received);
  }

  /** Writes the HMAC of the first {@code length} bytes of a message to {@code at}. */
  void write(byte[] buffer, int offset, int length, int at) {
    compute(buffer, offset, length);
    System.arraycopy(computed, 0, buffer, at, SIZE);
  }

  /** The length field counts as if the message ended with MESSAGE-INTEGRITY. */
  private void compute(byte[] buffer, int offset, int length) {
    int body = length - StunMessage.HEADER + 4 + SIZE;
    mac.update(buffer, offset, 2);
    mac.update((byte) (body >>> 8));
    mac.update((byte) body);
    mac.update(buffer, offset + 4, length - 4);
    try {
      mac.doFinal(computed, 0);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("20 bytes hold an HMAC-SHA1", impossible);
    }
  }
}
