package org.wcs.webrtc;

import org.wcs.config.WebRtcConfig;
import org.wcs.rtp.ExtensionUri;
import org.wcs.rtp.HeaderExtensions;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.ReceiveBitrateEstimator;
import org.wcs.rtp.feature.TransportFeedbackGenerator;
import org.wcs.stream.Feedback;

/**
 * What comes in over one transport of a publisher: sorts packets by payload type (unique within a
 * bundle, RFC 8843 section 10.1) and sends the feedback of all its tracks. On its lane.
 */
final class Ingress {

  private static final int PAYLOAD_TYPES = 128;
  private static final int MAX_NACKS = 64;

  private final Transport transport;
  private final LaneEndpoint endpoint;
  private final TrackReceiver[] byPayloadType = new TrackReceiver[PAYLOAD_TYPES];
  private final TransportFeedbackGenerator feedback = new TransportFeedbackGenerator();
  private final ReceiveBitrateEstimator estimator;
  private final int[] missing = new int[MAX_NACKS];
  private final int ourSsrc;
  private final byte[] cname;
  private TrackReceiver[] receivers = new TrackReceiver[0];
  private int transportSequenceId;
  private int limitBitsPerSecond;

  Ingress(Transport transport, PeerConnection peer) {
    this.transport = transport;
    this.endpoint = peer.endpoint();
    this.ourSsrc = peer.parts().random().nextInt();
    this.cname = RtcpWriter.cname("wcs-" + Integer.toHexString(ourSsrc));
    WebRtcConfig.Bitrate range = endpoint.config().bitrate();
    int min = orDefault(peer.request().video().minBitrate(), range.minBitsPerSecond());
    int max = orDefault(peer.request().video().maxBitrate(), range.maxBitsPerSecond());
    this.estimator = new ReceiveBitrateEstimator(Math.min(min, max), max);
    this.limitBitsPerSecond = max;
  }

  private static int orDefault(int wanted, int otherwise) {
    return wanted > 0 ? wanted : otherwise;
  }

  Transport transport() {
    return transport;
  }

  /** Adds a track; the tracks of one transport share their header extension ids. */
  void add(TrackReceiver receiver, MediaPlan plan) {
    transportSequenceId =
        Math.max(transportSequenceId, plan.extensionId(ExtensionUri.TRANSPORT_WIDE_CC));
    TrackReceiver[] more = java.util.Arrays.copyOf(receivers, receivers.length + 1);
    more[receivers.length] = receiver;
    receivers = more;
    byPayloadType[receiver.payloadType()] = receiver;
    if (receiver.rtxPayloadType() >= 0) {
      byPayloadType[receiver.rtxPayloadType()] = receiver;
    }
  }

  /** A packet with a valid header; the bytes are kept. */
  void rtp(byte[] packet, int length, long nowNanos) {
    int payloadType = RtpHeader.payloadType(packet, 0);
    TrackReceiver receiver = byPayloadType[payloadType];
    if (receiver == null) {
      endpoint.dropped();
      return;
    }
    estimator.received(length, nowNanos);
    noteTransportSequence(packet, nowNanos);
    if (payloadType == receiver.payloadType()) {
      receiver.media(packet, length, nowNanos);
    } else {
      receiver.retransmission(packet, length, nowNanos);
    }
    if (receiver.nack().due(nowNanos)) {
      sendNacks(receiver, nowNanos);
    }
    if (receiver.keyFrames().due(nowNanos)) {
      sendKeyFrameRequest(receiver, nowNanos);
    }
  }

  /** Sends at once what viewers wait for. */
  void requestKeyFrames(long nowNanos) {
    if (!transport.ready()) {
      return;
    }
    for (TrackReceiver receiver : receivers) {
      if (receiver.heard() && receiver.keyFrames().due(nowNanos)) {
        sendKeyFrameRequest(receiver, nowNanos);
      }
    }
  }

  void limit(Feedback.BitrateLimit limit) {
    limitBitsPerSecond = limit.bitsPerSecond();
  }

  void pulse(long nowNanos) {
    for (TrackReceiver receiver : receivers) {
      if (receiver.nack().due(nowNanos)) {
        sendNacks(receiver, nowNanos);
      }
    }
    requestKeyFrames(nowNanos);
    if (transportSequenceId > 0 && feedback.due(nowNanos)) {
      byte[] out = endpoint.rtcpOut();
      int ssrc = receivers.length == 0 ? 0 : receivers[receivers.length - 1].ssrc();
      int end = feedback.write(out, 0, ourSsrc, ssrc, nowNanos);
      transport.sendRtcp(out, end);
    }
  }

  /** Receiver reports (RFC 3550 section 6.4.2) and, without transport feedback, REMB. */
  void second(long nowNanos) {
    byte[] out = endpoint.rtcpOut();
    int end = RtcpWriter.beginReceiverReport(out, 0, ourSsrc);
    long lost = 0;
    long expected = 0;
    for (TrackReceiver receiver : receivers) {
      if (receiver.heard()) {
        end = receiver.statistics().writeReportBlock(out, end, receiver.ssrc(), nowNanos);
        lost += receiver.statistics().lostLastInterval();
        expected += receiver.statistics().expectedLastInterval();
      }
    }
    end = RtcpWriter.endReceiverReport(out, 0, end);
    end = RtcpWriter.sourceDescription(out, end, ourSsrc, cname);
    if (transportSequenceId == 0) {
      long estimate = estimator.estimate(lost, expected, nowNanos);
      end = RtcpWriter.remb(out, end, ourSsrc, Math.min(estimate, limitBitsPerSecond), ssrcs());
    }
    transport.sendRtcp(out, end);
  }

  private int[] ssrcs() {
    int[] ssrcs = new int[receivers.length];
    for (int i = 0; i < ssrcs.length; i++) {
      ssrcs[i] = receivers[i].ssrc();
    }
    return ssrcs;
  }

  private void noteTransportSequence(byte[] packet, long nowNanos) {
    if (transportSequenceId == 0) {
      return;
    }
    int found = HeaderExtensions.find(packet, 0, transportSequenceId);
    if (found >= 0 && HeaderExtensions.length(found) >= 2) {
      int at = HeaderExtensions.offset(found);
      feedback.onPacket((packet[at] & 0xFF) << 8 | packet[at + 1] & 0xFF, nowNanos);
    }
  }

  private void sendNacks(TrackReceiver receiver, long nowNanos) {
    int count = receiver.nack().take(nowNanos, missing);
    if (count > 0) {
      receiver.countNacks(count);
      byte[] out = endpoint.rtcpOut();
      transport.sendRtcp(out, RtcpWriter.nack(out, 0, ourSsrc, receiver.ssrc(), missing, count));
    }
  }

  private void sendKeyFrameRequest(TrackReceiver receiver, long nowNanos) {
    receiver.keyFrames().sent(nowNanos);
    receiver.countPli();
    byte[] out = endpoint.rtcpOut();
    int end =
        receiver.takesOnlyFir()
            ? RtcpWriter.fir(out, 0, ourSsrc, receiver.ssrc(), receiver.keyFrames().count())
            : RtcpWriter.pli(out, 0, ourSsrc, receiver.ssrc());
    transport.sendRtcp(out, end);
  }
}
