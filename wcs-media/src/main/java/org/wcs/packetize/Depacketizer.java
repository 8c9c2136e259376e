package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.Feedback;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Puts the frames of a track together from its RTP packets. Packets may come in any order and
 * twice; a missing one is waited for a while, since it may be on its way again. Where one stays
 * away, pictures are left out up to the next key frame, which is asked for; sound goes on. Bad
 * payloads are dropped without an exception. On the lane of the feed it reads.
 */
public final class Depacketizer implements Transform<RtpPacket, Frame> {
  private final ReorderBuffer order;
  private final FrameReader reader;
  private @Nullable Output<Frame> out;

  /** Told what the stream says of itself. */
  @FunctionalInterface
  public interface Finding {
    /** Pictures are shown in another order than they are decoded in, or not; on every key frame. */
    void reordered(boolean now);
  }

  Depacketizer(Codec codec, TrackLimits limits, Finding finding) {
    this(FrameReader.of(codec, finding), limits);
  }

  private Depacketizer(FrameReader reader, TrackLimits limits) {
    this.order = new ReorderBuffer(limits.waitPackets(), limits.waitTime().toNanos(), this::take);
    this.reader = reader;
  }

  /** A depacketizer that waits as long as the limits say. */
  public static Depacketizer of(Codec codec, TrackLimits limits) {
    return new Depacketizer(codec, limits, now -> {});
  }

  /**
   * A depacketizer for AAC however it comes; the packets' time is in ticks of the RTP clock, that
   * of the frames in ticks of the codec's.
   */
  public static Depacketizer of(AacTransport transport, TrackLimits limits) {
    return new Depacketizer(FrameReader.of(transport), limits);
  }

  /** How many payloads were of kinds that nobody agreed on, such as interleaved ones. */
  public long ignored() {
    return reader.ignored();
  }

  @Override
  public void apply(RtpPacket packet, Output<Frame> to) {
    out = to;
    order.add(packet);
  }

  @Override
  public void lost(int units, Output<Frame> to) {
    out = to;
    order.restart();
  }

  @Override
  public boolean feedback(Feedback wish, Output<Frame> to) {
    return false; // the publisher knows best
  }

  private void take(RtpPacket packet, boolean gap) {
    Output<Frame> to = out;
    if (to != null) {
      reader.read(packet, gap, to);
    }
  }
}
