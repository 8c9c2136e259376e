package org.wcs.webrtc;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.PlayStart;
import org.wcs.stream.PlayStarts;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** A connection that plays: packets go out, feedback comes in. On the connection's lane. */
final class Playing implements PeerRole, StreamListener {

  private final PeerConnection peer;
  private final MediaStream stream;
  private final Map<MediaPlan, TrackSender> senders = new IdentityHashMap<>();
  private final List<TrackSender> inOrder = new ArrayList<>();
  private final byte[] cname;
  private final PlayStart start;
  private boolean attached;

  Playing(PeerConnection peer, MediaStream stream) {
    this.peer = peer;
    this.stream = stream;
    this.start = peer.parts().starts().asked(PlayStarts.Way.WEBRTC, peer.lane().nanoTime());
    this.cname = RtcpWriter.cname("wcs-" + Integer.toHexString(peer.parts().random().nextInt()));
    for (MediaPlan plan : peer.plans()) {
      Track track = plan.track();
      if (track != null) {
        TrackSender sender = new TrackSender(peer, plan, track);
        senders.put(plan, sender);
        // Video first: its packets are of one size and lead the burst, the audio is its tail.
        inOrder.add(sender.video() ? 0 : inOrder.size(), sender);
      }
    }
    if (!inOrder.isEmpty()) {
      inOrder.getFirst().measured(start); // sound where there is no picture
    }
    for (TrackSender sender : inOrder) {
      Transport transport = sender.transport();
      transport.senders(inOrder.stream().filter(each -> each.transport() == transport).toList());
    }
    stream.listen(this);
  }

  /** The sender of each m-line that is played. */
  Map<MediaPlan, TrackSender> senders() {
    return senders;
  }

  @Override
  public MediaStream stream() {
    return stream;
  }

  @Override
  public void ready(long nowNanos) {
    attached = true;
    stream.attach();
    inOrder.forEach(TrackSender::start);
  }

  @Override
  public void rtp(Transport transport, byte[] packet, int length, long nowNanos) {
    peer.endpoint().dropped(); // a player has nothing to send
  }

  @Override
  public void rtcp(byte[] compound, int length, long nowNanos) {
    for (RtcpPacket packet : RtcpCompound.parse(compound, 0, length)) {
      switch (packet) {
        case RtcpPacket.ReceiverReport report -> reports(report.reports(), nowNanos);
        case RtcpPacket.SenderReport report -> reports(report.reports(), nowNanos);
        case RtcpPacket.Nack nack -> resend(nack);
        case RtcpPacket.Pli pli -> keyFrameWanted(pli.mediaSsrc());
        case RtcpPacket.Fir fir -> fir.mediaSsrcs().forEach(this::keyFrameWanted);
        case RtcpPacket.Bye bye -> {}
        case RtcpPacket.SourceDescription description -> {}
        case RtcpPacket.Remb remb -> {}
        case RtcpPacket.TransportFeedback feedback -> {}
        case RtcpPacket.Unknown unknown -> {}
      }
    }
  }

  private void reports(List<RtcpPacket.ReportBlock> blocks, long nowNanos) {
    for (RtcpPacket.ReportBlock block : blocks) {
      TrackSender sender = senderOf(block.ssrc());
      if (sender != null) {
        sender.heard();
        sender.statistics().reported(block, nowNanos);
      }
    }
  }

  private void resend(RtcpPacket.Nack nack) {
    TrackSender sender = senderOf(nack.mediaSsrc());
    if (sender != null) {
      for (int sequence : nack.sequences()) {
        sender.resend(sequence, peer.endpoint().retransmission());
      }
    }
  }

  private void keyFrameWanted(int ssrc) {
    TrackSender sender = senderOf(ssrc);
    if (sender != null) {
      sender.keyFrameWanted();
    }
  }

  private @Nullable TrackSender senderOf(int ssrc) {
    for (TrackSender sender : inOrder) {
      if (sender.ssrc() == ssrc || sender.rtxSsrc() == ssrc) {
        return sender;
      }
    }
    return null;
  }

  @Override
  public void pulse(long nowNanos) {}

  /** Sender reports, RFC 3550 section 6.4.1. */
  @Override
  public void second(long nowNanos) {
    for (TrackSender sender : inOrder) {
      sender.second(nowNanos);
      if (sender.sentAnything()) {
        byte[] out = peer.endpoint().rtcpOut();
        int end =
            sender.statistics().writeSenderReport(out, 0, sender.timestampNow(nowNanos), nowNanos);
        end = RtcpWriter.sourceDescription(out, end, sender.ssrc(), cname);
        sender.transport().sendRtcp(out, end);
      }
    }
  }

  @Override
  public @Nullable EndReason failure(long nowNanos) {
    return null;
  }

  @Override
  public void ended(EndReason reason) {
    stream.unlisten(this);
    if (attached) {
      attached = false;
      stream.detach();
    }
    for (TrackSender sender : inOrder) {
      sender.stop();
      byte[] out = peer.endpoint().rtcpOut();
      sender.transport().sendRtcp(out, RtcpWriter.bye(out, 0, sender.ssrc()));
    }
  }

  @Override
  public void happened(MediaStream of, StreamEvent event) {
    if (event instanceof StreamEvent.Ended end) {
      peer.close(forViewers(end.reason()));
    }
  }

  /** What the publisher did matters to viewers only as far as the server did it. */
  private static EndReason forViewers(EndReason reason) {
    return switch (reason) {
      case TERMINATED_BY_REST, SHUTDOWN -> reason;
      default -> EndReason.STOPPED_BY_PUBLISHER;
    };
  }

  @Override
  public int roundTripMillis() {
    int longest = 0;
    for (TrackSender sender : inOrder) {
      longest = Math.max(longest, sender.statistics().roundTripMillis());
    }
    return longest;
  }

  @Override
  public long skipped() {
    return inOrder.stream().mapToLong(TrackSender::skipped).sum();
  }

  @Override
  public PeerSnapshot.Media numbers(Codec.Kind kind) {
    long now = peer.lane().nanoTime();
    for (TrackSender sender : inOrder) {
      if (sender.video() == (kind == Codec.Kind.VIDEO)) {
        return sender.numbers(now);
      }
    }
    return PeerSnapshot.Media.NONE;
  }
}
