package org.wcs.rtp;

/**
 * The VP9 payload descriptor (RFC 9628 section 4.2), flexible or not, read in place. Stateless, any
 * thread.
 */
public final class Vp9Descriptor {
  private Vp9Descriptor() {}

  /** B bit set: the first payload of a frame. */
  public static boolean startsFrame(byte[] wire, int offset) {
    return (wire[offset] & 0x08) != 0;
  }

  /** Length of the descriptor in bytes; 0 if nothing of the frame follows it. */
  public static int length(byte[] wire, int offset, int length) {
    int end = offset + length;
    int at = end(wire, offset, end);
    return at < end ? at - offset : 0;
  }

  /** What reaches beyond the end is not looked at. */
  private static int end(byte[] wire, int from, int end) {
    int flags = wire[from];
    boolean flexible = (flags & 0x10) != 0;
    int at = from + 1;
    if ((flags & 0x80) != 0) {
      at += at < end && (wire[at] & 0x80) != 0 ? 2 : 1;
    }
    if ((flags & 0x20) != 0) {
      at += flexible ? 1 : 2;
    }
    if (flexible && (flags & 0x40) != 0) {
      int references = 0;
      while (at < end && references < 2 && (wire[at] & 0x01) != 0) {
        at++;
        references++;
      }
      at++;
    }
    return (flags & 0x02) != 0 ? structureEnd(wire, at, end) : at;
  }

  /** RFC 9628 section 4.2.1. */
  private static int structureEnd(byte[] wire, int from, int end) {
    if (from >= end) {
      return end;
    }
    int structure = wire[from] & 0xFF;
    int at = from + 1 + ((structure & 0x10) != 0 ? 4 * ((structure >>> 5) + 1) : 0);
    if ((structure & 0x08) == 0) {
      return at;
    }
    int pictures = at < end ? wire[at] & 0xFF : 0;
    at++;
    for (int i = 0; i < pictures && at < end; i++) {
      at += 1 + (wire[at] >>> 2 & 3);
    }
    return at;
  }
}
