package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpPacket.Arrival;

final class TransportFeedbackGeneratorTest {
  private static final long MILLI = 1_000_000L;
  private static final long TICK = 250_000L;
  private static final long REFERENCE_CYCLE = (1L << 24) * 64 * MILLI;

  private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
  private final Map<Long, Long> told = new HashMap<>(); // time, or -1 for missing
  private int reports;
  private long base = -1;

  /** Writes what is due and reads it as the publisher would. */
  private void report(long now) {
    byte[] out = new byte[1_436];
    int end = generator.write(out, 4, 1, 0x11223344, now);
    assertThat(end % 4).isZero();
    List<RtcpPacket> packets = RtcpCompound.parse(out, 4, end - 4);
    RtcpPacket.TransportFeedback feedback = (RtcpPacket.TransportFeedback) packets.getFirst();
    assertThat(feedback.mediaSsrc()).isEqualTo(0x11223344);
    assertThat(feedback.count()).isEqualTo(reports++ & 0xFF);
    long number =
        base < 0 ? feedback.baseSequence() : base + (short) (feedback.baseSequence() - base);
    base = number;
    long time = feedback.referenceTime() * 64L * MILLI;
    for (Arrival arrival : feedback.arrivals()) {
      time += arrival.delta() * TICK;
      assertThat(told.put(number++, arrival.received() ? time : -1L)).isNull();
    }
  }

  private void reportAll(long now) {
    long later = now;
    for (int i = 0; generator.due(later); i++) {
      report(later);
      later += 50 * MILLI;
      assertThat(i).isLessThan(100);
    }
  }

  private void expectTold(long number, long nanos) {
    Long time = told.get(number);
    assertThat(time).as("packet %d", number).isNotNull().isNotEqualTo(-1);
    assertThat(Math.floorMod(nanos - (time == null ? 0 : time), REFERENCE_CYCLE))
        .isBetween(0L, TICK);
  }

  private record Sent(long number, long arrives) {}

  /** Packets on a network with loss, bursts of loss, reordering and pauses, in order of arrival. */
  private static List<Sent> traffic(Random random, long first, long start) {
    List<Sent> all = new ArrayList<>();
    int jitterMicros = 1 + random.nextInt(30_000);
    int lossOfHundred = random.nextInt(40);
    long time = start;
    long number = first;
    for (int i = 0; i < 1_500; i++) {
      number++;
      time += random.nextInt(2_000) * 1_000L;
      int luck = random.nextInt(400);
      if (luck == 0) {
        number += random.nextInt(700);
      } else if (luck == 1) {
        time += random.nextLong(12_000 * MILLI);
      } else if (luck == 2) {
        time += random.nextLong(200 * MILLI);
      }
      if (random.nextInt(100) >= lossOfHundred) {
        all.add(
            new Sent(number, time + random.nextInt(jitterMicros) * 1_000L + random.nextInt(999)));
      }
    }
    all.sort(Comparator.comparingLong(Sent::arrives));
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void tellsEveryPacketOnceAndWhenItCameWhateverTheNetworkDoes(int seed) {
    Random random = new Random(seed);
    long start = random.nextLong(-REFERENCE_CYCLE, 2 * REFERENCE_CYCLE);
    List<Sent> traffic = traffic(random, 60_000 + random.nextInt(5_000), start);
    Map<Long, Long> expected = new HashMap<>();
    long first = traffic.getFirst().number();
    long highest = first;
    long frontier = first; // below it everything has been told
    for (Sent sent : traffic) {
      if (sent.number() >= frontier) {
        expected.put(sent.number(), sent.arrives());
      }
      highest = Math.max(highest, sent.number());
      generator.onPacket((int) sent.number() & 0xFFFF, sent.arrives());
      if (generator.due(sent.arrives())) {
        report(sent.arrives());
        frontier = first + told.size();
      }
    }
    reportAll(traffic.getLast().arrives() + 50 * MILLI);
    for (long number = first; number <= highest; number++) {
      if (expected.containsKey(number)) {
        expectTold(number, expected.getOrDefault(number, 0L));
      } else {
        assertThat(told).containsEntry(number, -1L);
      }
    }
    assertThat(told).hasSize((int) (highest - first + 1));
  }

  @Test
  void reportsEveryFiftyMillisecondsWhileThereIsSomethingToTell() {
    assertThat(generator.due(1_000 * MILLI)).isFalse();
    generator.onPacket(1, 1_000 * MILLI);
    assertThat(generator.due(1_000 * MILLI)).isTrue();
    report(1_000 * MILLI);
    assertThat(generator.due(2_000 * MILLI)).isFalse();
    generator.onPacket(2, 1_010 * MILLI);
    assertThat(generator.due(1_049 * MILLI)).isFalse();
    assertThat(generator.due(1_050 * MILLI)).isTrue();
  }

  @Test
  void writesNothingWhenThereIsNothingToTell() {
    assertThat(generator.write(new byte[64], 8, 1, 2, 0)).isEqualTo(8);
  }

  @Test
  void lossBeforeTheFirstPacketOfAReportIsToldToo() {
    generator.onPacket(65_534, 0);
    reportAll(50 * MILLI);
    generator.onPacket(2, 60 * MILLI);
    reportAll(200 * MILLI);
    assertThat(told).hasSize(5).containsEntry(65_535L, -1L).containsEntry(65_537L, -1L);
    expectTold(65_538, 60 * MILLI);
  }

  @Test
  void aPacketToldAsMissingIsNotToldAgain() {
    generator.onPacket(10, 0);
    generator.onPacket(12, MILLI);
    reportAll(50 * MILLI);
    generator.onPacket(11, 60 * MILLI);
    assertThat(generator.due(500 * MILLI)).isFalse();
    assertThat(told).containsEntry(11L, -1L);
  }

  @Test
  void twiceTheSameNumberIsOnePacket() {
    generator.onPacket(10, 0);
    generator.onPacket(10, 5 * MILLI);
    reportAll(50 * MILLI);
    assertThat(told).hasSize(1);
  }

  @Test
  void startsAnewAfterAJumpFarBeyondTheWindow() {
    generator.onPacket(10, 0);
    reportAll(50 * MILLI);
    generator.onPacket(20_000, 100 * MILLI);
    generator.onPacket(20_002, 101 * MILLI);
    reportAll(200 * MILLI);
    expectTold(20_000, 100 * MILLI);
    expectTold(20_002, 101 * MILLI);
    assertThat(told).hasSize(4).containsEntry(20_001L, -1L);
  }

  @Test
  void aJumpBeyondTheWindowTellsTheLastOnesOnly() {
    generator.onPacket(10, 0);
    generator.onPacket(5_000, 10 * MILLI);
    reportAll(50 * MILLI);
    expectTold(5_000, 10 * MILLI);
    assertThat(told).hasSize(2_048);
  }

  @Test
  void aFullReportStaysWithinOneDatagram() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      generator.onPacket(i, (i + random.nextInt(2) * 300L) * MILLI);
    }
    byte[] out = new byte[1_200];
    assertThat(generator.write(out, 0, 1, 2, 3_000 * MILLI)).isBetween(600, 1_200);
  }
}
