package org.wcs.webrtc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WebRtcConfig;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.LeastDelay;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** A connection that publishes: packets come in, feedback goes out. On the connection's lane. */
final class Publishing implements PeerRole {

  /** Units that may wait for another lane: two seconds of a large stream. */
  private static final int INBOX_UNITS = 4_096;

  private final PeerConnection peer;
  private final StreamHub hub;
  private final MediaStream stream;
  private final List<TrackReceiver> receivers = new ArrayList<>();
  private final List<Ingress> ingresses = new ArrayList<>();
  private final LeastDelay clock = new LeastDelay(0);
  private long readyNanos;

  Publishing(PeerConnection peer, StreamHub hub) {
    this.peer = peer;
    this.hub = hub;
    List<Track> tracks = new ArrayList<>();
    for (MediaPlan plan : peer.plans()) {
      if (plan.codec() != null) {
        tracks.add(track(plan, plan.codec(), tracks.size()));
      }
    }
    PeerRequest request = peer.request();
    this.stream =
        new MediaStream(
            request.streamName(),
            new Publisher(request.sessionId(), request.mediaSessionId(), "WebRTC"),
            peer.lane(),
            tracks,
            peer::close);
  }

  private Track track(MediaPlan plan, Codec codec, int id) {
    WebRtcConfig config = peer.endpoint().config();
    TrackReceiver[] receiver = new TrackReceiver[1];
    Track track =
        Tracks.ofPackets(
            id, codec, peer.lane(), wish -> wished(receiver[0], wish), limits(config.repair()));
    receiver[0] = new TrackReceiver(this, plan, track, config);
    receivers.add(receiver[0]);
    ingressOf(peer.transport(plan)).add(receiver[0], plan);
    return track;
  }

  /** Nothing is kept for readers to come: a browser makes a key frame when it is asked. */
  private static TrackLimits limits(WebRtcConfig.Repair repair) {
    return new TrackLimits(
        INBOX_UNITS,
        0,
        Duration.ZERO,
        repair.cachePackets(),
        repair.cacheAge(),
        INBOX_UNITS,
        TrackLimits.USUAL.waitTime(),
        TrackLimits.USUAL.payloadOctets());
  }

  private Ingress ingressOf(Transport transport) {
    for (Ingress ingress : ingresses) {
      if (ingress.transport() == transport) {
        return ingress;
      }
    }
    Ingress ingress = new Ingress(transport, peer);
    ingresses.add(ingress);
    return ingress;
  }

  private void wished(TrackReceiver receiver, Feedback wish) {
    long now = peer.lane().nanoTime();
    switch (wish) {
      case Feedback.KeyFrameNeeded needed -> {
        receiver.keyFrames().request(now);
        ingresses.forEach(ingress -> ingress.requestKeyFrames(now));
      }
      case Feedback.BitrateLimit limit -> ingresses.forEach(each -> each.limit(limit));
    }
  }

  @Override
  public MediaStream stream() {
    return stream;
  }

  @Override
  public void ready(long nowNanos) {
    readyNanos = nowNanos;
    stream.tell(new StreamEvent.Started());
  }

  @Override
  public void rtp(Transport transport, byte[] packet, int length, long nowNanos) {
    if (!RtpHeader.valid(packet, 0, length)) {
      peer.endpoint().dropped();
      return;
    }
    for (int i = 0; i < ingresses.size(); i++) {
      if (ingresses.get(i).transport() == transport) {
        ingresses.get(i).rtp(packet, length, nowNanos);
      }
    }
  }

  @Override
  public void rtcp(byte[] compound, int length, long nowNanos) {
    for (RtcpPacket packet : RtcpCompound.parse(compound, 0, length)) {
      if (packet instanceof RtcpPacket.SenderReport report) {
        senderReport(report, nowNanos);
      }
    }
  }

  /** All tracks of a publisher share its clock; the least delayed report tells the offset best. */
  private void senderReport(RtcpPacket.SenderReport report, long nowNanos) {
    if (report.ntpTimestamp() == 0) {
      return; // RFC 3550 section 6.4.1: a sender without a clock
    }
    long ntpNanos = report.ntpNanos();
    clock.add(nowNanos - ntpNanos, nowNanos);
    for (TrackReceiver receiver : receivers) {
      if (receiver.heard() && receiver.ssrc() == report.ssrc()) {
        receiver.statistics().senderReport(report.ntpTimestamp(), nowNanos);
        receiver.senderReport(ntpNanos + clock.nanos(), report.rtpTimestamp());
      }
    }
  }

  @Override
  public void pulse(long nowNanos) {
    ingresses.forEach(ingress -> ingress.pulse(nowNanos));
  }

  @Override
  public void second(long nowNanos) {
    ingresses.forEach(ingress -> ingress.second(nowNanos));
  }

  @Override
  public @Nullable EndReason failure(long nowNanos) {
    long heard = readyNanos;
    for (TrackReceiver receiver : receivers) {
      heard = Math.max(heard, receiver.heard() ? receiver.arrivedNanos() : readyNanos);
    }
    long limit = peer.endpoint().config().repair().mediaTimeout().toNanos();
    return nowNanos - heard > limit ? EndReason.RTP_ACTIVITY : null;
  }

  @Override
  public void ended(EndReason reason) {
    hub.unpublish(stream, reason);
  }

  @Override
  public int roundTripMillis() {
    return 0;
  }

  @Override
  public long skipped() {
    return 0;
  }

  /** A publisher that starts, or starts anew, may be waited for. */
  void sourceChanged(TrackReceiver receiver) {
    if (receiver.video()) {
      receiver.keyFrames().request(peer.lane().nanoTime());
    }
  }

  /** The picture has another size. */
  void resized(Track track) {
    stream.tell(new StreamEvent.Resized(track.width(), track.height()));
  }

  @Override
  public PeerSnapshot.Media numbers(Codec.Kind kind) {
    long now = peer.lane().nanoTime();
    for (TrackReceiver receiver : receivers) {
      if (receiver.track().codec().kind() == kind) {
        return receiver.numbers(now);
      }
    }
    return PeerSnapshot.Media.NONE;
  }
}
