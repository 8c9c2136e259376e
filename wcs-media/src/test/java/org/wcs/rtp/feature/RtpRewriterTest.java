package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RtpRewriterTest {
  private final RtpRewriter rewriter = new RtpRewriter(1_000, 77);

  /** Accepts a packet and tells its index, or -1. */
  private long send(long sequence) {
    return rewriter.accept(Packets.of(sequence)) ? rewriter.outIndex(Packets.of(sequence)) : -1;
  }

  @Test
  void numbersBeginWhereTheyShouldAndGapsOfTheSourceRemain() {
    assertThat(send(70_000)).isEqualTo(1_000);
    assertThat(send(70_001)).isEqualTo(1_001);
    assertThat(send(70_005)).isEqualTo(1_005);
  }

  @Test
  void thereIsNoGapAfterWhatWasSkipped() {
    send(50);
    send(51);
    rewriter.skipped();
    assertThat(send(90)).isEqualTo(1_002);
    assertThat(send(91)).isEqualTo(1_003);
    rewriter.skipped();
    rewriter.skipped();
    assertThat(send(92)).isEqualTo(1_004);
  }

  @Test
  void whatIsSkippedBeforeTheFirstPacketCountsForNothing() {
    rewriter.skipped();
    assertThat(send(50)).isEqualTo(1_000);
    assertThat(send(52)).isEqualTo(1_002);
  }

  @Test
  void latePacketsKeepTheirPlace() {
    send(50);
    assertThat(send(53)).isEqualTo(1_003);
    assertThat(send(51)).isEqualTo(1_001);
    assertThat(send(54)).isEqualTo(1_004);
  }

  @Test
  void latePacketsFromBeforeAPlaceThatWasSkippedAreRefused() {
    send(50);
    rewriter.skipped();
    send(60);
    assertThat(send(55)).isEqualTo(-1);
    assertThat(send(49)).isEqualTo(-1);
    assertThat(send(61)).isEqualTo(1_002);
  }

  @Test
  void aLatePacketDoesNotEndTheSkipping() {
    send(50);
    send(53);
    rewriter.skipped();
    assertThat(send(52)).isEqualTo(1_002);
    assertThat(send(80)).isEqualTo(1_004);
  }

  @Test
  void anIndexIsTheSameWhateverWasSkippedMeanwhile() {
    rewriter.accept(Packets.of(50));
    rewriter.accept(Packets.of(51));
    rewriter.skipped();
    rewriter.accept(Packets.of(60));
    rewriter.skipped();
    rewriter.accept(Packets.of(70));
    assertThat(rewriter.outIndex(Packets.of(50))).isEqualTo(1_000);
    assertThat(rewriter.outIndex(Packets.of(51))).isEqualTo(1_001);
    assertThat(rewriter.outIndex(Packets.of(60))).isEqualTo(1_002);
    assertThat(rewriter.outIndex(Packets.of(70))).isEqualTo(1_003);
  }

  @Test
  void numbersLeadBackToTheirPacketOverSkippedPlacesAndTheWrap() {
    Random random = new Random(11);
    Map<Long, Long> sent = new HashMap<>();
    Set<Long> used = new HashSet<>();
    long source = 60_000;
    for (int i = 0; i < 80_000; i++) {
      source++;
      if (random.nextInt(2_000) == 0) {
        rewriter.skipped();
        source += random.nextInt(100);
      }
      long index = send(source);
      if (!used.add(index)) {
        throw new AssertionError("index " + index + " was used twice");
      }
      sent.put(index, source);
      long back = index - random.nextInt(300);
      if (i % 8 == 0 && sent.containsKey(back)) {
        assertThat(rewriter.index((int) back & 0xFFFF)).isEqualTo(back);
        assertThat(rewriter.sourceSequence((int) back & 0xFFFF)).isEqualTo(sent.get(back));
      }
    }
    assertThat(used).contains(1_000L + 79_999);
  }

  @Test
  void numbersThatWereNeverSentLeadNowhere() {
    assertThat(rewriter.sourceSequence(1_000)).isEqualTo(-1);
    send(50);
    assertThat(rewriter.sourceSequence(1_000)).isEqualTo(50);
    assertThat(rewriter.sourceSequence(1_001)).isEqualTo(-1);
    assertThat(rewriter.sourceSequence(999)).isEqualTo(-1);
  }

  @Test
  void whatLiesBeyondTheHistoryIsForgotten() {
    for (int i = 0; i < 20; i++) {
      send(i * 10);
      rewriter.skipped();
    }
    for (int i = 0; i < 20; i++) {
      long expected = i < 4 ? -1 : i * 10;
      assertThat(rewriter.sourceSequence(1_000 + i)).isEqualTo(expected);
    }
  }

  @Test
  void timestampsAreShifted() {
    assertThat(rewriter.outTimestamp(0)).isEqualTo(77);
    assertThat(rewriter.outTimestamp(0x1_FFFF_FFFFL)).isEqualTo(76);
  }

  @Test
  void theFirstNumberLeavesRoomForLoss() {
    assertThatThrownBy(() -> new RtpRewriter(0x8000, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RtpRewriter(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
