package org.wcs.srtp;

import org.jspecify.annotations.Nullable;

/**
 * A protection profile as numbered by RFC 5764 section 4.1.2 and RFC 7714 section 14.2. Immutable.
 */
public enum SrtpProfile {
  /** Counter mode with an 80-bit HMAC-SHA1 tag on RTP and RTCP. */
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10),
  /** Authenticated encryption with a 128-bit tag. */
  AEAD_AES_128_GCM(0x0007, 16, 12, 16);

  private final int id;
  private final int keyLength;
  private final int saltLength;
  private final int tagLength;

  SrtpProfile(int id, int keyLength, int saltLength, int tagLength) {
    this.id = id;
    this.keyLength = keyLength;
    this.saltLength = saltLength;
    this.tagLength = tagLength;
  }

  /** The number in the use_srtp extension. */
  public int id() {
    return id;
  }

  /** Length of the master key in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Length of the master salt in bytes. */
  public int saltLength() {
    return saltLength;
  }

  /** Length of the authentication tag of RTP and of RTCP in bytes. */
  public int tagLength() {
    return tagLength;
  }

  /** The profile with this number, or null when it is not one of ours. */
  public static @Nullable SrtpProfile ofId(int id) {
    for (SrtpProfile profile : values()) {
      if (profile.id == id) {
        return profile;
      }
    }
    return null;
  }
}
