package org.wcs.rtp;

import java.nio.charset.StandardCharsets;

/**
 * Writes RTCP packets one behind the other into a buffer; every method tells where the next one
 * goes. Nothing is allocated, but for {@link #cname}.
 */
public final class RtcpWriter {
  static final int REMB_IDENTIFIER = 0x52454D42;
  private static final int SR = 200;
  private static final int RR = 201;
  private static final int SDES = 202;
  private static final int BYE = 203;
  private static final int RTPFB = 205;
  private static final int PSFB = 206;
  private static final int MAX_MANTISSA = 0x3FFFF;

  private RtcpWriter() {}

  /** The bytes of a canonical name (RFC 3550 section 6.5.1), at most 255. */
  public static byte[] cname(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw new IllegalArgumentException("a CNAME has at most 255 bytes, this one " + bytes.length);
    }
    return bytes;
  }

  /** RFC 3550 section 6.4.1, without report blocks. */
  public static int senderReport(
      byte[] out, int at, int ssrc, Moment moment, long packets, long octets) {
    int next = header(out, at, 0, SR, 28);
    RtpHeader.writeInt(out, at + 4, ssrc);
    RtpHeader.writeInt(out, at + 8, (int) (moment.ntpTimestamp() >>> 32));
    RtpHeader.writeInt(out, at + 12, (int) moment.ntpTimestamp());
    RtpHeader.writeInt(out, at + 16, moment.rtpTimestamp());
    RtpHeader.writeInt(out, at + 20, (int) packets);
    RtpHeader.writeInt(out, at + 24, (int) octets);
    return next;
  }

  /** Starts a receiver report; report blocks follow, then {@link #endReceiverReport}. */
  public static int beginReceiverReport(byte[] out, int at, int ssrc) {
    RtpHeader.writeInt(out, at + 4, ssrc);
    return at + 8;
  }

  /** Writes the header of a receiver report once its blocks stand behind it. */
  public static int endReceiverReport(byte[] out, int at, int end) {
    header(out, at, (end - at - 8) / 24, RR, end - at);
    return end;
  }

  /** RFC 3550 section 6.5: one chunk with a CNAME. */
  public static int sourceDescription(byte[] out, int at, int ssrc, byte[] cname) {
    int length = (10 + cname.length + 1 + 3) / 4 * 4;
    int next = header(out, at, 1, SDES, length);
    RtpHeader.writeInt(out, at + 4, ssrc);
    out[at + 8] = 1;
    out[at + 9] = (byte) cname.length;
    System.arraycopy(cname, 0, out, at + 10, cname.length);
    for (int i = at + 10 + cname.length; i < next; i++) {
      out[i] = 0;
    }
    return next;
  }

  /** RFC 3550 section 6.6. */
  public static int bye(byte[] out, int at, int ssrc) {
    int next = header(out, at, 1, BYE, 8);
    RtpHeader.writeInt(out, at + 4, ssrc);
    return next;
  }

  /** RFC 4585 section 6.2.1; the sequence numbers ascend. */
  public static int nack(byte[] out, int at, int sender, int media, int[] missing, int count) {
    int end = at + 12;
    int i = 0;
    while (i < count) {
      int first = missing[i++] & 0xFFFF;
      int following = 0;
      while (i < count && distance(first, missing[i]) >= 1 && distance(first, missing[i]) <= 16) {
        following |= 1 << distance(first, missing[i]) - 1;
        i++;
      }
      RtpHeader.writeShort(out, end, first);
      RtpHeader.writeShort(out, end + 2, following);
      end += 4;
    }
    header(out, at, 1, RTPFB, end - at);
    return ssrcs(out, at, sender, media, end);
  }

  private static int distance(int from, int to) {
    return to - from & 0xFFFF;
  }

  /** RFC 4585 section 6.3.1. */
  public static int pli(byte[] out, int at, int sender, int media) {
    return ssrcs(out, at, sender, media, header(out, at, 1, PSFB, 12));
  }

  /** RFC 5104 section 4.3.1; the command sequence number grows with every new request. */
  public static int fir(byte[] out, int at, int sender, int media, int command) {
    int next = header(out, at, 4, PSFB, 20);
    RtpHeader.writeInt(out, at + 12, media);
    RtpHeader.writeInt(out, at + 16, command << 24);
    return ssrcs(out, at, sender, 0, next);
  }

  /** draft-alvestrand-rmcat-remb-03 section 2.2. */
  public static int remb(byte[] out, int at, int sender, long bitsPerSecond, int[] media) {
    int next = header(out, at, 15, PSFB, 20 + 4 * media.length);
    RtpHeader.writeInt(out, at + 12, REMB_IDENTIFIER);
    int exponent = 0;
    long mantissa = Math.max(0, bitsPerSecond);
    while (mantissa > MAX_MANTISSA) {
      mantissa >>>= 1;
      exponent++;
    }
    RtpHeader.writeInt(out, at + 16, media.length << 24 | exponent << 18 | (int) mantissa);
    for (int i = 0; i < media.length; i++) {
      RtpHeader.writeInt(out, at + 20 + 4 * i, media[i]);
    }
    return ssrcs(out, at, sender, 0, next);
  }

  /** The header of transport-wide feedback whose content stands at {@code at + 12} already. */
  public static int transportFeedback(byte[] out, int at, int sender, int media, int end) {
    int next = end;
    while ((next - at) % 4 != 0) {
      out[next++] = 0;
    }
    header(out, at, 15, RTPFB, next - at);
    return ssrcs(out, at, sender, media, next);
  }

  private static int ssrcs(byte[] out, int at, int sender, int media, int next) {
    RtpHeader.writeInt(out, at + 4, sender);
    RtpHeader.writeInt(out, at + 8, media);
    return next;
  }

  private static int header(byte[] out, int at, int count, int type, int length) {
    out[at] = (byte) (0x80 | count);
    out[at + 1] = (byte) type;
    RtpHeader.writeShort(out, at + 2, length / 4 - 1);
    return at + length;
  }

  /**
   * One moment on two clocks.
   *
   * @param ntpTimestamp seconds since 1900 and fraction, 32 bits each
   * @param rtpTimestamp on the media clock
   */
  public record Moment(long ntpTimestamp, int rtpTimestamp) {}
}
