package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.Transform;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * RFC 3640 in the mode AAC-hbr: several access units in a packet, 1024 samples apart, or one in
 * fragments. What is not whole is dropped.
 */
final class AacDepacketizer implements FrameReader {
  private static final int SAMPLES = 1_024;
  private static final int HEADER_BYTES = 2;
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
    int from = packet.payloadOffset();
    int end = from + packet.payloadLength();
    int headers = end - from < HEADER_BYTES ? 0 : RtpHeader.readShort(packet.wire(), from);
    int count = headers / 16;
    int data = from + HEADER_BYTES + (headers + 7) / 8;
    if (count == 0 || headers % 16 != 0 || data >= end) {
      forget();
      return;
    }
    int size = size(packet.wire(), from, 0);
    if (count == 1 && (gathered > 0 || size > end - data)) {
      fragment(packet, data, size, out);
    } else {
      units(packet, data, count, out);
    }
  }

  /** The index delta is 0 where nothing is interleaved, and interleaving was not agreed on. */
  private static int size(byte[] wire, int from, int index) {
    return RtpHeader.readShort(wire, from + HEADER_BYTES + HEADER_BYTES * index) >>> 3;
  }

  private void units(RtpPacket packet, int data, int count, Transform.Output<Frame> out) {
    forget();
    int end = packet.payloadOffset() + packet.payloadLength();
    int at = data;
    for (int i = 0; i < count; i++) {
      int size = size(packet.wire(), packet.payloadOffset(), i);
      if (size > end - at) {
        return;
      }
      if (size > 0) {
        long time = packet.pts() + (long) SAMPLES * i;
        byte[] unit = Arrays.copyOfRange(packet.wire(), at, at + size);
        out.emit(new Frame(time, time, true, unit));
      }
      at += size;
    }
  }

  /** Section 3.2.3: every fragment tells the size of the whole. */
  private void fragment(RtpPacket packet, int data, int size, Transform.Output<Frame> out) {
    int length = packet.payloadOffset() + packet.payloadLength() - data;
    if (gathered == 0) {
      fragments = new byte[size];
    }
    if (fragments.length != size || gathered + length > size) {
      forget();
      return;
    }
    System.arraycopy(packet.wire(), data, fragments, gathered, length);
    gathered += length;
    if (gathered == size) {
      out.emit(new Frame(pts, pts, true, fragments));
      forget();
    }
  }

  private void forget() {
    gathered = 0;
    fragments = NOTHING;
  }
}
