package org.wcs.webrtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.ExtensionUri;
import org.wcs.sdp.Candidate;
import org.wcs.sdp.Connection;
import org.wcs.sdp.Direction;
import org.wcs.sdp.Fingerprint;
import org.wcs.sdp.Group;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.RtcpFeedback;
import org.wcs.sdp.RtpMap;
import org.wcs.sdp.SdpWriter;
import org.wcs.sdp.SetupRole;
import org.wcs.sdp.SsrcGroup;
import org.wcs.unit.Codec;

/**
 * Writes the answer (RFC 8829 section 5.3.1): the m-lines of the offer in their order, the chosen
 * codec first and alone, every candidate, since no other description follows.
 */
final class AnswerWriter {

  private final List<MediaPlan> plans;
  private final Map<MediaPlan, Transport> transports;
  private final List<Candidate> candidates;
  private final Fingerprint fingerprint;
  private final String streamId;

  /**
   * Prepares an answer.
   *
   * @param transports the transport of each accepted m-line; the same object means bundled
   * @param streamId the one msid stream id that ties a player's audio and video together
   */
  AnswerWriter(
      List<MediaPlan> plans,
      Map<MediaPlan, Transport> transports,
      List<Candidate> candidates,
      Fingerprint fingerprint,
      String streamId) {
    this.plans = plans;
    this.transports = transports;
    this.candidates = candidates;
    this.fingerprint = fingerprint;
    this.streamId = streamId;
  }

  /**
   * The text of the answer.
   *
   * @param sessionId number of the o= line
   * @param ssrcs the SSRCs under which a player gets each m-line; empty when publishing
   * @param maxBitsPerSecond most that a publisher may send; 0 for no limit
   */
  String write(long sessionId, Map<MediaPlan, TrackSender> ssrcs, int maxBitsPerSecond) {
    SdpWriter sdp = SdpWriter.start(sessionId, 1, "127.0.0.1");
    sdp.attribute("ice-lite");
    bundles().forEach(sdp::group);
    sdp.attribute("msid-semantic", "WMS *");
    for (MediaPlan plan : plans) {
      Transport transport = transports.get(plan);
      if (transport == null) {
        refuse(sdp, plan.offered());
      } else {
        accept(sdp, plan, transport, maxBitsPerSecond);
        announce(sdp, plan, ssrcs.get(plan));
      }
    }
    return sdp.build().toString();
  }

  private List<Group> bundles() {
    List<String> mids = new ArrayList<>();
    Transport bundled = null;
    for (MediaPlan plan : plans) {
      Transport transport = transports.get(plan);
      String mid = plan.offered().mid();
      if (transport != null && transport.bundled() && mid != null) {
        bundled = bundled == null ? transport : bundled;
        if (transport == bundled) {
          mids.add(mid);
        }
      }
    }
    return mids.isEmpty() ? List.of() : List.of(new Group("BUNDLE", mids));
  }

  private static void refuse(SdpWriter sdp, MediaDescription offered) {
    sdp.media(offered.kind(), 0, offered.protocol(), offered.formats())
        .connection(new Connection("IN", "IP4", "0.0.0.0"))
        .mid(offered.mid())
        .direction(Direction.INACTIVE);
  }

  private void accept(SdpWriter sdp, MediaPlan plan, Transport transport, int maxBitsPerSecond) {
    PayloadFormat format = answered(plan);
    open(sdp, plan, format);
    limit(sdp, plan, maxBitsPerSecond);
    secure(sdp, plan, transport);
    sdp.payload(format);
    if (plan.rtxPayloadType() >= 0) {
      sdp.attribute("rtpmap", plan.rtxPayloadType() + " rtx/90000");
      sdp.attribute("fmtp", plan.rtxPayloadType() + " apt=" + format.payloadType());
    }
    plan.extensions().forEach(sdp::extmap);
    candidates.forEach(sdp::candidate);
    sdp.attribute("end-of-candidates");
  }

  private void open(SdpWriter sdp, MediaPlan plan, PayloadFormat format) {
    Candidate first = candidates.getFirst();
    String family = first.address().indexOf(':') >= 0 ? "IP6" : "IP4";
    List<String> formats = new ArrayList<>();
    formats.add(String.valueOf(format.payloadType()));
    if (plan.rtxPayloadType() >= 0) {
      formats.add(String.valueOf(plan.rtxPayloadType()));
    }
    MediaDescription offered = plan.offered();
    sdp.media(offered.kind(), first.port(), offered.protocol(), formats)
        .connection(new Connection("IN", family, first.address()));
  }

  private void secure(SdpWriter sdp, MediaPlan plan, Transport transport) {
    MediaDescription offered = plan.offered();
    sdp.attribute("rtcp", "9 IN IP4 0.0.0.0")
        .mid(offered.mid())
        .direction(Negotiation.answerDirection(plan))
        .ice(transport.localCredentials().ufrag(), transport.localCredentials().pwd())
        .dtls(fingerprint, transport.active() ? SetupRole.ACTIVE : SetupRole.PASSIVE)
        .attribute("rtcp-mux");
    if (offersReducedSize(offered)) {
      sdp.attribute("rtcp-rsize");
    }
  }

  private static boolean offersReducedSize(MediaDescription offered) {
    return offered.attributes().stream().anyMatch(each -> each.name().equals("rtcp-rsize"));
  }

  private static void limit(SdpWriter sdp, MediaPlan plan, int maxBitsPerSecond) {
    Codec codec = plan.codec();
    boolean video = codec != null && codec.kind() == Codec.Kind.VIDEO;
    if (video && plan.track() == null && maxBitsPerSecond > 0) {
      sdp.bandwidth("AS", maxBitsPerSecond / 1000).bandwidth("TIAS", maxBitsPerSecond);
    }
  }

  private void announce(SdpWriter sdp, MediaPlan plan, @Nullable TrackSender sender) {
    Codec codec = plan.codec();
    if (sender == null || codec == null) {
      return;
    }
    String trackId = codec.kind().name().toLowerCase(Locale.ROOT).charAt(0) + "0";
    sdp.attribute("msid", streamId + " " + trackId);
    long ssrc = sender.ssrc() & 0xFFFFFFFFL;
    if (plan.rtxPayloadType() >= 0) {
      long rtx = sender.rtxSsrc() & 0xFFFFFFFFL;
      sdp.attribute("ssrc-group", new SsrcGroup("FID", List.of(ssrc, rtx)));
      sdp.ssrc(ssrc, "cname", streamId).ssrc(rtx, "cname", streamId);
    } else {
      sdp.ssrc(ssrc, "cname", streamId);
    }
  }

  /** The format with the feedback that is in use here and nothing else. */
  private static PayloadFormat answered(MediaPlan plan) {
    PayloadFormat format = plan.format();
    if (format == null) {
      throw new IllegalArgumentException("a refused m-line has no format");
    }
    List<RtcpFeedback> feedback =
        format.feedback().stream().filter(each -> spoken(plan, each)).toList();
    RtpMap map = format.rtpMap();
    return new PayloadFormat(format.payloadType(), map, format.fmtp(), feedback);
  }

  private static boolean spoken(MediaPlan plan, RtcpFeedback feedback) {
    boolean publishing = plan.track() == null;
    boolean twcc = publishing && plan.extensionId(ExtensionUri.TRANSPORT_WIDE_CC) > 0;
    return feedback.is("nack", null)
        || feedback.is("nack", "pli")
        || feedback.is("ccm", "fir")
        || (twcc && feedback.is("transport-cc", null))
        || (publishing && !twcc && feedback.is("goog-remb", null));
  }
}
