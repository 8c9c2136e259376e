package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpPacket.TransportFeedback;

/** What a publisher reads from the feedback is what happened here. */
class TransportFeedbackSimulationTest {
  private static final long MICRO = 1_000L;
  private static final long TICK_MICROS = 250;
  private static final int MTU = 1_200;

  private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
  private final Map<Long, Long> told = new HashMap<>(); // number to microseconds
  private final Map<Long, Long> happened = new HashMap<>();
  private final byte[] out = new byte[2_048];
  private int feedbacks;
  private long toldUpTo;

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1000, 0",
    "2, 0.05, 3, 1000, 65000",
    "3, 0.2, 10, 300, 1",
    "4, 0.02, 40, 3000, 65530",
    "5, 0.5, 1, 100000, 7",
    "6, 0.01, 5, 130, 60000"
  })
  void tellsEveryArrivalToAQuarterOfAMillisecond(
      long seed, double loss, int disorder, int spacingMicros, int first) {
    Random random = new Random(seed);
    toldUpTo = first;
    long micros = 5_000_000_000L;
    List<Long> late = new ArrayList<>();
    for (long number = first; number < first + 4_000L; number++) {
      micros += 1 + random.nextInt(2 * spacingMicros);
      if (number > first && random.nextDouble() < loss) {
        continue;
      }
      if (number > first && random.nextInt(100) < disorder) {
        late.add(number);
        continue;
      }
      arrive(number, micros);
      for (long each : late) {
        arrive(each, micros + 10);
      }
      late.clear();
      tellIfDue(micros);
    }
    tell(micros + 100_000);
    assertThat(feedbacks).isGreaterThan(10);
    // What came after it was told as missing, is not told again: the others are all there.
    assertThat(told.keySet()).isSubsetOf(happened.keySet());
    assertThat(happened.size() - told.size()).isLessThanOrEqualTo(happened.size() / 20);
    told.forEach(
        (number, at) ->
            assertThat(at)
                .as("arrival of %d", number)
                .isCloseTo(happened.get(number), within(TICK_MICROS)));
  }

  private void arrive(long number, long micros) {
    happened.put(number, micros);
    generator.onPacket((int) number & 0xFFFF, micros * MICRO);
  }

  private void tellIfDue(long micros) {
    if (generator.due(micros * MICRO)) {
      tell(micros);
    }
  }

  private void tell(long micros) {
    int end = generator.write(out, 0, 1, 2, micros * MICRO);
    if (end == 0) {
      return;
    }
    assertThat(end).isLessThan(MTU).matches(length -> length % 4 == 0, "whole words");
    List<RtcpPacket> packets = RtcpCompound.parse(out, 0, end);
    assertThat(packets).singleElement().isInstanceOf(TransportFeedback.class);
    TransportFeedback feedback = (TransportFeedback) packets.getFirst();
    assertThat(feedback.count()).isEqualTo(feedbacks++ & 0xFF);
    read(feedback, micros);
  }

  private void read(TransportFeedback feedback, long micros) {
    long number = toldUpTo + (short) (feedback.baseSequence() - (int) toldUpTo);
    assertThat(number).as("nothing is told twice").isGreaterThanOrEqualTo(toldUpTo);
    long wrap = 64_000L << 24; // 24 bits of 64 ms
    long reference = feedback.referenceTime() * 64_000L;
    reference += Math.round((double) (micros - reference) / wrap) * wrap;
    for (RtcpPacket.Arrival arrival : feedback.arrivals()) {
      if (arrival.received()) {
        reference += arrival.delta() * TICK_MICROS;
        told.put(number, reference);
      }
      number++;
    }
    toldUpTo = number;
  }
}
