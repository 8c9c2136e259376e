package org.wcs.srtp;

import java.util.Arrays;
import java.util.Objects;

/**
 * Protects the packets of one direction (RFC 3711 section 3.3, RFC 7714). On its lane only; lent
 * buffers are not kept; nothing is allocated per packet. One instance serves all SSRCs that go out
 * under its master key. Wrong offsets are the caller's fault and throw {@link
 * IndexOutOfBoundsException}.
 */
public final class SrtpSender {
  private static final int RTP_HEADER = 12;
  private static final int RTCP_HEADER = 8;
  private static final int MAX_RTCP_INDEX = 0x7FFF_FFFF;

  private final SessionKeys rtp;
  private final SessionKeys rtcp;
  private final int tagLength;
  private final boolean tagBeforeIndex;
  private long rtcpIndex;

  SrtpSender(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, long firstRtcpIndex) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    tagLength = profile.tagLength();
    tagBeforeIndex = profile == SrtpProfile.AEAD_AES_128_GCM;
    rtcpIndex = firstRtcpIndex;
  }

  /**
   * Derives the session keys.
   *
   * @throws IllegalArgumentException if key or salt do not have the lengths of the profile
   */
  public static SrtpSender of(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return new SrtpSender(
        profile,
        SessionKeys.rtp(profile, masterKey, masterSalt),
        SessionKeys.rtcp(profile, masterKey, masterSalt),
        0);
  }

  /** Bytes that protection adds to an RTP packet. */
  public int rtpOverhead() {
    return tagLength;
  }

  /** Bytes that protection adds to an RTCP packet. */
  public int rtcpOverhead() {
    return tagLength + 4;
  }

  /**
   * Protects one RTP packet. Its header, with CSRCs and extensions, stands at {@code out[off..off +
   * headerLength)}; the payload is encrypted from {@code payload} straight to behind it. {@code
   * payload} may be {@code out} itself.
   *
   * @param padding above 0 appends that many bytes of RTP padding, at most 255; the caller has set
   *     the P bit
   * @param index the 48-bit packet index {@code roc << 16 | sequence}; the same index must never
   *     carry two different packets of one SSRC
   * @return length of header, payload, padding and tag
   */
  public int protectRtp(
      byte[] out,
      int off,
      int headerLength,
      byte[] payload,
      int payloadOff,
      int payloadLength,
      int padding,
      long index) {
    int bodyLength = payloadLength + padding;
    int length = headerLength + bodyLength;
    Objects.checkIndex(padding, 256);
    Objects.checkFromIndexSize(payloadOff, payloadLength, payload.length);
    checkRoom(out, off, headerLength, RTP_HEADER, length + tagLength);

    SrtpScratch scratch = SrtpScratch.current(length);
    int body = off + headerLength;
    rtp.keyStream(scratch, Octets.getInt(out, off + 8), index, bodyLength);
    System.arraycopy(payload, payloadOff, out, body, payloadLength);
    if (padding > 0) {
      Arrays.fill(out, body + payloadLength, body + bodyLength - 1, (byte) 0);
      out[body + bodyLength - 1] = (byte) padding;
    }
    Octets.xor(out, body, scratch.keyStream, rtp.keyStreamOffset(), bodyLength);
    rtp.tag(scratch, out, off, headerLength, bodyLength);
    System.arraycopy(scratch.tag, 0, out, off + length, tagLength);
    return length + tagLength;
  }

  /**
   * Protects in place the RTCP compound at {@code buf[off..off + length)}, at least 8 bytes, with
   * room for {@link #rtcpOverhead()} behind it.
   *
   * @return the new length
   * @throws IllegalStateException after 2^31 packets, when the key is used up
   */
  public int protectRtcp(byte[] buf, int off, int length) {
    checkRoom(buf, off, length, RTCP_HEADER, length + rtcpOverhead());
    if (rtcpIndex > MAX_RTCP_INDEX) {
      throw new IllegalStateException("SRTCP key used up");
    }
    SrtpScratch scratch = SrtpScratch.current(length);
    int bodyLength = length - RTCP_HEADER;
    rtcp.keyStream(scratch, Octets.getInt(buf, off + 4), rtcpIndex++, bodyLength);
    Octets.xor(buf, off + RTCP_HEADER, scratch.keyStream, rtcp.keyStreamOffset(), bodyLength);
    rtcp.tag(scratch, buf, off, RTCP_HEADER, bodyLength);
    int end = off + length;
    System.arraycopy(scratch.tag, 0, buf, tagBeforeIndex ? end : end + 4, tagLength);
    System.arraycopy(scratch.trailer, 0, buf, tagBeforeIndex ? end + tagLength : end, 4);
    return length + rtcpOverhead();
  }

  private static void checkRoom(byte[] buf, int off, int header, int minimum, int length) {
    if (header < minimum || length > SrtpScratch.MAX_PACKET) {
      throw new IndexOutOfBoundsException("header of " + header + ", packet of " + length);
    }
    Objects.checkFromIndexSize(off, length, buf.length);
  }
}
