package org.wcs.rtp;

/** The VP8 payload descriptor (RFC 7741 section 4.2), read in place. Stateless, any thread. */
public final class Vp8Descriptor {
  private Vp8Descriptor() {}

  /** S bit set and partition 0. */
  public static boolean startsFrame(byte[] wire, int offset) {
    return (wire[offset] & 0x17) == 0x10;
  }

  /** Length of the descriptor in bytes; 0 if nothing of the frame follows it. */
  public static int length(byte[] wire, int offset, int length) {
    int at = offset + 1;
    int end = offset + length;
    if ((wire[offset] & 0x80) != 0) {
      if (at >= end) {
        return 0;
      }
      int extension = wire[at++];
      if ((extension & 0x80) != 0) {
        if (at >= end) {
          return 0;
        }
        at += (wire[at] & 0x80) != 0 ? 2 : 1;
      }
      at += (extension & 0x40) != 0 ? 1 : 0;
      at += (extension & 0x30) != 0 ? 1 : 0;
    }
    return at < end ? at - offset : 0;
  }
}
