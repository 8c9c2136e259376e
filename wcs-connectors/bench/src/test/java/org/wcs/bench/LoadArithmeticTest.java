package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadArithmeticTest {

  @Test
  void usesTheReferencePatterns() {
    assertThat(LoadPattern.of(640_000)).isEqualTo(new LoadPattern(3, 850));
    assertThat(LoadPattern.of(640_000).packetsPerSecond()).isEqualTo(140);
    assertThat(LoadPattern.of(2_000_000)).isEqualTo(new LoadPattern(6, 1_180));
  }

  @Test
  void cutsOtherBitratesIntoAsFewPacketsAsPossible() {
    assertThat(LoadPattern.of(1_000_000)).isEqualTo(new LoadPattern(4, 970));
    assertThat(LoadPattern.of(1)).isEqualTo(new LoadPattern(1, 64));
  }

  @Test
  void countsGapsAcrossTheWrapOfSequenceNumbers() {
    SequenceCounter counter = new SequenceCounter();
    counter.received(65_533);
    counter.beginWindow();
    counter.received(65_534);
    counter.received(1);
    counter.received(0);
    assertThat(counter.expected()).isEqualTo(4);
    assertThat(counter.lost()).isEqualTo(1);
    assertThat(counter.highest()).isEqualTo(65_537);
  }

  @Test
  void countsTheFirstPacketToo() {
    SequenceCounter counter = new SequenceCounter();
    assertThat(counter.expected()).isZero();
    counter.received(7);
    assertThat(counter.expected()).isEqualTo(1);
    assertThat(counter.lost()).isZero();
  }

  @Test
  void picksPercentilesByNearestRank() {
    DelaySamples samples = new DelaySamples();
    for (int millis = 100; millis >= 1; millis--) {
      samples.add(millis * 1_000_000L);
    }
    assertThat(samples.summary()).isEqualTo(new DelaySamples.Summary(100, 50, 99, 100));
    samples.clear();
    assertThat(samples.summary().p99Millis()).isNaN();
  }

  @Test
  void sumsWhatThreadsAllocatedInBetween() {
    Map<String, Long> before =
        ThreadAllocation.parse(
            """
            "main" #1 [9] prio=5 cpu=30.1ms elapsed=9s allocated=2048B defined_classes=1 tid=0x1a
            "ends" #4 [6] prio=5 cpu=30.1ms elapsed=9s allocated=900M defined_classes=1 tid=0x4
            """);
    Map<String, Long> after =
        ThreadAllocation.parse(
            """
            "main" #1 [9] prio=5 cpu=30.1ms elapsed=9s allocated=100K defined_classes=1 tid=0x1a
            "late" #3 [7] prio=5 cpu=30.1ms elapsed=9s allocated=300M defined_classes=0 tid=0x3
            "GC Thread#0" os_prio=0 cpu=1.5ms elapsed=9s tid=0x5
            """);
    assertThat(after).hasSize(2);
    assertThat(ThreadAllocation.between(before, after))
        .isEqualTo((100L << 10) - 2_048 + (300L << 20));
  }

  @Test
  void readsTheTotalOfAClassHistogram() throws IOException {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
           1:           101           4040  [B (java.base@25)
        Total          101           4040
        """;
    assertThat(LiveHeap.parse(histogram)).isEqualTo(4_040);
    assertThatIOException().isThrownBy(() -> LiveHeap.parse("Unable to open socket file"));
  }
}
