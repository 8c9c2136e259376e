package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class SharesTest {

  private static final long AT_ONCE = 1;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 200})
  void whoeverComesNextFindsSomethingLeft(int most) throws InterruptedException {
    Shares shares = new Shares(most);
    int hogs = 0;
    while (shares.leased() < most) {
      String hog = "hog" + hogs++;
      assertThat(shares.acquire(hog, AT_ONCE)).as(hog).isTrue();
      while (shares.acquire(hog, AT_ONCE)) {
        assertThat(shares.leased()).isLessThanOrEqualTo(most);
      }
      assertThat(shares.pending()).isZero();
    }
    assertThat(hogs).isGreaterThanOrEqualTo(most == 1 ? 1 : 2);
    assertThat(shares.acquire("late", AT_ONCE)).isFalse();
    shares.release("hog0");
    assertThat(shares.acquire("late", AT_ONCE)).isTrue();
  }

  @Test
  void aloneOneMayHaveHalf() throws InterruptedException {
    Shares shares = new Shares(200);
    int had = 0;
    while (shares.acquire("only", AT_ONCE)) {
      had++;
    }
    assertThat(had).isEqualTo(100);
  }

  @Test
  void whoWaitsIsServedInTurnWhenSomethingComesBack() throws Exception {
    Shares shares = new Shares(4);
    for (int i = 0; i < 2; i++) {
      assertThat(shares.acquire("hog", 0)).isTrue();
    }
    List<String> order = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> waits(shares, "hog", order, "first"));
      until(shares, 1);
      Future<?> second = threads.submit(() -> waits(shares, "hog", order, "second"));
      until(shares, 2);
      assertThat(shares.acquire("other", AT_ONCE)).isTrue();
      shares.release("hog");
      shares.release("other");
      first.get();
      assertThat(order).containsExactly("first");
      shares.release("hog");
      second.get();
      assertThat(order).containsExactly("first", "second");
    }
  }

  @Test
  void neverMoreThanThereAreAreInUse() throws Exception {
    Shares shares = new Shares(7);
    AtomicInteger inUse = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String app = "app" + i % 5;
      tasks.add(
          () -> {
            if (shares.acquire(app, Duration.ofSeconds(20).toNanos())) {
              most.accumulateAndGet(inUse.incrementAndGet(), Math::max);
              Thread.yield();
              inUse.decrementAndGet();
              shares.release(app);
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertThat(most.get()).isBetween(2, 7);
    assertThat(shares.leased()).isZero();
    assertThat(shares.pending()).isZero();
  }

  private static Void waits(Shares shares, String app, List<String> order, String name)
      throws InterruptedException {
    assertThat(shares.acquire(app, 0)).isTrue();
    synchronized (order) {
      order.add(name);
    }
    return null;
  }

  private static void until(Shares shares, int pending) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (shares.pending() != pending) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
