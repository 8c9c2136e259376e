package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * RFC 3640: several access units in a packet, 1024 samples apart, or one in fragments. What is not
 * whole is dropped.
 */
final class AacDepacketizer implements FrameReader {
  static final int SAMPLES = 1_024;
  private static final int LENGTH_BYTES = 2;
  private static final int MOST_UNITS = 512;
  private static final int LONGEST_UNIT = 65_535;
  private static final byte[] NOTHING = {};

  private final AacTransport transport;
  private final AacTransport.AccessUnits layout;
  private final int[] sizes = new int[MOST_UNITS];
  private final int[] indices = new int[MOST_UNITS];
  private byte[] fragments = NOTHING;
  private int gathered;
  private long pts;

  AacDepacketizer(AacTransport transport, AacTransport.AccessUnits layout) {
    this.transport = transport;
    this.layout = layout;
  }

  /** One for packets as the server itself makes them. */
  static AacDepacketizer of(Codec.Aac codec) {
    return new AacDepacketizer(AacTransport.of(codec), AacTransport.HIGH_BIT_RATE);
  }

  @Override
  public void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out) {
    if (gap || packet.pts() != pts) {
      forget();
    }
    pts = packet.pts();
    int from = packet.payloadOffset();
    int end = from + packet.payloadLength();
    if (headerBits() == 0) {
      plain(packet.wire(), from, end, out);
      return;
    }
    int headers = end - from < LENGTH_BYTES ? 0 : RtpHeader.readShort(packet.wire(), from);
    int data = from + LENGTH_BYTES + (headers + 7) / 8;
    int count = data < end ? headers(packet.wire(), from + LENGTH_BYTES, headers) : 0;
    data += count > 0 ? auxiliary(packet.wire(), data, end) : 0;
    if (count == 0 || data >= end) {
      forget();
      return;
    }
    boolean sized = layout.sizeLength() > 0 || layout.constantSize() > 0;
    if (!sized) {
      sizes[0] = end - data;
    }
    if (count == 1 && (gathered > 0 || sizes[0] > end - data)) {
      fragment(packet, data, sizes[0], out);
    } else {
      units(packet.wire(), data, end, count, out);
    }
  }

  /** The bits that every header has at least; without any, there is no header section. */
  private int headerBits() {
    AacTransport.Fields more = layout.more();
    return layout.sizeLength()
        + Math.min(layout.indexLength(), layout.indexDeltaLength())
        + (more.compositionDeltaLength() > 0 ? 1 : 0)
        + (more.decodingDeltaLength() > 0 ? 1 : 0)
        + (more.randomAccess() ? 1 : 0)
        + more.streamStateLength();
  }

  /** Section 3.2.1.1: reads sizes and indices; how many, 0 if that cannot be. */
  private int headers(byte[] wire, int from, int bitCount) {
    BitReader bits = new BitReader(wire, from, from + (bitCount + 7) / 8, false);
    int least = headerBits();
    int count = 0;
    int index = 0;
    while (bitCount - bits.position() >= least && count < MOST_UNITS) {
      int size = layout.sizeLength() > 0 ? bits.bits(layout.sizeLength()) : layout.constantSize();
      int step = bits.bits(count == 0 ? layout.indexLength() : layout.indexDeltaLength());
      skipFields(bits);
      if (size < 0 || size > LONGEST_UNIT) {
        return 0;
      }
      // The first index only tells something to those who interleave.
      index = count == 0 ? 0 : index + 1 + Math.clamp(step, 0, MOST_UNITS);
      sizes[count] = size;
      indices[count] = index;
      count++;
    }
    return bits.position() == bitCount ? count : 0;
  }

  private void skipFields(BitReader bits) {
    AacTransport.Fields more = layout.more();
    if (more.compositionDeltaLength() > 0 && bits.bit() == 1) {
      bits.skip(more.compositionDeltaLength());
    }
    if (more.decodingDeltaLength() > 0 && bits.bit() == 1) {
      bits.skip(more.decodingDeltaLength());
    }
    bits.skip((more.randomAccess() ? 1 : 0) + more.streamStateLength());
  }

  /** Section 3.2.2: the length of the auxiliary section in bytes. */
  private int auxiliary(byte[] wire, int from, int end) {
    int length = layout.more().auxiliarySizeLength();
    if (length == 0) {
      return 0;
    }
    BitReader bits = new BitReader(wire, from, end, false);
    long total = length + (bits.bits(length) & 0xFFFF_FFFFL);
    return (int) Math.min(end - from, (total + 7) / 8);
  }

  /** Units of constant size without headers, or a single one. */
  private void plain(byte[] wire, int from, int end, Transform.Output<Frame> out) {
    int size = layout.constantSize() > 0 ? layout.constantSize() : end - from;
    int count = size == 0 ? 0 : Math.min(MOST_UNITS, (end - from) / size);
    for (int i = 0; i < count; i++) {
      sizes[i] = size;
      indices[i] = i;
    }
    units(wire, from, end, count, out);
  }

  private void units(byte[] wire, int data, int end, int count, Transform.Output<Frame> out) {
    forget();
    long first = transport.pts(pts);
    int at = data;
    for (int i = 0; i < count; i++) {
      int size = sizes[i];
      if (size > end - at) {
        return;
      }
      if (size > 0) {
        long time = first + (long) SAMPLES * indices[i];
        out.emit(new Frame(time, time, true, Arrays.copyOfRange(wire, at, at + size)));
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
      long time = transport.pts(pts);
      out.emit(new Frame(time, time, true, fragments));
      forget();
    }
  }

  private void forget() {
    gathered = 0;
    fragments = NOTHING;
  }
}
