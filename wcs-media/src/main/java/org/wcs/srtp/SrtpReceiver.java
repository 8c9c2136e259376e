package org.wcs.srtp;

import org.jspecify.annotations.Nullable;

/**
 * Checks and decrypts the packets of one direction (RFC 3711 section 3.3, RFC 7714). On its lane
 * only; lent buffers are not kept; nothing is allocated per packet, a little per new SSRC.
 * Roll-over counter and replay window of a source change only by authenticated packets. Bad packets
 * give a negative result, never an exception.
 */
public final class SrtpReceiver {
  /** The tag does not fit the packet. */
  public static final int AUTH_FAILED = -1;

  /** Received before, or too old to tell. */
  public static final int REPLAYED = -2;

  /** Not a protected packet, longer than 65,535 bytes, or longer than the room for it. */
  public static final int MALFORMED = -3;

  /** Genuine, but from one more SSRC than the limit allows. */
  public static final int TOO_MANY_SOURCES = -4;

  private static final int RTP_HEADER = 12;
  private static final int RTCP_HEADER = 8;

  private final SessionKeys rtp;
  private final SessionKeys rtcp;
  private final int tagLength;
  private final boolean tagBeforeIndex;
  private final SourceWindows rtpSources;
  private final SourceWindows rtcpSources;

  SrtpReceiver(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, SrtpLimits limits) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    tagLength = profile.tagLength();
    tagBeforeIndex = profile == SrtpProfile.AEAD_AES_128_GCM;
    rtpSources = new SourceWindows(limits.maxSources(), limits.replayWindow());
    rtcpSources = new SourceWindows(limits.maxSources(), 64);
  }

  /** With the default limits. */
  public static SrtpReceiver of(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return of(profile, masterKey, masterSalt, SrtpLimits.DEFAULT);
  }

  /**
   * Derives the session keys.
   *
   * @throws IllegalArgumentException if key or salt do not have the lengths of the profile
   */
  public static SrtpReceiver of(
      SrtpProfile profile, byte[] masterKey, byte[] masterSalt, SrtpLimits limits) {
    return new SrtpReceiver(
        profile,
        SessionKeys.rtp(profile, masterKey, masterSalt),
        SessionKeys.rtcp(profile, masterKey, masterSalt),
        limits);
  }

  /**
   * Writes the packet in clear, header and payload with its padding, to {@code out}, which may be
   * {@code in} at the same offset.
   *
   * @return its length, or a negative constant of this class; then {@code out} is untouched
   */
  public int unprotectRtp(byte[] in, int off, int length, byte[] out, int outOff) {
    int end = length - tagLength;
    int header = rtpHeaderLength(in, off, end);
    if (header < 0 || length > SrtpScratch.MAX_PACKET || end > out.length - outOff) {
      return MALFORMED;
    }
    int ssrc = Octets.getInt(in, off + 8);
    int sequence = Octets.getUnsignedShort(in, off + 2);
    ReplayWindow window = rtpSources.find(ssrc);
    long index = window == null ? sequence : window.guess(sequence);
    if (window != null && window.isReplay(index)) {
      return REPLAYED;
    }
    SrtpScratch scratch = SrtpScratch.current(length);
    rtp.keyStream(scratch, ssrc, index, end - header);
    rtp.tag(scratch, in, off, header, end - header);
    if (!scratch.tagEquals(in, off + end, tagLength)) {
      return AUTH_FAILED;
    }
    if (!accept(rtpSources, window, ssrc, index)) {
      return TOO_MANY_SOURCES;
    }
    System.arraycopy(in, off, out, outOff, end);
    Octets.xor(out, outOff + header, scratch.keyStream, rtp.keyStreamOffset(), end - header);
    return end;
  }

  /**
   * Writes the RTCP compound in clear to {@code out}, which may be {@code in} at the same offset.
   * Packets that are only authenticated, without the E flag, are malformed: no profile here has
   * them.
   *
   * @return its length, or a negative constant of this class; then {@code out} is untouched
   */
  public int unprotectRtcp(byte[] in, int off, int length, byte[] out, int outOff) {
    int end = length - tagLength - 4;
    if (end < RTCP_HEADER
        || (in[off] & 0xC0) != 0x80
        || length > SrtpScratch.MAX_PACKET
        || end > out.length - outOff) {
      return MALFORMED;
    }
    int word = Octets.getInt(in, off + end + (tagBeforeIndex ? tagLength : 0));
    if ((word & SessionKeys.E_FLAG) == 0) {
      return MALFORMED;
    }
    int ssrc = Octets.getInt(in, off + 4);
    long index = word & ~SessionKeys.E_FLAG;
    ReplayWindow window = rtcpSources.find(ssrc);
    if (window != null && window.isReplay(index)) {
      return REPLAYED;
    }
    SrtpScratch scratch = SrtpScratch.current(length);
    int bodyLength = end - RTCP_HEADER;
    rtcp.keyStream(scratch, ssrc, index, bodyLength);
    rtcp.tag(scratch, in, off, RTCP_HEADER, bodyLength);
    if (!scratch.tagEquals(in, off + end + (tagBeforeIndex ? 0 : 4), tagLength)) {
      return AUTH_FAILED;
    }
    if (!accept(rtcpSources, window, ssrc, index)) {
      return TOO_MANY_SOURCES;
    }
    System.arraycopy(in, off, out, outOff, end);
    Octets.xor(out, outOff + RTCP_HEADER, scratch.keyStream, rtcp.keyStreamOffset(), bodyLength);
    return end;
  }

  /**
   * Makes room for another source. Only for an SSRC that signalling has ended: its old packets
   * could be replayed from then on.
   */
  public void forget(int ssrc) {
    rtpSources.remove(ssrc);
    rtcpSources.remove(ssrc);
  }

  private static boolean accept(
      SourceWindows sources, @Nullable ReplayWindow known, int ssrc, long index) {
    ReplayWindow window = known;
    if (window == null) {
      if (sources.isFull()) {
        return false;
      }
      window = sources.add(ssrc);
    }
    window.accept(index);
    return true;
  }

  /** Length of the header with CSRCs and extension (RFC 3550 section 5.1), or -1. */
  private static int rtpHeaderLength(byte[] in, int off, int end) {
    if (end < RTP_HEADER || (in[off] & 0xC0) != 0x80) {
      return -1;
    }
    int header = RTP_HEADER + ((in[off] & 0x0F) << 2);
    if ((in[off] & 0x10) != 0) {
      if (header + 4 > end) {
        return -1;
      }
      header += 4 + (Octets.getUnsignedShort(in, off + header + 2) << 2);
    }
    return header <= end ? header : -1;
  }
}
