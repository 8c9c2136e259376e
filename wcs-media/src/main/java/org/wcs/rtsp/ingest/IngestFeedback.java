package org.wcs.rtsp.ingest;

import org.wcs.rtp.RtcpWriter;
import org.wcs.sdp.PayloadFormat;

/**
 * RTCP to the sender: receiver reports (RFC 3550 section 6.4.2), and requests for key frames (RFC
 * 4585 section 6.3.1, RFC 5104 section 4.3.1) where the sender has offered to hear them. One lane.
 */
final class IngestFeedback {

  private static final long REPORT_NANOS = 5_000_000_000L;
  private static final int LARGEST = 512;

  private final RtpIngest.Listener listener;
  private final int ourSsrc;
  private final byte[] cname;
  private final byte[] out = new byte[LARGEST];

  IngestFeedback(String name, RtpIngest.Listener listener) {
    this.listener = listener;
    this.ourSsrc = System.identityHashCode(this) * 31 + name.hashCode();
    this.cname = RtcpWriter.cname("wcs-" + Integer.toHexString(ourSsrc));
  }

  /** Sends what is due. */
  void pulse(int media, IngestTrack track, long nowNanos) {
    if (!track.heard()) {
      return;
    }
    if (track.reportDue(nowNanos, REPORT_NANOS)) {
      report(media, track, nowNanos);
    }
    if (!track.packets().known() && hears(track)) {
      track.keyFrames().request(nowNanos); // it brings what the description did not tell
    }
    askIfDue(media, track, nowNanos);
  }

  /** A viewer cannot go on, or start, without a key frame. */
  void keyFrameWanted(int media, IngestTrack track, boolean connected, long nowNanos) {
    track.wanted();
    if (!hears(track)) {
      listener.keyFrameWanted();
      return;
    }
    track.keyFrames().request(nowNanos);
    if (connected && track.heard()) {
      askIfDue(media, track, nowNanos);
    }
  }

  private void report(int media, IngestTrack track, long nowNanos) {
    int end = RtcpWriter.beginReceiverReport(out, 0, ourSsrc);
    end = track.statistics().writeReportBlock(out, end, track.ssrc(), nowNanos);
    end = RtcpWriter.endReceiverReport(out, 0, end);
    end = RtcpWriter.sourceDescription(out, end, ourSsrc, cname);
    listener.rtcp(media, out, 0, end);
  }

  private void askIfDue(int media, IngestTrack track, long nowNanos) {
    if (!track.keyFrames().due(nowNanos)) {
      return;
    }
    track.keyFrames().sent(nowNanos);
    track.asked();
    // RFC 4585 section 3.1: feedback travels in a compound that begins with a report
    int end = RtcpWriter.beginReceiverReport(out, 0, ourSsrc);
    end = RtcpWriter.endReceiverReport(out, 0, end);
    end = RtcpWriter.sourceDescription(out, end, ourSsrc, cname);
    boolean lighter = track.media().format().hasFeedback("nack", "pli");
    end =
        lighter
            ? RtcpWriter.pli(out, end, ourSsrc, track.ssrc())
            : RtcpWriter.fir(out, end, ourSsrc, track.ssrc(), track.keyFrames().count());
    listener.rtcp(media, out, 0, end);
  }

  private static boolean hears(IngestTrack track) {
    PayloadFormat format = track.media().format();
    return format.hasFeedback("nack", "pli") || format.hasFeedback("ccm", "fir");
  }
}
