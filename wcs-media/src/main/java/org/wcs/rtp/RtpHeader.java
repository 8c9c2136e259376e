package org.wcs.rtp;

/**
 * The fixed header and what follows it, read in place (RFC 3550 section 5.1). Nothing is allocated.
 *
 * <p>Only {@link #valid} copes with any bytes; the others may be called on what it accepted.
 */
public final class RtpHeader {
  /** Length of the fixed header in bytes. */
  public static final int FIXED_LENGTH = 12;

  private RtpHeader() {}

  /** Whether version, CSRC list, extension and padding stay within the bytes. */
  public static boolean valid(byte[] buffer, int offset, int length) {
    if (length < FIXED_LENGTH || (buffer[offset] & 0xC0) != 0x80) {
      return false;
    }
    int header = FIXED_LENGTH + 4 * (buffer[offset] & 0x0F);
    if ((buffer[offset] & 0x10) != 0) {
      if (header + 4 > length) {
        return false;
      }
      header += 4 + 4 * readShort(buffer, offset + header + 2);
    }
    if (header > length) {
      return false;
    }
    if ((buffer[offset] & 0x20) == 0) {
      return true;
    }
    int padding = buffer[offset + length - 1] & 0xFF;
    return padding > 0 && header + padding <= length;
  }

  /** The M bit. */
  public static boolean marker(byte[] buffer, int offset) {
    return (buffer[offset + 1] & 0x80) != 0;
  }

  /** The payload type, 0 to 127. */
  public static int payloadType(byte[] buffer, int offset) {
    return buffer[offset + 1] & 0x7F;
  }

  /** The sequence number, 0 to 65535. */
  public static int sequence(byte[] buffer, int offset) {
    return readShort(buffer, offset + 2);
  }

  /** The timestamp, 32 bits. */
  public static int timestamp(byte[] buffer, int offset) {
    return readInt(buffer, offset + 4);
  }

  /** The synchronization source, 32 bits. */
  public static int ssrc(byte[] buffer, int offset) {
    return readInt(buffer, offset + 8);
  }

  /** Whether the packet has a header extension. */
  public static boolean hasExtension(byte[] buffer, int offset) {
    return (buffer[offset] & 0x10) != 0;
  }

  /** Length of everything before the payload, in bytes. */
  public static int headerLength(byte[] buffer, int offset) {
    int header = FIXED_LENGTH + 4 * (buffer[offset] & 0x0F);
    return hasExtension(buffer, offset)
        ? header + 4 + 4 * readShort(buffer, offset + header + 2)
        : header;
  }

  /** Length of the payload without padding, in bytes. */
  public static int payloadLength(byte[] buffer, int offset, int length) {
    int padding = (buffer[offset] & 0x20) == 0 ? 0 : buffer[offset + length - 1] & 0xFF;
    return length - headerLength(buffer, offset) - padding;
  }

  /** Sixteen bits in network order. */
  public static int readShort(byte[] buffer, int at) {
    return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
  }

  /** Thirty-two bits in network order. */
  public static int readInt(byte[] buffer, int at) {
    return readShort(buffer, at) << 16 | readShort(buffer, at + 2);
  }

  /** Writes sixteen bits in network order. */
  public static void writeShort(byte[] buffer, int at, int value) {
    buffer[at] = (byte) (value >>> 8);
    buffer[at + 1] = (byte) value;
  }

  /** Writes thirty-two bits in network order. */
  public static void writeInt(byte[] buffer, int at, int value) {
    writeShort(buffer, at, value >>> 16);
    writeShort(buffer, at + 2, value);
  }
}
