package org.wcs.packetize;

import java.util.ArrayList;
import java.util.List;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Feedback;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/** Keeps what a transform emits and asks. */
final class Collected<U extends MediaUnit> implements Transform.Output<U> {
  final List<U> units = new ArrayList<>();
  final List<Feedback> asked = new ArrayList<>();

  @Override
  public void emit(U unit) {
    units.add(unit);
  }

  @Override
  public void ask(Feedback wish) {
    asked.add(wish);
  }

  /** The packets of frames, sent a frame each 20 ms. */
  static List<RtpPacket> packets(Codec codec, List<Frame> frames) {
    ManualLane lane = new ManualLane();
    Packetizer packetizer =
        Packetizer.of(codec, lane, new RetransmissionCache(16, Long.MAX_VALUE), 1_200);
    Collected<RtpPacket> packets = new Collected<>();
    for (Frame frame : frames) {
      packetizer.apply(frame, packets);
      lane.advance(20_000_000);
    }
    return packets.units;
  }

  /** The packets of frames of AAC in LATM. */
  static List<RtpPacket> latm(AacTransport transport, List<Frame> frames) {
    ManualLane lane = new ManualLane();
    Packetizer packetizer =
        Packetizer.of(transport, lane, new RetransmissionCache(16, Long.MAX_VALUE), 300);
    Collected<RtpPacket> packets = new Collected<>();
    frames.forEach(frame -> packetizer.apply(frame, packets));
    return packets.units;
  }

  /** What becomes of packets that arrive in this order. */
  static Collected<Frame> frames(Codec codec, List<RtpPacket> packets) {
    Depacketizer depacketizer = Depacketizer.of(codec, TrackLimits.USUAL);
    Collected<Frame> frames = new Collected<>();
    packets.forEach(packet -> depacketizer.apply(packet, frames));
    return frames;
  }

  /** The same packets, arriving in this order, one each millisecond. */
  static List<RtpPacket> arriving(List<RtpPacket> packets) {
    List<RtpPacket> arriving = new ArrayList<>();
    for (RtpPacket packet : packets) {
      arriving.add(
          new RtpPacket(
              packet.wire(),
              packet.payloadOffset(),
              packet.payloadLength(),
              packet.marker(),
              packet.sequence(),
              packet.pts(),
              packet.resync(),
              arriving.size() * 1_000_000L));
    }
    return arriving;
  }

  /** The payload of a packet. */
  static byte[] payload(RtpPacket packet) {
    int from = packet.payloadOffset();
    return java.util.Arrays.copyOfRange(packet.wire(), from, from + packet.payloadLength());
  }

  /** A packet around a payload. */
  static RtpPacket packet(long sequence, long pts, boolean marker, byte[] payload) {
    byte[] wire = new byte[12 + payload.length];
    System.arraycopy(payload, 0, wire, 12, payload.length);
    return new RtpPacket(
        wire, 12, payload.length, marker, sequence, pts, false, sequence * 1_000_000);
  }
}
