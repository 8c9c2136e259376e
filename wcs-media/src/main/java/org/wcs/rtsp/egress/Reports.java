package org.wcs.rtsp.egress;

import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.feature.SenderStatistics;
import org.wcs.stream.Track;
import org.wcs.unit.RtpPacket;

/**
 * Sender reports of one track, written once for all players of a lane (RFC 3550 sections 6.4.1, 6.5
 * and 6.6). They tell the moment on the clock that all tracks of the stream share, so players bring
 * sound and picture together by them. On that lane.
 */
final class Reports {

  private static final int MOST_OCTETS = 28 + 272 + 8;

  /** Sound and picture may be apart by so much without anybody noticing. */
  private static final long NOTICED_NANOS = 10_000_000L;

  private final Track track;
  private final Numbering numbering;
  private final byte[] cname;
  private final SenderStatistics statistics;
  private final TrackClock clock;
  private final byte[] out = new byte[Composer.INTERLEAVED_HEADER + MOST_OCTETS];
  private @Nullable RtpPacket latest;
  private long told; // the offset of the last report

  Reports(Track track, Numbering numbering, Egress egress) {
    this.track = track;
    this.numbering = numbering;
    this.cname = egress.cname();
    this.statistics = new SenderStatistics(numbering.ssrc(), egress.epochNanos());
    this.clock = new TrackClock(track);
  }

  /** A packet is on its way to the players. */
  void packet(RtpPacket packet) {
    latest = packet;
    statistics.sent(packet.payloadLength());
  }

  /** Makes the report possible before anything has been sent. */
  void begin(RtpPacket first) {
    if (latest == null) {
      latest = first;
    }
  }

  /** Whether there is something to report. */
  boolean begun() {
    return latest != null;
  }

  /** Whether more is known of the publisher's clock than the last report has told. */
  boolean outdated() {
    RtpPacket reference = latest;
    return reference != null && Math.abs(clock.offset(reference) - told) > NOTICED_NANOS;
  }

  void tick(long nowNanos) {
    statistics.tick(nowNanos);
  }

  long bitsPerSecond() {
    return statistics.bitsPerSecond();
  }

  /**
   * Writes a compound to {@link #out}, behind room for the header of an interleaved packet.
   *
   * @param bye whether it is the last one
   * @return its length
   */
  int write(long nowNanos, boolean bye) {
    int start = Composer.INTERLEAVED_HEADER;
    int at = statistics.writeSenderReport(out, start, timestamp(nowNanos), nowNanos);
    at = RtcpWriter.sourceDescription(out, at, numbering.ssrc(), cname);
    if (bye) {
      at = RtcpWriter.bye(out, at, numbering.ssrc());
    }
    return at - start;
  }

  byte[] out() {
    return out;
  }

  /** The timestamp that belongs to this moment. */
  private int timestamp(long nowNanos) {
    RtpPacket reference = latest;
    if (reference == null) {
      return numbering.timestamp(0);
    }
    told = clock.offset(reference);
    double seconds = (nowNanos - clock.nanos(reference)) / 1e9;
    long ticks = Math.round(seconds * track.codec().clockRate());
    return numbering.timestamp(reference.pts() + ticks);
  }
}
