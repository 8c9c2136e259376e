package org.wcs.bench;

import org.wcs.rtp.RtpHeader;

/**
 * When a packet was sent, in its payload: publisher and viewers live in one process and share the
 * clock of {@link System#nanoTime()}.
 */
final class Stamp {

  /** Behind the longest header of the payload: VP8's descriptor and key frame header. */
  static final int OFFSET = 16;

  static final long NONE = Long.MIN_VALUE;

  private static final int MAGIC = 0x57435342;

  private Stamp() {}

  /** Writes the stamp into a payload. */
  static void write(byte[] payload, long nanos) {
    RtpHeader.writeInt(payload, OFFSET, MAGIC);
    RtpHeader.writeInt(payload, OFFSET + 4, (int) (nanos >>> 32));
    RtpHeader.writeInt(payload, OFFSET + 8, (int) nanos);
  }

  /** Reads the stamp of a packet in clear; {@link #NONE} if there is none. */
  static long read(byte[] packet, int length) {
    int at = RtpHeader.headerLength(packet, 0) + OFFSET;
    if (at + 12 > length || RtpHeader.readInt(packet, at) != MAGIC) {
      return NONE;
    }
    long high = RtpHeader.readInt(packet, at + 4);
    return high << 32 | RtpHeader.readInt(packet, at + 8) & 0xFFFFFFFFL;
  }
}
