package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.rtp.KeyFrameDetector;
import org.wcs.stream.Feedback;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Gathers the packets of each picture (the same timestamp, up to the marker) and lets the payload
 * format make a frame of them. After a gap, and in the beginning, frames are left out until a key
 * frame comes; it is asked for, and again while it does not come.
 */
final class PictureReader implements FrameReader {
  private static final int MOST_PACKETS = 8_192;
  private static final long MOST_OCTETS = 24L << 20;
  private static final long ASK_AGAIN_NANOS = 1_000_000_000L;

  private final PictureFormatReader format;
  private final DecodingTimes times;
  private final Codec.Video codec;
  private RtpPacket[] packets = new RtpPacket[64];
  private int count;
  private long octets;
  private boolean fromStart; // the next packet is the first of its picture
  private boolean skipping; // the rest of a picture whose start is unknown
  private long pts;
  private boolean needsKey = true;
  private boolean asked;
  private long askedNanos;

  PictureReader(PictureFormatReader format, DecodingTimes times, Codec.Video codec) {
    this.format = format;
    this.times = times;
    this.codec = codec;
  }

  @Override
  public void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out) {
    if (gap) {
      broken();
    }
    if (packet.payloadLength() == 0) {
      return; // padding only
    }
    boolean sameTime = packet.pts() == pts;
    if (count > 0 && !sameTime) {
      finish(out); // the publisher does not mark the end of a picture
      fromStart = true;
    }
    fromStart |= skipping && !sameTime;
    skipping = false;
    pts = packet.pts();
    if (count == 0 && !fromStart && !starts(packet)) {
      skip(packet, out);
      return;
    }
    gather(packet);
    fromStart = packet.marker();
    if (packet.marker()) {
      finish(out);
    }
  }

  @Override
  public long ignored() {
    return format.ignored();
  }

  private boolean starts(RtpPacket packet) {
    return packet.resync()
        || KeyFrameDetector.startsKeyFrame(
            codec, packet.wire(), packet.payloadOffset(), packet.payloadLength());
  }

  private void skip(RtpPacket packet, Transform.Output<Frame> out) {
    format.overhear(packet);
    skipping = !packet.marker();
    fromStart = packet.marker();
    ask(packet, out);
  }

  private void gather(RtpPacket packet) {
    if (count == packets.length) {
      if (count >= MOST_PACKETS) {
        broken();
        skipping = !packet.marker();
        return;
      }
      packets = Arrays.copyOf(packets, 2 * count);
    }
    octets += packet.payloadLength();
    if (octets > MOST_OCTETS) {
      broken();
      skipping = !packet.marker();
      return;
    }
    packets[count++] = packet;
  }

  private void finish(Transform.Output<Frame> out) {
    if (count == 0) {
      return;
    }
    RtpPacket last = packets[count - 1];
    int length = format.examine(packets, count);
    if (length > 0 && (format.key() || !needsKey)) {
      emit(out);
    } else if (length != PictureFormatReader.NONE) {
      needsKey = true;
      ask(last, out);
    }
    forget();
  }

  private void emit(Transform.Output<Frame> out) {
    boolean key = format.key();
    if (key) {
      times.reordering(format.reordering());
      needsKey = false;
      asked = false;
    }
    byte[] payload = format.assemble(packets, count);
    long time = packets[0].pts();
    out.emit(new Frame(time, times.of(time), key, payload));
  }

  /** What has been gathered is not whole, and what follows cannot be decoded. */
  private void broken() {
    forget();
    times.gap();
    fromStart = false;
    skipping = false;
    if (!needsKey) {
      needsKey = true;
      asked = false;
    }
  }

  private void forget() {
    Arrays.fill(packets, 0, count, null);
    count = 0;
    octets = 0;
  }

  private void ask(RtpPacket now, Transform.Output<Frame> out) {
    if (!asked || now.arrivedNanos() - askedNanos >= ASK_AGAIN_NANOS) {
      asked = true;
      askedNanos = now.arrivedNanos();
      out.ask(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }
}
