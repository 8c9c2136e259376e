package org.wcs.srtp;

/**
 * AES-GCM (RFC 7714): the 12-byte nonce is two zero bytes, SSRC and packet index, xored with the
 * salt. Associated data is the header, for RTCP followed by the index word (section 9.2).
 */
final class GcmKeys implements SessionKeys {
  private static final int BLOCK = 16;

  private final AesCounter aes;
  private final Ghash ghash;
  private final long saltHigh;
  private final int saltLow;
  private final boolean rtcp;

  GcmKeys(byte[] key, byte[] salt, boolean rtcp) {
    aes = new AesCounter(key);
    byte[] hashKey = new byte[BLOCK];
    aes.encrypt(new byte[BLOCK], hashKey, BLOCK);
    ghash = Ghash.of(Octets.getLong(hashKey, 0), Octets.getLong(hashKey, 8));
    saltHigh = Octets.getLong(salt, 0);
    saltLow = Octets.getInt(salt, 8);
    this.rtcp = rtcp;
  }

  @Override
  public void keyStream(SrtpScratch scratch, int ssrc, long index, int length) {
    long high = saltHigh ^ ((ssrc & 0xFFFF_FFFFL) << 16 | index >>> 32);
    long low = (long) (saltLow ^ (int) index) << 32 | 1;
    aes.fill(scratch, high, low, 1 + ((length + 15) >> 4));
    Octets.putInt(scratch.trailer, 0, E_FLAG | (int) index);
  }

  /** The first block of the key stream masks the tag. */
  @Override
  public int keyStreamOffset() {
    return BLOCK;
  }

  @Override
  public void tag(SrtpScratch scratch, byte[] buf, int off, int headerLength, int bodyLength) {
    byte[] data = scratch.authenticated;
    System.arraycopy(buf, off, data, 0, headerLength);
    int associated = headerLength;
    if (rtcp) {
      System.arraycopy(scratch.trailer, 0, data, headerLength, 4);
      associated += 4;
    }
    int bodyAt = zeroToBlock(data, associated);
    System.arraycopy(buf, off + headerLength, data, bodyAt, bodyLength);
    int lengthsAt = zeroToBlock(data, bodyAt + bodyLength);
    Octets.putLong(data, lengthsAt, (long) associated << 3);
    Octets.putLong(data, lengthsAt + 8, (long) bodyLength << 3);

    long[] hash = scratch.hash;
    hash[0] = 0;
    hash[1] = 0;
    ghash.update(data, 0, (lengthsAt >> 4) + 1, hash);
    Octets.putLong(scratch.tag, 0, hash[0] ^ Octets.getLong(scratch.keyStream, 0));
    Octets.putLong(scratch.tag, 8, hash[1] ^ Octets.getLong(scratch.keyStream, 8));
  }

  private static int zeroToBlock(byte[] data, int end) {
    int blockEnd = (end + BLOCK - 1) & -BLOCK;
    for (int i = end; i < blockEnd; i++) {
      data[i] = 0;
    }
    return blockEnd;
  }
}
