package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LeastDelayTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  @Test
  void theLeastDelayedMessageTellsBest() {
    LeastDelay least = new LeastDelay(0);
    assertThat(least.known()).isFalse();
    least.add(70 * MILLI, 0);
    least.add(50 * MILLI, SECOND);
    least.add(90 * MILLI, 2 * SECOND);
    assertThat(least.known()).isTrue();
    assertThat(least.nanos()).isEqualTo(50 * MILLI);
  }

  @Test
  void aClockThatRunsSlowerOrFasterIsFollowed() {
    for (double drift : new double[] {-500e-6, 500e-6}) {
      LeastDelay least = new LeastDelay(0);
      Random random = new Random(1);
      for (long now = 0; now < 7_200 * SECOND; now += SECOND) {
        long right = (long) (now * drift);
        least.add(right + random.nextInt(30) * MILLI, now);
        assertThat(least.nanos() - right).isBetween(-17 * MILLI, 31 * MILLI);
      }
    }
  }

  @Test
  void aClockThatIsSetBackIsBelievedAtOnceWithoutPatience() {
    LeastDelay least = new LeastDelay(0);
    least.add(0, 0);
    least.add(600 * SECOND, SECOND);
    assertThat(least.nanos()).isEqualTo(600 * SECOND);
    least.add(0, 2 * SECOND);
    assertThat(least.nanos()).isZero();
  }

  @Test
  void messagesHeldUpTogetherAreNoClockSetBack() {
    LeastDelay least = new LeastDelay(2 * SECOND);
    least.add(0, 0);
    for (long now = 5 * SECOND; now < 6 * SECOND; now += 100 * MILLI) {
      least.add(4 * SECOND, now);
    }
    assertThat(least.nanos()).isZero();
    for (long now = 6 * SECOND; now < 8 * SECOND; now += 100 * MILLI) {
      least.add(4 * SECOND + now % 7, now);
    }
    assertThat(least.nanos()).as("the sender has paused").isEqualTo(4 * SECOND);
  }

  @Test
  void longSilenceForgetsWhatWas() {
    LeastDelay least = new LeastDelay(0);
    least.add(0, 0);
    least.add(500 * MILLI, 3_600 * SECOND);
    assertThat(least.nanos()).isEqualTo(500 * MILLI);
    least.reset();
    assertThat(least.known()).isFalse();
  }
}
