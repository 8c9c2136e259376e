package org.wcs.ice;

/**
 * What a datagram on a media port is, by its first bytes (RFC 7983 section 7, RFC 5761 section 4).
 */
public enum PacketKind {
  STUN,
  DTLS,
  RTP,
  RTCP,
  OTHER;

  /** By the first byte alone: RTCP counts as {@link #RTP}. */
  public static PacketKind of(byte first) {
    int value = first & 0xFF;
    if (value >= 128 && value <= 191) {
      return RTP;
    }
    if (value >= 20 && value <= 63) {
      return DTLS;
    }
    return value <= 3 ? STUN : OTHER;
  }

  /** By the first two bytes: RTCP when the packet type is 192 to 223. */
  public static PacketKind of(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return OTHER;
    }
    PacketKind kind = of(buffer[offset]);
    if (kind != RTP || length < 2) {
      return kind;
    }
    int second = buffer[offset + 1] & 0xFF;
    return second >= 192 && second <= 223 ? RTCP : RTP;
  }
}
