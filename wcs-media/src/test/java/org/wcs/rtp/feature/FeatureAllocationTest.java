package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.HeaderExtensions;
import org.wcs.rtp.KeyFrameDetector;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

class FeatureAllocationTest {
  private static final int PACKETS = 50_000;
  private static final long MILLI = 1_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] wire = new byte[1_200];
  private final byte[] out = new byte[2_048];
  private final int[] missing = new int[64];
  private final Codec.Video codec = new Codec.Vp8();
  private final SequenceUnwrapper sequences = new SequenceUnwrapper();
  private final NackGenerator nack = new NackGenerator(10);
  private final ReceptionStatistics statistics = new ReceptionStatistics(90_000);
  private final SenderStatistics sender = new SenderStatistics(1, 0);
  private final TransportFeedbackGenerator feedback = new TransportFeedbackGenerator();
  private final RateMeter rate = new RateMeter();
  private final ReceiveBitrateEstimator estimator = new ReceiveBitrateEstimator(0, 10_000_000);
  private final RtpRewriter rewriter = new RtpRewriter(1, 2);
  private final RetransmissionCache cache = new RetransmissionCache(1_024, 1_000 * MILLI);
  private final KeyFrameRequester keyFrames = new KeyFrameRequester(250 * MILLI);
  private final RtpPacket[] packets = new RtpPacket[3 * PACKETS];
  private int sum;

  @Test
  void allocatesNothingPerPacketEvenUnderLoss() {
    wire[0] = (byte) 0x90;
    RtpHeader.writeInt(wire, 12, 0xBEDE_0001);
    wire[16] = 0x31;
    for (int i = 0; i < packets.length; i++) {
      packets[i] = new RtpPacket(wire, 20, 1_180, true, i, i * 3_000L, false, i * MILLI);
    }
    run(0);
    run(PACKETS);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(2 * PACKETS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sum).isPositive();
    assertThat(allocated / (double) PACKETS).as("bytes per packet").isLessThan(1);
  }

  private void run(int from) {
    for (int i = from; i < from + PACKETS; i++) {
      if (i % 20 != 7) { // five of a hundred are lost
        one(i, i * MILLI);
      }
    }
  }

  private void one(int number, long now) {
    RtpHeader.writeShort(wire, 2, number);
    RtpHeader.writeShort(wire, 17, number);
    if (!RtpHeader.valid(wire, 0, wire.length)) {
      throw new AssertionError("packet " + number);
    }
    int found = HeaderExtensions.find(wire, 0, 3);
    feedback.onPacket(RtpHeader.readShort(wire, HeaderExtensions.offset(found)), now);
    if (feedback.due(now)) {
      sum += feedback.write(out, 0, 1, 2, now);
    }
    int payload = RtpHeader.headerLength(wire, 0);
    sum += KeyFrameDetector.startsKeyFrame(codec, wire, payload, 1_180) ? 1 : 0;
    if (nack.onPacket(sequences.unwrap(number), now)) {
      keyFrames.request(now);
    }
    if (nack.due(now)) {
      sum += nack.take(now, missing);
    }
    statistics.received(number & 0xFFFF, number * 3_000, now);
    rate.add(1_180, true, now);
    estimator.received(1_200, now);
    cache.add(packets[number]);
    if (rewriter.accept(packets[number])) {
      sum += (int) rewriter.outIndex(packets[number]) & 1;
      sender.sent(1_180);
    }
    long source = rewriter.sourceSequence(number + 1 & 0xFFFF);
    sum += source >= 0 && cache.get(source, now) != null ? 1 : 0;
    sum += keyFrames.due(now) ? 1 : 0;
  }
}
