package org.wcs.dtls;

/**
 * Tells datagrams that may go to Bouncy Castle from those that are dropped. It allocates what the
 * first fragment of a message says the message will measure, up to 16 MB for a few bytes from
 * anybody; so that number is looked at before. And it takes an encrypted record too short for its
 * cipher as the end of the association, where RFC 6347 section 4.1.2.7 wants it ignored.
 *
 * <p>RFC 6347 section 4.1: records of type, version, epoch, sequence number, length; section 4.2.2:
 * fragments of type, message length, sequence, offset, length.
 */
final class Records {
  /** Far above any certificate chain in use between browsers. */
  static final int MAX_MESSAGE = 32_768;

  /** Explicit nonce and tag of AES-GCM, the only kind of cipher that is agreed on. */
  private static final int CIPHER_OVERHEAD = 24;

  private static final int RECORD_HEADER = 13;
  private static final int FRAGMENT_HEADER = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private Records() {}

  /**
   * Whether the datagram is one or more whole records with no message in clear that is too long.
   */
  static boolean acceptable(byte[] buf, int off, int length) {
    int end = off + length;
    int at = off;
    while (end - at >= RECORD_HEADER) {
      int type = buf[at] & 0xFF;
      int bodyAt = at + RECORD_HEADER;
      int bodyLength = uint16(buf, at + 11);
      boolean known = type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA;
      if (!known || (buf[at + 1] & 0xFF) != 0xFE || bodyLength > end - bodyAt) {
        return false;
      }
      boolean inClear = uint16(buf, at + 3) == 0;
      if (!inClear && bodyLength < CIPHER_OVERHEAD) {
        return false;
      }
      if (inClear && type == HANDSHAKE && !messagesFit(buf, bodyAt, bodyAt + bodyLength)) {
        return false;
      }
      at = bodyAt + bodyLength;
    }
    return at == end && length > 0;
  }

  private static boolean messagesFit(byte[] buf, int from, int end) {
    int at = from;
    while (end - at >= FRAGMENT_HEADER) {
      if (uint24(buf, at + 1) > MAX_MESSAGE) {
        return false;
      }
      at += FRAGMENT_HEADER + uint24(buf, at + 9);
    }
    return true;
  }

  private static int uint16(byte[] buf, int off) {
    return (buf[off] & 0xFF) << 8 | (buf[off + 1] & 0xFF);
  }

  private static int uint24(byte[] buf, int off) {
    return (buf[off] & 0xFF) << 16 | uint16(buf, off + 1);
  }
}
