package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.Transform;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * RFC 2250 section 3.5: whole frames of MPEG audio in a packet, or one in fragments. What is not
 * whole is dropped.
 */
final class Mp3Depacketizer implements FrameReader {
  private static final int HEADER = 4;
  private static final int CLOCK = 90_000;
  private static final byte[] NOTHING = {};

  private byte[] fragments = NOTHING;
  private int gathered;
  private long pts;

  @Override
  public void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out) {
    if (gap || packet.pts() != pts) {
      forget();
    }
    pts = packet.pts();
    int from = packet.payloadOffset() + HEADER;
    int end = packet.payloadOffset() + packet.payloadLength();
    if (from >= end) {
      return;
    }
    int offset = RtpHeader.readShort(packet.wire(), from - 2);
    if (offset > 0) {
      goOn(packet.wire(), from, end, offset, out);
    } else {
      forget();
      frames(packet.wire(), from, end, out);
    }
  }

  private void frames(byte[] wire, int from, int end, Transform.Output<Frame> out) {
    int at = from;
    long ticks = 0;
    while (at < end) {
      int length = MpegAudioHeader.frameBytes(wire, at, end);
      if (length <= 0) {
        return;
      }
      if (length > end - at) {
        start(wire, at, end, length);
        return;
      }
      emit(Arrays.copyOfRange(wire, at, at + length), pts + ticks, out);
      int samples = MpegAudioHeader.samples(wire, at);
      ticks += (long) samples * CLOCK / MpegAudioHeader.sampleRate(wire, at);
      at += length;
    }
  }

  private void start(byte[] wire, int from, int end, int length) {
    fragments = new byte[length];
    gathered = end - from;
    System.arraycopy(wire, from, fragments, 0, gathered);
  }

  private void goOn(byte[] wire, int from, int end, int offset, Transform.Output<Frame> out) {
    int length = end - from;
    if (offset != gathered || gathered + length > fragments.length) {
      forget();
      return;
    }
    System.arraycopy(wire, from, fragments, gathered, length);
    gathered += length;
    if (gathered == fragments.length) {
      emit(fragments, pts, out);
      forget();
    }
  }

  private static void emit(byte[] frame, long time, Transform.Output<Frame> out) {
    out.emit(new Frame(time, time, true, frame));
  }

  private void forget() {
    gathered = 0;
    fragments = NOTHING;
  }
}
