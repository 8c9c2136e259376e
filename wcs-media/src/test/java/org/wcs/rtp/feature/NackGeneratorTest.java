package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NackGeneratorTest {
  private static final long MILLI = 1_000_000L;
  private final int[] out = new int[64];

  private int[] take(NackGenerator nack, long nowNanos) {
    return nack.due(nowNanos) ? Arrays.copyOf(out, nack.take(nowNanos, out)) : new int[0];
  }

  @Test
  void asksAtOnceForWhatIsMissing() {
    NackGenerator nack = new NackGenerator(10);
    nack.onPacket(65_534, 0);
    assertThat(nack.due(0)).isFalse();
    assertThat(nack.onPacket(65_538, MILLI)).isFalse();
    assertThat(nack.missing()).isEqualTo(3);
    assertThat(take(nack, MILLI)).containsExactly(65_535, 0, 1);
    assertThat(take(nack, MILLI)).isEmpty();
  }

  @Test
  void asksOncePerGapAndIntervalAndGivesUpAfterTenTries() {
    NackGenerator nack = new NackGenerator(10);
    nack.onPacket(5, 0);
    nack.onPacket(7, 0);
    int asked = 0;
    for (long now = 0; now <= 2_000 * MILLI; now += MILLI) {
      int[] taken = take(nack, now);
      asked += taken.length;
      assertThat(taken.length)
          .isEqualTo(now % (100 * MILLI) == 0 && asked <= 10 ? taken.length : 0);
    }
    assertThat(asked).isEqualTo(10);
    assertThat(nack.missing()).isZero();
  }

  @Test
  void whatCameLateIsNotAskedForAgain() {
    NackGenerator nack = new NackGenerator(3);
    nack.onPacket(10, 0);
    nack.onPacket(15, 0);
    assertThat(take(nack, 0)).containsExactly(11, 12, 13, 14);
    nack.onPacket(12, MILLI);
    nack.onPacket(12, MILLI);
    nack.onPacket(9, MILLI);
    nack.onPacket(14, MILLI);
    assertThat(nack.missing()).isEqualTo(2);
    assertThat(take(nack, 99 * MILLI)).isEmpty();
    assertThat(take(nack, 100 * MILLI)).containsExactly(11, 13);
    nack.onPacket(11, 110 * MILLI);
    nack.onPacket(13, 110 * MILLI);
    assertThat(nack.due(500 * MILLI)).isFalse();
  }

  @Test
  void aNewGapIsAskedForWithoutRepeatingTheOldOne() {
    NackGenerator nack = new NackGenerator(3);
    nack.onPacket(1, 0);
    nack.onPacket(3, 0);
    assertThat(take(nack, 0)).containsExactly(2);
    nack.onPacket(5, 50 * MILLI);
    assertThat(take(nack, 50 * MILLI)).containsExactly(4);
    assertThat(take(nack, 100 * MILLI)).containsExactly(2);
    assertThat(take(nack, 150 * MILLI)).containsExactly(4);
  }

  @Test
  void whatDoesNotFitIsToldNextTime() {
    NackGenerator nack = new NackGenerator(1);
    nack.onPacket(0, 0);
    nack.onPacket(101, 0);
    assertThat(take(nack, 0)).hasSize(64).startsWith(1).endsWith(64);
    assertThat(take(nack, 0)).hasSize(36).startsWith(65).endsWith(100);
    assertThat(take(nack, 0)).isEmpty();
  }

  @Test
  void tooManyMissingAskForAKeyFrameInstead() {
    NackGenerator nack = new NackGenerator(10);
    nack.onPacket(0, 0);
    assertThat(nack.onPacket(513, 0)).isFalse();
    assertThat(nack.missing()).isEqualTo(512);
    assertThat(nack.onPacket(515, 0)).isTrue();
    assertThat(nack.missing()).isZero();
    assertThat(nack.due(1_000 * MILLI)).isFalse();
    assertThat(nack.onPacket(516, 0)).isFalse();
    assertThat(nack.onPacket(518, 0)).isFalse();
    assertThat(take(nack, 0)).containsExactly(517);
  }

  @Test
  void withoutTriesEveryGapAsksForAKeyFrame() {
    NackGenerator nack = new NackGenerator(0);
    assertThat(nack.onPacket(1, 0)).isFalse();
    assertThat(nack.onPacket(2, 0)).isFalse();
    assertThat(nack.onPacket(4, 0)).isTrue();
    assertThat(nack.onPacket(3, 0)).isFalse();
    assertThat(nack.due(0)).isFalse();
    assertThatThrownBy(() -> new NackGenerator(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NackGenerator(128)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherSourceStartsAfresh() {
    NackGenerator nack = new NackGenerator(3);
    nack.onPacket(1, 0);
    nack.onPacket(3, 0);
    nack.reset();
    assertThat(nack.missing()).isZero();
    assertThat(nack.onPacket(9_000, 0)).isFalse();
    assertThat(nack.due(0)).isFalse();
  }

  @Test
  void knowsWhatIsMissingUnderAnyLossAndReordering() {
    Random random = new Random(7);
    NackGenerator nack = new NackGenerator(127);
    TreeSet<Long> missing = new TreeSet<>();
    long highest = 65_000;
    nack.onPacket(highest, 0);
    for (int i = 0; i < 5_000; i++) {
      long now = i * MILLI / 10;
      if (!missing.isEmpty() && (missing.size() > 300 || random.nextInt(3) > 0)) {
        long late = random.nextBoolean() ? missing.first() : missing.last();
        missing.remove(late);
        nack.onPacket(late, now);
      } else {
        long next = highest + 1 + (random.nextInt(4) == 0 ? random.nextInt(20) : 0);
        for (long gap = highest + 1; gap < next; gap++) {
          missing.add(gap);
        }
        highest = next;
        assertThat(nack.onPacket(next, now)).isFalse();
      }
      assertThat(nack.missing()).isEqualTo(missing.size());
      for (int sequence : take(nack, now)) {
        assertThat(missing).anyMatch(each -> (each & 0xFFFF) == sequence);
      }
    }
  }
}
