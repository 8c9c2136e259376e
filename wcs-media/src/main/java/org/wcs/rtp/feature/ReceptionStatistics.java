package org.wcs.rtp.feature;

import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;

/**
 * What a receiver knows of one source: loss and jitter (RFC 3550 sections 6.4.1, A.3, A.8). Not
 * thread safe; nothing is allocated per packet.
 */
public final class ReceptionStatistics {
  private static final int REPORT_BLOCK = 24;
  private static final long MAX_LOST = 0x7FFFFF;

  private final int clockRate;
  private SequenceUnwrapper sequences = new SequenceUnwrapper();
  private long first = -1;
  private long highest;
  private long received;
  private long packets;
  private long lostBefore;
  private long expectedPrior;
  private long receivedPrior;
  private long lostInterval;
  private long expectedInterval;
  private int transit;
  private long jitter16; // jitter times 16
  private int lastReport;
  private long lastReportNanos;

  /** Makes empty statistics; the rate is that of the RTP timestamp, in ticks per second. */
  public ReceptionStatistics(int clockRate) {
    this.clockRate = clockRate;
  }

  /** A packet came in, retransmissions not counted. */
  public void received(int sequence, int timestamp, long nowNanos) {
    long unwrapped = sequences.unwrap(sequence);
    packets++;
    received++;
    if (first < 0) {
      first = unwrapped;
      highest = unwrapped;
      expectedPrior = 0;
    }
    highest = Math.max(highest, unwrapped);
    long arrival = (long) (nowNanos * (clockRate / 1e9));
    int now = (int) arrival - timestamp;
    if (received > 1) {
      long difference = Math.abs((long) (now - transit));
      jitter16 += difference - ((jitter16 + 8) >> 4);
    }
    transit = now;
  }

  /** The source told the time; the next report block refers to it. */
  public void senderReport(long ntpTimestamp, long nowNanos) {
    lastReport = (int) (ntpTimestamp >>> 16);
    lastReportNanos = nowNanos;
  }

  /** Writes a report block and starts a new interval; tells where the next one goes. */
  public int writeReportBlock(byte[] out, int at, int ssrc, long nowNanos) {
    long expected = expected();
    expectedInterval = expected - expectedPrior;
    long receivedInterval = received - receivedPrior;
    lostInterval = Math.max(0, expectedInterval - receivedInterval);
    expectedPrior = expected;
    receivedPrior = received;
    long fraction = expectedInterval <= 0 ? 0 : lostInterval * 256 / expectedInterval;
    long lost = Math.clamp(expected - received, -MAX_LOST - 1, MAX_LOST);
    RtpHeader.writeInt(out, at, ssrc);
    RtpHeader.writeInt(out, at + 4, (int) (Math.min(255, fraction) << 24 | lost & 0xFFFFFF));
    RtpHeader.writeInt(out, at + 8, (int) highest);
    RtpHeader.writeInt(out, at + 12, (int) (jitter16 >> 4));
    RtpHeader.writeInt(out, at + 16, lastReport);
    RtpHeader.writeInt(out, at + 20, delaySinceReport(nowNanos));
    return at + REPORT_BLOCK;
  }

  private int delaySinceReport(long nowNanos) {
    long micros = (nowNanos - lastReportNanos) / 1_000; // nanoseconds would overflow in two days
    return lastReport == 0 ? 0 : (int) (micros * 65_536 / 1_000_000);
  }

  private long expected() {
    return first < 0 ? 0 : highest - first + 1;
  }

  /** Packets lost in the interval that the last report block closed. */
  public long lostLastInterval() {
    return lostInterval;
  }

  /** Packets expected in that interval. */
  public long expectedLastInterval() {
    return expectedInterval;
  }

  /** Packets that never came, since the start; not below 0. */
  public long lost() {
    return lostBefore + Math.max(0, expected() - received);
  }

  /** Packets that came, since the start. */
  public long packets() {
    return packets;
  }

  /** How unevenly packets come, in ticks of the timestamp (RFC 3550 section A.8). */
  public long jitter() {
    return jitter16 >> 4;
  }

  /** Another source begins; the totals go on. */
  public void reset() {
    lostBefore = lost();
    sequences = new SequenceUnwrapper();
    first = -1;
    received = 0;
    receivedPrior = 0;
    expectedPrior = 0;
    jitter16 = 0;
    lastReport = 0;
  }
}
