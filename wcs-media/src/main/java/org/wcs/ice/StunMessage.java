package org.wcs.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A view of a STUN message in a lent buffer, RFC 8489 section 5; valid while the buffer is. One
 * thread.
 *
 * <p>Parsing checks the structure alone. Whether the sender knew the password says {@link
 * StunIntegrity#verifies}, and whether the message arrived whole {@link #hasValidFingerprint}.
 */
public final class StunMessage {
  /** Binding request (RFC 8489 section 3). */
  public static final int BINDING_REQUEST = 0x0001;

  /** Binding indication. */
  public static final int BINDING_INDICATION = 0x0011;

  /** Binding success response. */
  public static final int BINDING_SUCCESS = 0x0101;

  /** Binding error response. */
  public static final int BINDING_ERROR = 0x0111;

  /** Longest message taken; RFC 8489 section 6.1 keeps UDP messages below the path MTU. */
  public static final int MAX_LENGTH = 2048;

  static final int HEADER = 20;
  static final int COOKIE = 0x2112A442;
  static final int FINGERPRINT_XOR = 0x5354554E;
  private static final int MAX_UNKNOWN = 8;

  private final byte[] buffer;
  private final int offset;
  private final int length;

  // Offsets of attribute values in the buffer; -1 if absent.
  private int username = -1;
  private int integrity = -1;
  private int fingerprint = -1;
  private int priority = -1;
  private int useCandidate = -1;
  private int controlling = -1;
  private int controlled = -1;
  private int xorMapped = -1;
  private int errorCode = -1;
  private int software = -1;
  private int unknownCount;
  private final int[] unknown = new int[MAX_UNKNOWN];

  private StunMessage(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /** Whether the bytes begin like STUN: first byte 0 to 3 and the magic cookie. */
  public static boolean looksLikeStun(byte[] buffer, int offset, int length) {
    return length >= HEADER && (buffer[offset] & 0xFC) == 0 && int32(buffer, offset + 4) == COOKIE;
  }

  /** A view of the message, or null if the bytes are none. Never throws for any content. */
  public static @Nullable StunMessage parse(byte[] buffer, int offset, int length) {
    if (!looksLikeStun(buffer, offset, length) || length > MAX_LENGTH) {
      return null;
    }
    int body = uint16(buffer, offset + 2);
    if ((body & 3) != 0 || body + HEADER != length) {
      return null;
    }
    StunMessage message = new StunMessage(buffer, offset, length);
    return message.readAttributes() ? message : null;
  }

  private boolean readAttributes() {
    int end = offset + length;
    int at = offset + HEADER;
    while (at < end) {
      if (at + 4 > end || fingerprint >= 0) {
        return false;
      }
      int type = uint16(buffer, at);
      int size = uint16(buffer, at + 2);
      int padded = (size + 3) & ~3;
      if (padded > end - at - 4) {
        return false;
      }
      // RFC 8489 section 14.5: what follows MESSAGE-INTEGRITY is not protected and not read.
      boolean ignored = integrity >= 0 && type != StunAttribute.FINGERPRINT;
      if (!ignored && !take(type, at + 4, size)) {
        return false;
      }
      at += 4 + padded;
    }
    return true;
  }

  /** Notes where an attribute is (the first of several counts); false if its size is wrong. */
  private boolean take(int type, int at, int size) {
    switch (type) {
      case StunAttribute.USERNAME -> username = first(username, at);
      case StunAttribute.SOFTWARE -> software = first(software, at);
      case StunAttribute.XOR_MAPPED_ADDRESS -> xorMapped = first(xorMapped, at);
      case StunAttribute.ERROR_CODE -> errorCode = first(errorCode, at);
      case StunAttribute.MESSAGE_INTEGRITY -> integrity = at;
      case StunAttribute.FINGERPRINT -> fingerprint = at;
      case StunAttribute.PRIORITY -> priority = first(priority, at);
      case StunAttribute.USE_CANDIDATE -> useCandidate = at;
      case StunAttribute.ICE_CONTROLLING -> controlling = first(controlling, at);
      case StunAttribute.ICE_CONTROLLED -> controlled = first(controlled, at);
      default -> {
        if (StunAttribute.mustBeUnderstood(type)) {
          noteUnknown(type);
        }
      }
    }
    return StunAttribute.fits(type, size);
  }

  private void noteUnknown(int type) {
    if (unknownCount < MAX_UNKNOWN) {
      unknown[unknownCount++] = type;
    }
  }

  private static int first(int known, int at) {
    return known >= 0 ? known : at;
  }

  /** The 14 bits of class and method, such as {@link #BINDING_REQUEST}. */
  public int type() {
    return uint16(buffer, offset);
  }

  /** Whole length in bytes. */
  public int length() {
    return length;
  }

  /** Copies the 12 bytes of the transaction id. */
  public void copyTransactionId(byte[] target, int at) {
    System.arraycopy(buffer, offset + 8, target, at, 12);
  }

  /** Whether the transaction id is this one of 12 bytes. */
  public boolean hasTransactionId(byte[] id) {
    return Arrays.equals(buffer, offset + 8, offset + HEADER, id, 0, 12);
  }

  /** The first eight bytes of the transaction id, for hashing and replay tests. */
  long transactionHead() {
    return int64(buffer, offset + 8);
  }

  /** The last four bytes of the transaction id. */
  int transactionTail() {
    return int32(buffer, offset + 16);
  }

  /** USERNAME as text, or null. */
  public @Nullable String username() {
    return text(username);
  }

  /** SOFTWARE as text, or null. */
  public @Nullable String software() {
    return text(software);
  }

  private @Nullable String text(int at) {
    return at < 0 ? null : new String(buffer, at, size(at), StandardCharsets.UTF_8);
  }

  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int usernameAt() {
    return username;
  }

  int usernameLength() {
    return username < 0 ? 0 : size(username);
  }

  /** Length of the part of USERNAME before the colon, or -1. */
  int localUfragLength() {
    int end = username + usernameLength();
    for (int i = username; username >= 0 && i < end; i++) {
      if (buffer[i] == ':') {
        return i - username;
      }
    }
    return -1;
  }

  /** Offset of the MESSAGE-INTEGRITY value in the buffer, or -1. */
  int integrityAt() {
    return integrity;
  }

  /** Whether there is a MESSAGE-INTEGRITY; it is not verified by that. */
  public boolean hasIntegrity() {
    return integrity >= 0;
  }

  /** Whether there is a FINGERPRINT. */
  public boolean hasFingerprint() {
    return fingerprint >= 0;
  }

  /** Whether there is a FINGERPRINT and it is right (RFC 8489 section 14.7). */
  public boolean hasValidFingerprint() {
    if (fingerprint < 0) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(buffer, offset, fingerprint - 4 - offset);
    return ((int) crc.getValue() ^ FINGERPRINT_XOR) == int32(buffer, fingerprint);
  }

  /** PRIORITY as 0 to 2^32-1, or -1. */
  public long priority() {
    return priority < 0 ? -1 : int32(buffer, priority) & 0xFFFFFFFFL;
  }

  /** Whether USE-CANDIDATE is there. */
  public boolean useCandidate() {
    return useCandidate >= 0;
  }

  /** Whether the sender says it is controlling. */
  public boolean isControlling() {
    return controlling >= 0;
  }

  /** Whether the sender says it is controlled. */
  public boolean isControlled() {
    return controlled >= 0;
  }

  /** The tie-breaker of whichever role attribute is there, or 0. */
  public long tieBreaker() {
    int at = Math.max(controlling, controlled);
    return at < 0 ? 0 : int64(buffer, at);
  }

  /** ERROR-CODE 300 to 699, or -1. */
  public int errorCode() {
    if (errorCode < 0) {
      return -1;
    }
    int code = (buffer[errorCode + 2] & 7) * 100 + (buffer[errorCode + 3] & 0xFF) % 100;
    return code >= 300 && code <= 699 ? code : -1;
  }

  /** How many attributes must be understood and are not; at most 8 are counted. */
  public int unknownRequired() {
    return unknownCount;
  }

  /** The type of one of them. */
  int unknownRequired(int index) {
    return unknown[index];
  }

  /** XOR-MAPPED-ADDRESS (RFC 8489 section 14.2), or null if absent or of an unknown family. */
  public @Nullable InetSocketAddress xorMappedAddress() {
    if (xorMapped < 0) {
      return null;
    }
    int size = buffer[xorMapped + 1] == 1 ? 4 : 16;
    boolean known = buffer[xorMapped + 1] == 1 || buffer[xorMapped + 1] == 2;
    if (!known || size(xorMapped) != size + 4) {
      return null;
    }
    int port = uint16(buffer, xorMapped + 2) ^ (COOKIE >>> 16);
    byte[] address = new byte[size];
    for (int i = 0; i < size; i++) {
      // Cookie and transaction id lie side by side in the header: together the mask.
      address[i] = (byte) (buffer[xorMapped + 4 + i] ^ buffer[offset + 4 + i]);
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("4 and 16 bytes are addresses", impossible);
    }
  }

  /** Length of the attribute value at this place. */
  private int size(int at) {
    return uint16(buffer, at - 2);
  }

  static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
  }

  static long int64(byte[] bytes, int at) {
    return (long) int32(bytes, at) << 32 | (int32(bytes, at + 4) & 0xFFFFFFFFL);
  }
}
