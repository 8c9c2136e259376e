package org.wcs.srtp;

/**
 * The keys of one direction for RTP or for RTCP, and what they do to one packet. Two calls make a
 * packet: first the key stream, then, over the ciphertext, the tag; both leave their result in the
 * scratch memory.
 */
sealed interface SessionKeys permits CmKeys, GcmKeys {
  /** Set in the trailing word of an encrypted RTCP packet (RFC 3711 section 3.4). */
  int E_FLAG = 0x8000_0000;

  /**
   * Prepares {@code length} bytes of key stream, from {@link #keyStreamOffset()} on, and the
   * trailing word.
   *
   * @param index 48-bit packet index, or for RTCP the 31-bit index
   */
  void keyStream(SrtpScratch scratch, int ssrc, long index, int length);

  /** Where the key stream for the body begins in the scratch memory. */
  int keyStreamOffset();

  /** Computes the tag over a header in clear and an encrypted body that directly follows it. */
  void tag(SrtpScratch scratch, byte[] buf, int off, int headerLength, int bodyLength);

  static SessionKeys rtp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    checkLengths(profile, masterKey, masterSalt);
    KeyDerivation derivation = new KeyDerivation(masterKey, masterSalt);
    byte[] key = derivation.derive(KeyDerivation.RTP_ENCRYPTION, profile.keyLength());
    byte[] salt = derivation.derive(KeyDerivation.RTP_SALT, profile.saltLength());
    return switch (profile) {
      case AES128_CM_HMAC_SHA1_80 ->
          new CmKeys(
              key,
              salt,
              derivation.derive(KeyDerivation.RTP_AUTHENTICATION, CmKeys.AUTHENTICATION_KEY_LENGTH),
              false);
      case AEAD_AES_128_GCM -> new GcmKeys(key, salt, false);
    };
  }

  static SessionKeys rtcp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    checkLengths(profile, masterKey, masterSalt);
    KeyDerivation derivation = new KeyDerivation(masterKey, masterSalt);
    byte[] key = derivation.derive(KeyDerivation.RTCP_ENCRYPTION, profile.keyLength());
    byte[] salt = derivation.derive(KeyDerivation.RTCP_SALT, profile.saltLength());
    return switch (profile) {
      case AES128_CM_HMAC_SHA1_80 ->
          new CmKeys(
              key,
              salt,
              derivation.derive(
                  KeyDerivation.RTCP_AUTHENTICATION, CmKeys.AUTHENTICATION_KEY_LENGTH),
              true);
      case AEAD_AES_128_GCM -> new GcmKeys(key, salt, true);
    };
  }

  static void checkLengths(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    if (masterKey.length != profile.keyLength() || masterSalt.length != profile.saltLength()) {
      throw new IllegalArgumentException(
          profile + " with a key of " + masterKey.length + " and a salt of " + masterSalt.length);
    }
  }
}
