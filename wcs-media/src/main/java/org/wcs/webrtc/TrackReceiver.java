package org.wcs.webrtc;

import org.wcs.config.WebRtcConfig;
import org.wcs.packetize.Dimensions;
import org.wcs.rtp.ExtensionUri;
import org.wcs.rtp.HeaderExtensions;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.KeyFrameRequester;
import org.wcs.rtp.feature.NackGenerator;
import org.wcs.rtp.feature.PictureStarts;
import org.wcs.rtp.feature.RateMeter;
import org.wcs.rtp.feature.ReceptionStatistics;
import org.wcs.rtp.feature.RtxPacket;
import org.wcs.rtp.feature.SourceNumbers;
import org.wcs.sdp.PayloadFormat;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * One track on its way in from its publisher: puts numbers in order, notices what is missing, and
 * publishes. On the publisher's lane.
 */
final class TrackReceiver {

  /** Where a packet with rotation carries it, once it is published. */
  static final int ORIENTATION_AT = 17;

  private static final int FIXED_HEADER = 12;

  private final Publishing publishing;
  private final Track track;
  private final int payloadType;
  private final int rtxPayloadType;
  private final int orientationId;
  private final boolean onlyFir;
  private final ReceptionStatistics statistics;
  private final NackGenerator nack;
  private final KeyFrameRequester keyFrames;
  private final RateMeter rate = new RateMeter();
  private final SourceNumbers numbers;
  private final PictureStarts starts;
  private long nacksSent;
  private long plisSent;
  private long recovered;
  private boolean reported;
  private long leastOffset = Long.MAX_VALUE; // from media time to lane time, in nanoseconds

  TrackReceiver(Publishing publishing, MediaPlan plan, Track track, WebRtcConfig config) {
    this.publishing = publishing;
    this.track = track;
    PayloadFormat format = plan.format();
    if (format == null) {
      throw new IllegalArgumentException("a refused m-line is not received");
    }
    this.payloadType = format.payloadType();
    this.rtxPayloadType = plan.rtxPayloadType();
    this.orientationId = plan.extensionId(ExtensionUri.VIDEO_ORIENTATION);
    this.onlyFir = !plan.feedback("nack", "pli");
    this.numbers = new SourceNumbers(track.codec().clockRate());
    this.starts = new PictureStarts(track.codec());
    this.statistics = new ReceptionStatistics(track.codec().clockRate());
    this.nack = new NackGenerator(plan.feedback("nack", null) ? config.repair().nackTries() : 0);
    this.keyFrames = new KeyFrameRequester(config.repair().keyFrameInterval().toNanos());
  }

  Track track() {
    return track;
  }

  int payloadType() {
    return payloadType;
  }

  int rtxPayloadType() {
    return rtxPayloadType;
  }

  boolean video() {
    return track.codec().kind() == Codec.Kind.VIDEO;
  }

  /** Whether the publisher did not offer the lighter way to ask for a key frame. */
  boolean takesOnlyFir() {
    return onlyFir;
  }

  /** The source that is received, once it is heard. */
  int ssrc() {
    return numbers.ssrc();
  }

  boolean heard() {
    return numbers.heard();
  }

  ReceptionStatistics statistics() {
    return statistics;
  }

  NackGenerator nack() {
    return nack;
  }

  KeyFrameRequester keyFrames() {
    return keyFrames;
  }

  /** Lane time of the last packet of this track. */
  long arrivedNanos() {
    return numbers.arrivedNanos();
  }

  void countNacks(int packets) {
    nacksSent += packets;
  }

  void countPli() {
    plisSent++;
  }

  /** A packet of this track with a valid header. The bytes are kept. */
  void media(byte[] wire, int length, long nowNanos) {
    switch (numbers.hear(wire, 0, nowNanos)) {
      case STRANGER -> {
        return;
      }
      case FIRST -> publishing.sourceChanged(this);
      case CHANGED -> {
        nack.reset();
        statistics.reset();
        publishing.sourceChanged(this);
      }
      case SAME -> {}
    }
    statistics.received(RtpHeader.sequence(wire, 0), RtpHeader.timestamp(wire, 0), nowNanos);
    long sequence = numbers.sequence(RtpHeader.sequence(wire, 0));
    publish(wire, length, sequence, nowNanos);
  }

