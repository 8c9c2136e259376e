package org.wcs.webrtc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.rtp.ExtensionUri;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.RtpRewriter;
import org.wcs.rtp.feature.RtxPacket;
import org.wcs.rtp.feature.SenderStatistics;
import org.wcs.srtp.SrtpSender;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.PlayStart;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * One track on its way to one player: holds back until decoding can start, renumbers, and resends
 * on request (RFC 4585, RFC 4588). On the player's lane. Nothing is allocated per packet.
 */
final class TrackSender implements Sink<RtpPacket> {

  private static final int FIXED_HEADER = 12;
  private static final int ORIENTATION_LENGTH = 8;
  private static final int BURST_RESEND_BYTES = 256 * 1024;

  private final Transport transport;
  private final Lane lane;
  private final Track track;
  private final boolean video;
  private final int payloadType;
  private final int rtxPayloadType;
  private final int ssrc;
  private final int rtxSsrc;
  private final byte[] midExtension;
  private final int orientationId;
  private final RtpRewriter rewriter;
  private final SenderStatistics statistics;
  private RtpPacket[] pending = new RtpPacket[8];
  private int pendingCount;
  private @Nullable SrtpSender protector;
  private @Nullable Subscription subscription;
  private @Nullable RtpPacket latest;
  private PlayStart start = PlayStart.unmeasured();
  private boolean waitingForKey;
  private boolean heard;
  private int rtxSequence;
  private long resendBudget = BURST_RESEND_BYTES;
  private long skipped;
  private long nacks;
  private long plis;
  private long resent;

  TrackSender(PeerConnection peer, MediaPlan plan, Track track) {
    this.transport = peer.transport(plan);
    this.lane = peer.lane();
    this.track = track;
    this.video = track.codec().kind() == Codec.Kind.VIDEO;
    this.payloadType = payloadType(plan);
    this.rtxPayloadType = plan.rtxPayloadType();
    this.ssrc = peer.parts().random().nextInt();
    this.rtxSsrc = peer.parts().random().nextInt();
    this.midExtension = rtxPayloadType < 0 ? new byte[0] : midExtension(plan);
    this.orientationId = plan.extensionId(ExtensionUri.VIDEO_ORIENTATION);
    this.rewriter =
        new RtpRewriter(peer.parts().random().nextInt(0x8000), peer.parts().random().nextInt());
    this.statistics = new SenderStatistics(ssrc, peer.parts().settings().epochNanos());
    this.waitingForKey = video;
  }

  Transport transport() {
    return transport;
  }

  int ssrc() {
    return ssrc;
  }

  int rtxSsrc() {
    return rtxSsrc;
  }

  boolean video() {
    return video;
  }

  SenderStatistics statistics() {
    return statistics;
  }

  /** The player's wait ends with the first packet of this track. */
  void measured(PlayStart now) {
    start = now;
  }

  /** Starts reading; a video player needs a key frame first. */
  void start() {
    protector = transport.protector();
    subscription = track.packets().subscribe(this);
    needKeyFrame();
  }

  void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
    clearPending();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  /** The past of a stream whose publisher makes no key frame on demand; sound starts now. */
  @Override
  public void replay(List<RtpPacket> past) {
    if (video && !past.isEmpty()) {
      rewriter.catchUpTo(past.getLast().pts());
      past.forEach(this::accept);
    }
  }

