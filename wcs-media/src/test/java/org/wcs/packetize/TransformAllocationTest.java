package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Feedback;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/** What a packet and a frame cost in memory: their bytes and little more. */
final class TransformAllocationTest {
  private static final int ROUNDS = 40;
  private static final int RECORD_OCTETS = 160; // array header, unit record

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Codec> codecs() {
    return Stream.concat(Media.VIDEO.stream(), Media.AUDIO.stream());
  }

  /** Counts what is emitted. */
  private static final class Counted<U extends MediaUnit> implements Transform.Output<U> {
    private long units;
    private long octets;

    @Override
    public void emit(U unit) {
      units++;
      octets += unit.octets();
    }

    @Override
    public void ask(Feedback wish) {
      throw new AssertionError("nothing is missing, but " + wish);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aPacketCostsItsBytes(Codec codec) {
    List<Frame> frames = Media.frames(codec, 100, new Random(1));
    Packetizer packetizer =
        Packetizer.of(codec, new ManualLane(), new RetransmissionCache(16, 1), 1_200);
    Counted<RtpPacket> counted = new Counted<>();
    for (int i = 0; i < ROUNDS; i++) {
      apply(packetizer, frames, counted);
    }
    Counted<RtpPacket> measured = new Counted<>();
    long before = threads.getCurrentThreadAllocatedBytes();
    apply(packetizer, frames, measured);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated - measured.octets).isLessThan(RECORD_OCTETS * measured.units);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aFrameCostsItsBytes(Codec codec) {
    List<RtpPacket> packets = Collected.packets(codec, Media.frames(codec, 100, new Random(1)));
    Counted<Frame> counted = new Counted<>();
    for (int i = 0; i < ROUNDS; i++) {
      apply(Depacketizer.of(codec, TrackLimits.USUAL), packets, counted);
    }
    Depacketizer depacketizer = Depacketizer.of(codec, TrackLimits.USUAL);
    Counted<Frame> measured = new Counted<>();
    int warm = packets.size() / 2; // buffers have grown by then
    apply(depacketizer, packets.subList(0, warm), counted);
    long before = threads.getCurrentThreadAllocatedBytes();
    apply(depacketizer, packets.subList(warm, packets.size()), measured);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated - measured.octets).isLessThan(RECORD_OCTETS * measured.units + 16_384);
  }

  private static <I extends MediaUnit, O extends MediaUnit> void apply(
      Transform<I, O> transform, List<I> units, Transform.Output<O> out) {
    for (int i = 0; i < units.size(); i++) {
      transform.apply(units.get(i), out);
    }
  }
}
