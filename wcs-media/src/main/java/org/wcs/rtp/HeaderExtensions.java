package org.wcs.rtp;

/**
 * Finds elements of the header extension in place, one-byte and two-byte form (RFC 8285 section 4).
 * Found elements are told as one number, so that nothing is allocated.
 */
public final class HeaderExtensions {
  private static final int ONE_BYTE = 0xBEDE;
  private static final int TWO_BYTE = 0x1000;

  private HeaderExtensions() {}

  /**
   * Looks for an element in a packet that {@link RtpHeader#valid} accepted.
   *
   * @return negative if it is not there; else see {@link #offset} and {@link #length}
   */
  public static int find(byte[] packet, int offset, int id) {
    if (!RtpHeader.hasExtension(packet, offset)) {
      return -1;
    }
    int at = offset + RtpHeader.FIXED_LENGTH + 4 * (packet[offset] & 0x0F);
    int profile = RtpHeader.readShort(packet, at);
    int end = at + 4 + 4 * RtpHeader.readShort(packet, at + 2);
    if (profile == ONE_BYTE) {
      return findOneByte(packet, at + 4, end, id);
    }
    return (profile & 0xFFF0) == TWO_BYTE ? findTwoByte(packet, at + 4, end, id) : -1;
  }

  private static int findOneByte(byte[] packet, int from, int end, int id) {
    int at = from;
    while (at < end) {
      int element = (packet[at] & 0xFF) >>> 4;
      int length = (packet[at] & 0x0F) + 1;
      if (packet[at] == 0) {
        at++;
      } else if (element == 0 || element == 15 || at + 1 + length > end) {
        return -1; // RFC 8285 section 4.2: what follows must not be looked at
      } else if (element == id) {
        return found(at + 1, length);
      } else {
        at += 1 + length;
      }
    }
    return -1;
  }

  private static int findTwoByte(byte[] packet, int from, int end, int id) {
    int at = from;
    while (at < end) {
      if (packet[at] == 0) {
        at++;
      } else if (at + 2 > end || at + 2 + (packet[at + 1] & 0xFF) > end) {
        return -1;
      } else if ((packet[at] & 0xFF) == id) {
        return found(at + 2, packet[at + 1] & 0xFF);
      } else {
        at += 2 + (packet[at + 1] & 0xFF);
      }
    }
    return -1;
  }

  private static int found(int at, int length) {
    return at << 8 | length;
  }

  /** Where the data of a found element starts. */
  public static int offset(int found) {
    return found >>> 8;
  }

  /** How long the data of a found element is, in bytes. */
  public static int length(int found) {
    return found & 0xFF;
  }
}
