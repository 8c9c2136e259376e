package org.wcs.srtp;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Counter mode and HMAC-SHA1 (RFC 3711 sections 4.1.1 and 4.2.1): the counter block is salt, SSRC
 * and packet index, its last 16 bits count; the tag also covers the ROC, or the index word of RTCP.
 */
final class CmKeys implements SessionKeys {
  static final int AUTHENTICATION_KEY_LENGTH = 20;

  private static final int SHA1_BLOCK = 64;
  private static final int SHA1_LENGTH = 20;

  private final AesCounter aes;
  private final long saltHigh;
  private final long saltLow;
  private final byte[] innerPad;
  private final byte[] outerPad;
  private final boolean rtcp;

  CmKeys(byte[] key, byte[] salt, byte[] authenticationKey, boolean rtcp) {
    aes = new AesCounter(key);
    saltHigh = Octets.getLong(salt, 0);
    saltLow = (long) Octets.getInt(salt, 8) << 32 | (long) Octets.getUnsignedShort(salt, 12) << 16;
    innerPad = pad(authenticationKey, 0x36);
    outerPad = pad(authenticationKey, 0x5C);
    this.rtcp = rtcp;
  }

  @Override
  public void keyStream(SrtpScratch scratch, int ssrc, long index, int length) {
    long high = saltHigh ^ (ssrc & 0xFFFF_FFFFL);
    long low = saltLow ^ index << 16;
    aes.fill(scratch, high, low, (length + 15) >> 4);
    Octets.putInt(scratch.trailer, 0, rtcp ? E_FLAG | (int) index : (int) (index >>> 16));
  }

  @Override
  public int keyStreamOffset() {
    return 0;
  }

  @Override
  public void tag(SrtpScratch scratch, byte[] buf, int off, int headerLength, int bodyLength) {
    MessageDigest sha1 = scratch.sha1;
    try {
      sha1.update(innerPad, 0, SHA1_BLOCK);
      sha1.update(buf, off, headerLength + bodyLength);
      sha1.update(scratch.trailer, 0, 4);
      sha1.digest(scratch.tag, 0, SHA1_LENGTH);
      sha1.update(outerPad, 0, SHA1_BLOCK);
      sha1.update(scratch.tag, 0, SHA1_LENGTH);
      sha1.digest(scratch.tag, 0, SHA1_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-1 makes " + SHA1_LENGTH + " bytes", e);
    }
  }

  private static byte[] pad(byte[] key, int filler) {
    byte[] pad = new byte[SHA1_BLOCK];
    for (int i = 0; i < SHA1_BLOCK; i++) {
      pad[i] = (byte) (filler ^ (i < key.length ? key[i] : 0));
    }
    return pad;
  }
}
