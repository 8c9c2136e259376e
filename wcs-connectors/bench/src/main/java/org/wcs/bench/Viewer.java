package org.wcs.bench;

import java.nio.ByteBuffer;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;

/**
 * Counts what one player gets by the headers, which are in clear. A probe decrypts every packet and
 * takes the time it was under way from the stamp inside; the others decrypt one of 64, to see that
 * it can be done. Reports about once a second, as a browser does. On the loop's thread.
 */
final class Viewer implements Media {

  private static final int CHECKED_ONE_OF = 64;
  private static final long REPORT_NANOS = 1_000_000_000L;

  private final boolean probe;
  private final DelaySamples delays;
  private final SequenceCounter audio = new SequenceCounter();
  private final SequenceCounter video = new SequenceCounter();
  private int audioSsrc;
  private int videoSsrc;
  private long packets;
  private long resent;
  private long undecipherable;
  private long nextReportNanos;

  /**
   * Makes a viewer.
   *
   * @param delays where a probe puts what it measures
   * @param firstReportNanos spread over the viewers, so that they do not all report at once
   */
  Viewer(boolean probe, DelaySamples delays, long firstReportNanos) {
    this.probe = probe;
    this.delays = delays;
    this.nextReportNanos = firstReportNanos;
  }

  boolean probe() {
    return probe;
  }

  /** Whether both picture and sound have come. Read on the loop's thread. */
  boolean flowing() {
    return audio.started() && video.started();
  }

  void beginWindow() {
    audio.beginWindow();
    video.beginWindow();
    packets = 0;
    undecipherable = 0;
    resent = 0;
  }

  /** What happened since the window began. */
  Delivery delivery() {
    return new Delivery(
        packets,
        audio.expected() + video.expected(),
        audio.lost() + video.lost(),
        resent,
        undecipherable);
  }

  @Override
  public void rtp(Connection connection, long nowNanos) {
    ByteBuffer in = connection.buffers().in();
    int sequence = in.getShort(2) & 0xFFFF;
    packets++;
    switch (in.get(1) & 0x7F) {
      case Offer.OPUS -> {
        audioSsrc = in.getInt(8);
        audio.received(sequence);
      }
      case Offer.VP8 -> {
        videoSsrc = in.getInt(8);
        video.received(sequence);
      }
      default -> {
        resent++;
        return;
      }
    }
    if (probe || packets % CHECKED_ONE_OF == 0) {
      open(connection, nowNanos);
    }
  }

  @Override
  public void rtcp(Connection connection, int length, long nowNanos) {
    // The reports of the server are not answered.
  }

  @Override
  public void tick(Connection connection, long nowNanos) {
    if (nowNanos - nextReportNanos < 0 || !flowing()) {
      return;
    }
    nextReportNanos = nowNanos + REPORT_NANOS;
    byte[] out = connection.buffers().cipher();
    int end = RtcpWriter.beginReceiverReport(out, 0, 1);
    end = block(out, end, audioSsrc, audio.highest());
    end = block(out, end, videoSsrc, video.highest());
    connection.sendRtcp(RtcpWriter.endReceiverReport(out, 0, end));
  }

  /** RFC 3550 section 6.4.1: nothing lost, no jitter, no sender report seen. */
  private static int block(byte[] out, int at, int ssrc, int highest) {
    java.util.Arrays.fill(out, at, at + 24, (byte) 0);
    RtpHeader.writeInt(out, at, ssrc);
    RtpHeader.writeInt(out, at + 8, highest);
    return at + 24;
  }

  private void open(Connection connection, long nowNanos) {
    int length = connection.unprotectRtp();
    if (length < 0) {
      undecipherable++;
    } else if (probe) {
      long sent = Stamp.read(connection.buffers().plain(), length);
      if (sent != Stamp.NONE) {
        delays.add(nowNanos - sent);
      }
    }
  }
}
