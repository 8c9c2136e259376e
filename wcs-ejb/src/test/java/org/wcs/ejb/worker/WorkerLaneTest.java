package org.wcs.ejb.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wcs.lane.Lane;

@Timeout(20)
final class WorkerLaneTest {

  private final WorkerPool pool = new WorkerPool(3, Thread::new);
  private final Lane lane = pool.get();

  @AfterEach
  void close() {
    pool.close(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void tasksRunOneAfterAnotherInTheOrderOfAsking() throws InterruptedException {
    List<Integer> order = new ArrayList<>(); // guarded by the lane alone: that is the point
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean overlapped = new AtomicBoolean();
    for (int i = 0; i < 20_000; i++) {
      int number = i;
      lane.execute(
          () -> {
            overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
            order.add(number);
            inside.decrementAndGet();
          });
    }
    await(lane);
    assertThat(overlapped).isFalse();
    assertThat(order).hasSize(20_000).isSorted();
  }

  @Test
  void onlyTheRunningThreadIsCurrent() throws InterruptedException {
    AtomicBoolean current = new AtomicBoolean();
    AtomicBoolean otherCurrent = new AtomicBoolean(true);
    Lane other = pool.get();
    lane.execute(
        () -> {
          current.set(lane.isCurrent());
          otherCurrent.set(other.isCurrent());
        });
    await(lane);
    assertThat(current).isTrue();
    assertThat(otherCurrent).isFalse();
    assertThat(lane.isCurrent()).isFalse();
  }

  @Test
  void aLaneThatNeverEndsItsWorkLetsOthersRun() throws InterruptedException {
    WorkerPool single = new WorkerPool(1, Thread::new);
    Lane greedy = single.get();
    AtomicBoolean stop = new AtomicBoolean();
    greedy.execute(
        new Runnable() {
          @Override
          public void run() {
            if (!stop.get()) {
              greedy.execute(this);
            }
          }
        });
    await(single.get());
    stop.set(true);
    single.close(TimeUnit.SECONDS.toNanos(5));
    assertThat(single.size()).isOne();
  }

  /**
   * Each round is over before the next begins, so nothing later wakes a lane that was forgotten.
   */
  @Test
  void noTaskWaitsForOthersToComeWhenLanesOfBothKindsAreAsked() throws InterruptedException {
    List<Lane> lanes = List.of(pool.get(), pool.patient(), pool.get(), pool.patient());
    for (int round = 0; round < 5_000; round++) {
      CountDownLatch done = new CountDownLatch(lanes.size());
      for (Lane each : lanes) {
        each.execute(done::countDown);
      }
      assertThat(done.await(5, TimeUnit.SECONDS)).as("round %d", round).isTrue();
    }
  }

  @Test
  void patientLanesGiveWayButAreNotForgotten() throws InterruptedException {
    WorkerPool single = new WorkerPool(1, Thread::new);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begin = new CountDownLatch(1);
    single
        .get()
        .execute(
            () -> {
              while (begin.getCount() > 0) {
                LockSupport.parkNanos(100_000); // until all the others have asked
              }
            });
    Lane patient = single.patient();
    patient.execute(() -> order.add("patient"));
    List<Lane> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(single.get());
      others.getLast().execute(() -> order.add("usual"));
    }
    begin.countDown();
    single.close(TimeUnit.SECONDS.toNanos(5));
    assertThat(order).hasSize(21);
    assertThat(order.indexOf("patient")).isBetween(1, 8);
  }

  @Test
  void flushesComeOnceAfterTheDrainInTheOrderOfAsking() throws InterruptedException {
    List<String> order = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    lane.execute(
        () -> {
          lane.flushAfterDrain(
              () -> {
                order.add("first flush");
                lane.flushAfterDrain(done::countDown);
              });
          lane.flushAfterDrain(() -> order.add("second flush"));
          lane.execute(() -> order.add("task"));
        });
    done.await();
    await(lane);
    assertThat(order).containsExactly("task", "first flush", "second flush");
  }

  @Test
  void aFaultDoesNotStopTheLane() throws InterruptedException {
    lane.execute(
        () -> {
          throw new IllegalStateException("a fault on purpose");
        });
    lane.execute(
        () ->
            lane.flushAfterDrain(
                () -> {
                  throw new IllegalStateException("a fault on purpose");
                }));
    await(lane);
    await(lane);
    assertThat(lane.isCurrent()).isFalse();
  }

  @Test
  void timersRunOnTheLaneAfterTheirTime() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean current = new AtomicBoolean();
    long startNanos = lane.nanoTime();
    lane.schedule(
        TimeUnit.MILLISECONDS.toNanos(30),
        () -> {
          current.set(lane.isCurrent());
          done.countDown();
        });
    done.await();
    assertThat(lane.nanoTime() - startNanos)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    assertThat(current).isTrue();
  }

  @Test
  void aTimerCalledOffBeforeItStartsNeverRuns() throws InterruptedException {
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch later = new CountDownLatch(1);
    lane.execute(
        () -> {
          Lane.Timer timer = lane.schedule(0, () -> ran.set(true)); // cannot start before the end
          lane.schedule(TimeUnit.MILLISECONDS.toNanos(20), later::countDown);
          timer.cancel();
        });
    later.await();
    assertThat(ran).isFalse();
  }

  @Test
  void closingDoesWhatWaitsAndTakesNoMore() {
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      lane.execute(ran::incrementAndGet);
    }
    pool.close(TimeUnit.SECONDS.toNanos(5));
    assertThat(ran).hasValue(100);
    lane.execute(ran::incrementAndGet);
    lane.schedule(0, ran::incrementAndGet);
    assertThat(ran).hasValue(100);
  }

  @Test
  void closingWaitsForWhatFollowsFromWhatWaits() {
    Lane other = pool.get();
    AtomicInteger ran = new AtomicInteger();
    lane.execute(
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
          other.execute(() -> lane.execute(() -> other.execute(ran::incrementAndGet)));
        });
    pool.close(TimeUnit.SECONDS.toNanos(5));
    assertThat(ran).hasValue(1);
  }

  @Test
  void closingInterruptsWhatDoesNotEnd() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    lane.execute(
        () -> {
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
          interrupted.countDown();
        });
    pool.close(TimeUnit.MILLISECONDS.toNanos(20));
    interrupted.await();
    assertThat(interrupted.getCount()).isZero();
  }

  private static void await(Lane lane) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    lane.execute(done::countDown);
    done.await();
  }
}
