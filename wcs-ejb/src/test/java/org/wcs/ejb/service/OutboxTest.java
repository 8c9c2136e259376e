package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final List<Integer> sent = new ArrayList<>();
  private final Deque<Runnable> onTheWay = new ArrayDeque<>();
  private int overflows;
  private final Outbox<Integer> outbox =
      new Outbox<>(
          Runnable::run,
          (item, done) -> {
            sent.add(item);
            onTheWay.add(done);
          },
          new Outbox.Bounds(3, 100),
          () -> overflows++);

  @Test
  void sendsTheNextOnlyWhenTheLastHasLeft() {
    outbox.offer(1, 10);
    outbox.offer(2, 10);
    assertThat(sent).containsExactly(1);
    onTheWay.remove().run();
    assertThat(sent).containsExactly(1, 2);
    assertThat(outbox.idle()).isFalse();
    onTheWay.remove().run();
    assertThat(outbox.idle()).isTrue();
  }

  @Test
  void tellsOnceThatItIsFullAndDropsEverythingAfterwards() {
    for (int i = 0; i < 6; i++) {
      assertThat(outbox.offer(i, 1)).isEqualTo(i < 3);
    }
    assertThat(overflows).isEqualTo(1);
    onTheWay.remove().run();
    assertThat(outbox.offer(7, 1)).isFalse();
    assertThat(overflows).isEqualTo(1);
  }

  @Test
  void isFullWhenTheCharactersAreTooMany() {
    assertThat(outbox.offer(1, 60)).isTrue();
    assertThat(outbox.offer(2, 60)).isFalse();
    assertThat(overflows).isEqualTo(1);
  }

  @Test
  void hasRoomAgainForWhatHasLeft() {
    assertThat(outbox.offer(1, 60)).isTrue();
    onTheWay.remove().run();
    assertThat(outbox.offer(2, 60)).isTrue();
    assertThat(overflows).isZero();
  }

  @Test
  void stillSendsWhatWaitedWhenItWasClosed() {
    outbox.offer(1, 1);
    outbox.offer(2, 1);
    outbox.close();
    assertThat(outbox.offer(3, 1)).isFalse();
    onTheWay.remove().run();
    assertThat(sent).containsExactly(1, 2);
    assertThat(overflows).isZero();
  }

  @Test
  void keepsTheOrderOfAThreadThoughManyOffer() throws InterruptedException {
    int threads = 4;
    int each = 2_000;
    List<Integer> seen = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(threads * each);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Outbox<Integer> busy =
          new Outbox<>(
              pool,
              (item, done) -> {
                seen.add(item);
                done.run();
                all.countDown();
              },
              new Outbox.Bounds(Integer.MAX_VALUE, Long.MAX_VALUE),
              () -> {});
      List<Thread> writers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int base = t * each;
        writers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < each; i++) {
                        busy.offer(base + i, 1);
                      }
                    }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
    for (int t = 0; t < threads; t++) {
      int base = t * each;
      assertThat(seen.stream().filter(item -> item / each * each == base)).isSorted().hasSize(each);
    }
  }
}
