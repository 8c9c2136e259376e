package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void letsABurstThroughAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(10, 20, 0);
    assertThat(taken(bucket, 0, 30)).isEqualTo(20);
    assertThat(taken(bucket, SECOND, 30)).isEqualTo(10);
    assertThat(taken(bucket, SECOND + SECOND / 2, 30)).isEqualTo(5);
  }

  @Test
  void neverHoldsMoreThanTheBurst() {
    TokenBucket bucket = new TokenBucket(10, 20, 0);
    assertThat(taken(bucket, 1_000 * SECOND, 1_000)).isEqualTo(20);
  }

  @Test
  void pingsEveryIntervalAndGivesUpAfterTenSilentOnes() {
    KeepAliveWatch watch = new KeepAliveWatch(5 * SECOND, 10, 0);
    List<KeepAliveWatch.Verdict> verdicts = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      assertThat(watch.tick(i * 5 * SECOND - 1)).isEqualTo(KeepAliveWatch.Verdict.WAIT);
      verdicts.add(watch.tick(i * 5 * SECOND));
    }
    assertThat(verdicts.subList(0, 10)).containsOnly(KeepAliveWatch.Verdict.PING);
    assertThat(verdicts.get(10)).isEqualTo(KeepAliveWatch.Verdict.DEAD);
  }

  @Test
  void startsCountingAgainWhenAnythingIsHeard() {
    KeepAliveWatch watch = new KeepAliveWatch(SECOND, 2, 0);
    for (int i = 1; i <= 100; i++) {
      assertThat(watch.tick(i * SECOND)).isEqualTo(KeepAliveWatch.Verdict.PING);
      watch.heard();
    }
  }

  @Test
  void runsATaskOfATaskAtOnceAndOthersInOrder() {
    List<Runnable> threads = new ArrayList<>();
    SerialQueue queue = new SerialQueue(threads::add);
    List<String> done = new ArrayList<>();
    queue.execute(
        () -> {
          queue.execute(() -> done.add("inner"));
          done.add("outer");
        });
    queue.execute(() -> done.add("next"));
    assertThat(threads).hasSize(1);
    assertThat(queue.depth()).isEqualTo(2);
    threads.getFirst().run();
    assertThat(done).containsExactly("inner", "outer", "next");
    assertThat(queue.depth()).isZero();
  }

  @Test
  void goesOnAfterATaskThatFails() {
    SerialQueue queue = new SerialQueue(Runnable::run);
    List<String> done = new ArrayList<>();
    queue.execute(
        () -> {
          throw new IllegalStateException("planned");
        });
    queue.execute(() -> done.add("next"));
    assertThat(done).containsExactly("next");
  }

  private static int taken(TokenBucket bucket, long now, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.take(1, now) ? 1 : 0;
    }
    return taken;
  }
}