  /** A retransmission of a packet of this track (RFC 4588 section 4). */
  void retransmission(byte[] wire, int length, long nowNanos) {
    int payload = RtpHeader.headerLength(wire, 0);
    int payloadLength = RtpHeader.payloadLength(wire, 0, length);
    if (!numbers.heard() || payloadLength <= RtxPacket.OSN_LENGTH) {
      return; // padding only: the publisher probes for bandwidth
    }
    int original = RtxPacket.originalSequence(wire, payload);
    long sequence = numbers.again(original);
    if (sequence < 0) {
      return; // nobody asked for it; one of the source before, for example
    }
    byte[] plain = new byte[payload + payloadLength - RtxPacket.OSN_LENGTH];
    System.arraycopy(wire, 0, plain, 0, payload);
    plain[0] = (byte) (wire[0] & ~0x20);
    plain[1] = (byte) (wire[1] & 0x80 | payloadType);
    plain[2] = (byte) (original >>> 8);
    plain[3] = (byte) original;
    RtpHeader.writeInt(plain, 8, numbers.ssrc());
    System.arraycopy(
        wire, payload + RtxPacket.OSN_LENGTH, plain, payload, payloadLength - RtxPacket.OSN_LENGTH);
    if (publish(plain, plain.length, sequence, nowNanos)) {
      recovered++;
    }
  }

  /** The numbers as of now. */
  PeerSnapshot.Media numbers(long nowNanos) {
    return new PeerSnapshot.Media(
        rate.bitsPerSecond(nowNanos),
        rate.framesPerSecond(nowNanos),
        statistics.packets(),
        rate.bytes(),
        statistics.lost(),
        nacksSent,
        plisSent,
        recovered);
  }

  /** False for one that was published before, and for one from before the first. */
  private boolean publish(byte[] wire, int length, long sequence, long nowNanos) {
    if (sequence < 0 || track.history().get(sequence, nowNanos) != null) {
      return false;
    }
    if (nack.onPacket(sequence, nowNanos)) {
      keyFrames.request(nowNanos);
    }
    long pts = numbers.pts(RtpHeader.timestamp(wire, 0), nowNanos);
    RtpPacket packet = packet(wire, length, sequence, pts, nowNanos);
    if (packet.resync()) {
      keyFrames.onKeyFrame(nowNanos);
    }
    rate.add(packet.payloadLength(), packet.marker() || !video(), nowNanos);
    numbers.published(sequence, pts, nowNanos);
    guessClock(pts, nowNanos);
    track.publish(packet);
    return true;
  }

  /** Good enough until the first report: the packet that was delayed least. */
  private void guessClock(long pts, long nowNanos) {
    if (reported) {
      return;
    }
    long ticks = track.codec().clockRate();
    long offset = nowNanos - pts / ticks * 1_000_000_000L - pts % ticks * 1_000_000_000L / ticks;
    if (offset < leastOffset) {
      leastOffset = offset;
      track.clock(new Track.ClockReading(nowNanos, pts));
    }
  }

  private RtpPacket packet(byte[] wire, int length, long sequence, long pts, long nowNanos) {
    int at = RtpHeader.headerLength(wire, 0);
    int payload = RtpHeader.payloadLength(wire, 0, length);
    byte[] kept = wire;
    int orientation = orientation(wire);
    if (orientation >= 0) {
      kept = withOrientation(wire, at, payload, orientation);
      at = FIXED_HEADER + 8;
    } else {
      kept[0] &= (byte) ~0x10; // no extension of the publisher concerns a player
    }
    boolean resync = startsPicture(kept, at, payload, pts);
    return new RtpPacket(
        kept, at, payload, RtpHeader.marker(wire, 0), sequence, pts, resync, nowNanos);
  }

  private boolean startsPicture(byte[] wire, int at, int length, long pts) {
    PictureStarts.Start start = starts.look(wire, at, length, pts);
    if (start != PictureStarts.Start.NONE && track.codec() instanceof Codec.Video codec) {
      measure(codec, wire, at, length);
    }
    return start == PictureStarts.Start.FIRST;
  }

  private int orientation(byte[] wire) {
    if (orientationId == 0 || !RtpHeader.hasExtension(wire, 0)) {
      return -1;
    }
    int found = HeaderExtensions.find(wire, 0, orientationId);
    return found < 0 || HeaderExtensions.length(found) == 0
        ? -1
        : wire[HeaderExtensions.offset(found)] & 0xFF;
  }

  private static byte[] withOrientation(byte[] wire, int from, int length, int orientation) {
    byte[] kept = new byte[FIXED_HEADER + 8 + length];
    System.arraycopy(wire, 0, kept, 0, FIXED_HEADER);
    kept[0] = (byte) 0x90;
    RtpHeader.writeInt(kept, FIXED_HEADER, 0xBEDE_0001);
    kept[FIXED_HEADER + 4] = 0x10;
    kept[ORIENTATION_AT] = (byte) orientation;
    System.arraycopy(wire, from, kept, FIXED_HEADER + 8, length);
    return kept;
  }

  private void measure(Codec.Video codec, byte[] wire, int at, int length) {
    Dimensions size = Dimensions.of(codec, wire, at, length);
    if (size != null && track.resize(size.width(), size.height())) {
      publishing.resized(track);
    }
  }

  /** The publisher told which timestamp belongs to which moment. */
  void senderReport(long sampledNanos, int timestamp) {
    if (numbers.heard()) {
      reported = true;
      long pts = numbers.peekPts(timestamp);
      track.clock(new Track.ClockReading(sampledNanos, pts));
    }
  }
}
