package org.wcs.rtp;

import java.util.List;

/**
 * One packet of an RTCP compound (RFC 3550 section 6, RFC 4585 section 6, RFC 5104 section 4.3).
 */
public sealed interface RtcpPacket {

  /**
   * RFC 3550 section 6.4.1.
   *
   * @param ntpTimestamp seconds since 1900 and fraction, 32 bits each
   * @param rtpTimestamp the same moment on the media clock
   */
  record SenderReport(
      int ssrc,
      long ntpTimestamp,
      int rtpTimestamp,
      long packets,
      long octets,
      List<ReportBlock> reports)
      implements RtcpPacket {

    /** The moment in nanoseconds since 1900 (RFC 3550 section 4). */
    public long ntpNanos() {
      long fraction = (ntpTimestamp & 0xFFFFFFFFL) * 1_000_000_000L >>> 32;
      return (ntpTimestamp >>> 32) * 1_000_000_000L + fraction;
    }
  }

  /** RFC 3550 section 6.4.2. */
  record ReceiverReport(int ssrc, List<ReportBlock> reports) implements RtcpPacket {}

  /** RFC 3550 section 6.5; only the first chunk's CNAME is of interest. */
  record SourceDescription(int ssrc, String cname) implements RtcpPacket {}

  /** RFC 3550 section 6.6. */
  record Bye(List<Integer> ssrcs) implements RtcpPacket {}

  /**
   * RFC 4585 section 6.2.1.
   *
   * @param sequences the missing packets, 16 bits each
   */
  record Nack(int senderSsrc, int mediaSsrc, List<Integer> sequences) implements RtcpPacket {}

  /** RFC 4585 section 6.3.1. */
  record Pli(int senderSsrc, int mediaSsrc) implements RtcpPacket {}

  /** RFC 5104 section 4.3.1. */
  record Fir(int senderSsrc, List<Integer> mediaSsrcs) implements RtcpPacket {}

  /** draft-alvestrand-rmcat-remb-03 section 2.2. */
  record Remb(int senderSsrc, long bitsPerSecond, List<Integer> ssrcs) implements RtcpPacket {}

  /**
   * draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1.
   *
   * @param referenceTime in units of 64 ms
   * @param arrivals one for each packet from {@code baseSequence} on
   */
  record TransportFeedback(
      int mediaSsrc, int baseSequence, int referenceTime, int count, List<Arrival> arrivals)
      implements RtcpPacket {}

  /** Anything else that is well formed. */
  record Unknown(int packetType) implements RtcpPacket {}

  /**
   * One report block (RFC 3550 section 6.4.1).
   *
   * @param fractionLost of 256
   * @param lost cumulative, may be negative
   * @param highestSequence extended by the count of cycles
   * @param jitter in timestamp units
   * @param lastReport middle 32 bits of the NTP timestamp of the last sender report
   * @param delay since it came, in units of 1/65536 s
   */
  record ReportBlock(
      int ssrc,
      int fractionLost,
      int lost,
      int highestSequence,
      long jitter,
      int lastReport,
      long delay) {}

  /**
   * What became of one packet.
   *
   * @param received whether it arrived
   * @param delta time since the packet before, or since the reference time, in units of 250 us
   */
  record Arrival(boolean received, int delta) {}
}
