package org.wcs.ice;

/** Attribute types, RFC 8489 section 18.3 and RFC 8445 section 16.1. */
final class StunAttribute {
  static final int MAPPED_ADDRESS = 0x0001;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  static final int PASSWORD_ALGORITHM = 0x001D;
  static final int USERHASH = 0x001E;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int SOFTWARE = 0x8022;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  private StunAttribute() {}

  /** Whether a message with this unread attribute must be refused (below 0x8000 and not ours). */
  static boolean mustBeUnderstood(int type) {
    return switch (type) {
      case MAPPED_ADDRESS,
          UNKNOWN_ATTRIBUTES,
          REALM,
          NONCE,
          MESSAGE_INTEGRITY_SHA256,
          PASSWORD_ALGORITHM,
          USERHASH ->
          false;
      default -> type < 0x8000;
    };
  }

  /** Whether an attribute of this type may have this many bytes. */
  static boolean fits(int type, int size) {
    return switch (type) {
      case MESSAGE_INTEGRITY -> size == 20;
      case FINGERPRINT, PRIORITY -> size == 4;
      case USE_CANDIDATE -> size == 0;
      case ICE_CONTROLLED, ICE_CONTROLLING -> size == 8;
      case XOR_MAPPED_ADDRESS -> size == 8 || size == 20;
      case ERROR_CODE -> size >= 4;
      // RFC 8489 section 14.3: USERNAME is below 509 bytes, SOFTWARE below 763.
      case USERNAME -> size <= 513;
      case SOFTWARE -> size <= 763;
      default -> true;
    };
  }
}