  @Override
  public void accept(RtpPacket packet) {
    if (waitingForKey) {
      if (!packet.resync()) {
        skip(1);
        return;
      }
      waitingForKey = false;
    }
    if (!rewriter.accept(packet)) {
      skipped++;
      return;
    }
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, pendingCount * 2);
    }
    pending[pendingCount++] = packet;
    transport.flushAfterDrain(video && !packet.marker());
  }

  @Override
  public void lost(int units) {
    skip(units);
    resync();
  }

  RtpPacket[] pending() {
    return pending;
  }

  int pendingCount() {
    return pendingCount;
  }

  @SuppressWarnings("NullAway") // slots below pendingCount are filled
  void clearPending() {
    Arrays.fill(pending, 0, pendingCount, null);
    pendingCount = 0;
  }

  /** The way to the peer is blocked: what waits is dropped up to the next key frame. */
  void skipPending() {
    if (pendingCount > 0) {
      skip(pendingCount);
      clearPending();
      resync();
    }
  }

  /** Whether padding changes nothing that may be sent again under the same packet index. */
  boolean mayPad() {
    return rtxPayloadType >= 0;
  }

  /** Length of the packet once protected, without padding. */
  int wireLength(RtpPacket packet) {
    return FIXED_HEADER
        + extensionLength(packet)
        + packet.payloadLength()
        + context().rtpOverhead();
  }

  /** Rewrites the header and encrypts straight into the burst; tells the length. */
  int write(RtpPacket packet, byte[] out, int at, int padding) {
    return write(packet, rewriter.outIndex(packet), out, at, padding);
  }

  private int write(RtpPacket packet, long index, byte[] out, int at, int padding) {
    int extension = extensionLength(packet);
    header(packet, out, at, payloadType, (int) index);
    out[at] |= (byte) ((padding > 0 ? 0x20 : 0) | (extension > 0 ? 0x10 : 0));
    if (extension > 0) {
      writeExtension(packet, out, at + FIXED_HEADER);
    }
    if (latest == null) {
      start.sent(lane.nanoTime());
    }
    latest = packet;
    statistics.sent(packet.payloadLength(), packet.pts());
    return context()
        .protectRtp(
            out,
            at,
            FIXED_HEADER + extension,
            packet.wire(),
            packet.payloadOffset(),
            packet.payloadLength(),
            padding,
            index);
  }

  /** The player misses a packet: sends it again if it is still known (RFC 4588 section 4). */
  void resend(int sequence, byte[] buffer) {
    nacks++;
    long source = rewriter.sourceSequence(sequence);
    RtpPacket packet = source < 0 ? null : track.history().get(source, lane.nanoTime());
    if (packet == null || packet.payloadLength() + 128 > buffer.length / 2 || resendBudget <= 0) {
      return;
    }
    resendBudget -= packet.payloadLength();
    resent++;
    int length =
        rtxPayloadType < 0
            ? write(packet, rewriter.index(sequence), buffer, 0, 0)
            : writeRtx(packet, sequence, buffer);
    transport.sendRtp(buffer, length);
  }

  /** The player cannot go on without a key frame. */
  void keyFrameWanted() {
    plis++;
    needKeyFrame();
  }

  /** The player has spoken of this track: it knows which SSRC is which. */
  void heard() {
    heard = true;
  }

  /** Refills what may be resent: as much again as is sent, and a burst. */
  void second(long nowNanos) {
    statistics.tick(nowNanos);
    resendBudget = BURST_RESEND_BYTES + statistics.bitsPerSecond() / 8;
  }

  /** The RTP timestamp that belongs to this moment, on the clock all tracks share. */
  int timestampNow(long nowNanos) {
    Track.ClockReading reading = track.clock();
    RtpPacket newest = latest;
    if (reading == null && newest != null) {
      reading = new Track.ClockReading(newest.arrivedNanos(), newest.pts());
    }
    if (reading == null) {
      return 0;
    }
    double seconds = (nowNanos - reading.nanos()) / 1e9;
    return rewriter.outTimestamp(reading.pts() + Math.round(seconds * track.codec().clockRate()));
  }

  boolean sentAnything() {
    return latest != null;
  }

  PeerSnapshot.Media numbers(long nowNanos) {
    return new PeerSnapshot.Media(
        statistics.bitsPerSecond(),
        statistics.picturesPerSecond(),
        statistics.packets(),
        statistics.octets(),
        statistics.lost(),
        nacks,
        plis,
        resent);
  }

  /** Packets that were dropped rather than sent. */
  long skipped() {
    return skipped;
  }

  @Override
  public void ended(EndReason reason) {
    subscription = null;
  }

  private void skip(int units) {
    skipped += units;
    rewriter.skipped();
  }

  private void resync() {
    if (video) {
      waitingForKey = true;
      needKeyFrame();
    }
  }

  private void needKeyFrame() {
    if (video) {
      track.packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  private SrtpSender context() {
    SrtpSender now = protector;
    if (now == null) {
      throw new IllegalStateException("not started");
    }
    return now;
  }

  private void header(RtpPacket packet, byte[] out, int at, int type, int sequence) {
    out[at] = (byte) 0x80;
    out[at + 1] = (byte) ((packet.marker() ? 0x80 : 0) | type);
    out[at + 2] = (byte) (sequence >>> 8);
    out[at + 3] = (byte) sequence;
    RtpHeader.writeInt(out, at + 4, rewriter.outTimestamp(packet.pts()));
    RtpHeader.writeInt(out, at + 8, type == payloadType ? ssrc : rtxSsrc);
  }

  private int writeRtx(RtpPacket packet, int sequence, byte[] buffer) {
    int plain = buffer.length / 2;
    RtxPacket.writeOriginalSequence(buffer, plain, sequence);
    System.arraycopy(
        packet.wire(),
        packet.payloadOffset(),
        buffer,
        plain + RtxPacket.OSN_LENGTH,
        packet.payloadLength());
    long index = rtxSequence++;
    header(packet, buffer, 0, rtxPayloadType, (int) index);
    int extension = isTurned(packet) ? ORIENTATION_LENGTH : 0;
    if (extension > 0) {
      buffer[0] |= 0x10;
      writeExtension(packet, buffer, FIXED_HEADER);
    }
    int header = FIXED_HEADER + extension;
    return context()
        .protectRtp(buffer, 0, header, buffer, plain, packet.payloadLength() + 2, 0, index);
  }

  /**
   * Rotation goes with the packets that have it. Until the player has reported, the mid tells it
   * where the SSRC belongs (RFC 8843 section 9.2).
   */
  private int extensionLength(RtpPacket packet) {
    if (isTurned(packet)) {
      return ORIENTATION_LENGTH;
    }
    return heard ? 0 : midExtension.length;
  }

  private boolean isTurned(RtpPacket packet) {
    return orientationId > 0 && RtpHeader.hasExtension(packet.wire(), 0);
  }

  private void writeExtension(RtpPacket packet, byte[] out, int at) {
    if (isTurned(packet)) {
      RtpHeader.writeInt(out, at, 0xBEDE_0001);
      out[at + 4] = (byte) (orientationId << 4);
      out[at + 5] = packet.wire()[TrackReceiver.ORIENTATION_AT];
      out[at + 6] = 0;
      out[at + 7] = 0;
    } else {
      System.arraycopy(midExtension, 0, out, at, midExtension.length);
    }
  }

  private static byte[] midExtension(MediaPlan plan) {
    int id = plan.extensionId(ExtensionUri.MID);
    String mid = plan.offered().mid();
    if (id == 0 || mid == null || mid.isEmpty() || mid.length() > 16) {
      return new byte[0];
    }
    byte[] text = mid.getBytes(StandardCharsets.UTF_8);
    int words = (1 + text.length + 3) / 4;
    byte[] extension = new byte[4 + words * 4];
    RtpHeader.writeInt(extension, 0, 0xBEDE_0000 | words);
    extension[4] = (byte) (id << 4 | text.length - 1);
    System.arraycopy(text, 0, extension, 5, text.length);
    return extension;
  }

  private static int payloadType(MediaPlan plan) {
    org.wcs.sdp.PayloadFormat format = plan.format();
    if (format == null) {
      throw new IllegalArgumentException("a refused m-line has no payload type");
    }
    return format.payloadType();
  }
}
