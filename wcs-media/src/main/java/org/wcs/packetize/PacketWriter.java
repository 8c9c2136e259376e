package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Transform;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Gives payload formats fresh packets to fill, and numbers, remembers and emits them. One
 * allocation of bytes per packet. On the lane of the feed.
 */
final class PacketWriter {
  /** Where the payload begins in a packet: behind a header without extension. */
  static final int PAYLOAD = 12;

  private final Lane lane;
  private final PacketNumbers numbers;
  private final RetransmissionCache history;
  private final int room;
  private Transform.@Nullable Output<RtpPacket> out;
  private long pts;
  private boolean resync;
  private final boolean always;
  private long nowNanos;

  PacketWriter(
      Lane lane, PacketNumbers numbers, RetransmissionCache history, int room, boolean audio) {
    this.lane = lane;
    this.numbers = numbers;
    this.history = history;
    this.room = room;
    this.always = audio;
  }

  /** What is emitted from now on belongs to this frame. */
  void begin(Frame frame, Transform.Output<RtpPacket> output) {
    out = output;
    pts = frame.pts();
    resync = frame.key();
    nowNanos = lane.nanoTime();
  }

  /** Most bytes of payload in a packet. */
  int room() {
    return room;
  }

  /** The numbers of the track. */
  PacketNumbers numbers() {
    return numbers;
  }

  /** Changes the timestamp of what is emitted from now on. */
  void at(long newPts) {
    pts = newPts;
  }

  /** A packet to fill from {@link #PAYLOAD} to its end. */
  byte[] packet(int payloadLength) {
    return new byte[PAYLOAD + payloadLength];
  }

  /** Emits a packet that is filled. */
  void emit(byte[] wire, boolean marker) {
    long sequence = numbers.nextSequence();
    wire[0] = (byte) 0x80;
    wire[1] = (byte) (marker ? 0x80 : 0);
    RtpHeader.writeShort(wire, 2, (int) sequence);
    RtpHeader.writeInt(wire, 4, (int) pts);
    RtpPacket packet =
        new RtpPacket(
            wire,
            PAYLOAD,
            wire.length - PAYLOAD,
            marker,
            sequence,
            pts,
            resync || always,
            nowNanos);
    resync = false;
    history.add(packet);
    Transform.Output<RtpPacket> to = out;
    if (to != null) {
      to.emit(packet);
    }
  }
}
