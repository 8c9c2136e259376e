package org.wcs.rtp.feature;

import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;

/**
 * What a sender knows of one source: what it sent and what the receiver says of it (RFC 3550
 * sections 6.4.1 and 6.4.2). Not thread safe; nothing is allocated per packet.
 */
public final class SenderStatistics {
  /** Seconds from 1900 to 1970 (RFC 5905 section 6). */
  private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

  private final int ssrc;
  private final long epochNanos;
  private long packets;
  private long octets;
  private long octetsAtTick;
  private long tickNanos;
  private long bitsPerSecond;
  private long newestPts = Long.MIN_VALUE;
  private int pictures; // in this interval
  private int picturesPerSecond;
  private long lost;
  private int roundTripMillis;

  /**
   * Makes empty statistics.
   *
   * @param epochNanos wall-clock nanoseconds since 1970 at lane time 0
   */
  public SenderStatistics(int ssrc, long epochNanos) {
    this.ssrc = ssrc;
    this.epochNanos = epochNanos;
  }

  /** A packet with so many bytes of payload was sent. */
  public void sent(int payloadLength) {
    packets++;
    octets += payloadLength;
  }

  /** The same for one that may begin a picture, which all packets of one time belong to. */
  public void sent(int payloadLength, long pts) {
    sent(payloadLength);
    if (pts != newestPts) {
      newestPts = pts;
      pictures++;
    }
  }

  /** Closes an interval of the rates; to be called about once a second. */
  public void tick(long nowNanos) {
    long elapsed = nowNanos - tickNanos;
    if (tickNanos != 0 && elapsed > 0) {
      bitsPerSecond = Math.round((octets - octetsAtTick) * 8e9 / elapsed);
      picturesPerSecond = (int) Math.round(pictures * 1e9 / elapsed);
    }
    pictures = 0;
    tickNanos = nowNanos;
    octetsAtTick = octets;
  }

  /** The receiver reported on this source. */
  public void reported(RtcpPacket.ReportBlock block, long nowNanos) {
    lost = Math.max(0, block.lost());
    if (block.lastReport() != 0) {
      int units = (int) (ntp(nowNanos) >>> 16) - block.lastReport() - (int) block.delay();
      if (units >= 0) {
        roundTripMillis = (int) (units * 1000L / 65_536);
      }
    }
  }

  /** Writes a sender report; tells where the next packet goes. */
  public int writeSenderReport(byte[] out, int at, int rtpTimestamp, long nowNanos) {
    return RtcpWriter.senderReport(
        out, at, ssrc, new RtcpWriter.Moment(ntp(nowNanos), rtpTimestamp), packets, octets);
  }

  private long ntp(long nowNanos) {
    long nanos = epochNanos + nowNanos;
    long seconds = Math.floorDiv(nanos, 1_000_000_000L) + NTP_EPOCH_SECONDS;
    long fraction = (Math.floorMod(nanos, 1_000_000_000L) << 32) / 1_000_000_000L;
    return seconds << 32 | fraction;
  }

  /** Packets sent. */
  public long packets() {
    return packets;
  }

  /** Payload bytes sent. */
  public long octets() {
    return octets;
  }

  /** Payload bit rate of the last interval. */
  public long bitsPerSecond() {
    return bitsPerSecond;
  }

  /** Pictures, or units of sound, in a second of the last interval. */
  public int picturesPerSecond() {
    return picturesPerSecond;
  }

  /** Packets lost as the receiver tells. */
  public long lost() {
    return lost;
  }

  /** Round trip time in milliseconds, 0 while unknown. */
  public int roundTripMillis() {
    return roundTripMillis;
  }
}
