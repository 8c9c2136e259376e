package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
  void sumsTheAllocationOfAllThreads() {
    String print =
        """
        "main" #1 [9] prio=5 os_prio=0 cpu=30.1ms elapsed=9s allocated=2048B defined_classes=1 tid=0x1
        "loop" #2 [8] prio=5 os_prio=0 cpu=30.1ms elapsed=9s allocated=100K defined_classes=0 tid=0x2
        "late" #3 [7] prio=5 os_prio=0 cpu=30.1ms elapsed=9s allocated=300M defined_classes=0 tid=0x3
        "GC Thread#0" os_prio=0 cpu=1.5ms elapsed=9s tid=0x4
        """;
    assertThat(ThreadAllocation.parse(print)).isEqualTo(2_048 + (100L << 10) + (300L << 20));
  }
}
