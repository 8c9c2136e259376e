package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wcs.lane.Lane;

class NetworkLaneTest {

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final NetworkLane lane = lane(0);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private NetworkLane lane(long windowNanos) {
    return new NetworkLane((SingleThreadEventLoop) loops.next(), windowNanos);
  }

  @AfterEach
  void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void flushesInTheOrderOfAskingAfterTheTasksOfTheDrain() {
    lane.execute(
        () -> {
          lane.execute(() -> order.add("task"));
          lane.sendAfterFlush(() -> order.add("socket"));
          lane.flushAfterDrain(() -> order.add("first"));
          lane.flushAfterDrain(() -> order.add("second"));
        });
    Loopback.await(() -> order.size() == 4, "all four");
    assertThat(order).containsExactly("task", "first", "second", "socket");
  }

  @Test
  void flushesOnceWhatIsAskedForInTasksThatWaitTogether() {
    AtomicLong flushes = new AtomicLong();
    lane.execute(
        () -> {
          for (int i = 0; i < 100; i++) {
            lane.execute(() -> lane.sendAfterFlush(() -> order.add("sent after " + flushes.get())));
          }
          lane.flushAfterDrain(flushes::incrementAndGet);
        });
    Loopback.await(() -> order.size() == 100, "all sent");
    assertThat(order).containsOnly("sent after 1");
  }

  @Test
  void putsOffToTheNextDrainWhatAFlushAsksFor() {
    Lane.Flushable again =
        new Lane.Flushable() {
          private int runs;

          @Override
          public void flush() {
            order.add("flush " + runs);
            if (runs++ < 2) {
              lane.execute(() -> order.add("between"));
              lane.flushAfterDrain(this);
            }
          }
        };
    lane.execute(() -> lane.flushAfterDrain(again));
    Loopback.await(() -> order.size() == 5, "three flushes");
    assertThat(order).containsExactly("flush 0", "between", "flush 1", "between", "flush 2");
  }

  @Test
  void survivesAFlushAndATaskThatThrow() {
    lane.execute(
        () -> {
          lane.flushAfterDrain(
              () -> {
                throw new IllegalStateException("a fault on purpose");
              });
          lane.flushAfterDrain(() -> order.add("second"));
          throw new IllegalStateException("a fault on purpose");
        });
    Loopback.await(() -> order.size() == 1, "the second flush");
    lane.execute(() -> lane.flushAfterDrain(() -> order.add("later")));
    Loopback.await(() -> order.size() == 2, "a later drain");
  }

  @Test
  void runsTimersInTimeAndNotWhenCancelled() {
    AtomicLong ran = new AtomicLong();
    long start = lane.nanoTime();
    Lane.Timer cancelled = lane.schedule(5_000_000, () -> order.add("cancelled"));
    lane.schedule(20_000_000, () -> ran.set(lane.nanoTime()));
    cancelled.cancel();
    Loopback.await(() -> ran.get() != 0, "the timer");
    assertThat(ran.get() - start).isBetween(20_000_000L, 5_000_000_000L);
    assertThat(order).isEmpty();
  }

  @Test
  void knowsItsOwnThread() {
    assertThat(lane.isCurrent()).isFalse();
    assertThat(Loopback.onLane(lane, lane::isCurrent)).isTrue();
  }

  @Test
  void waitsUnderLoadForMoreToJoin() {
    NetworkLane busy = lane(50_000_000);
    AtomicLong askedNanos = new AtomicLong();
    AtomicLong flushedNanos = new AtomicLong();
    Loopback.onLane(
        busy,
        () -> {
          busy.flushAfterDrain(() -> spin(20_000_000));
          return true;
        });
    Loopback.onLane(
        busy,
        () -> {
          askedNanos.set(System.nanoTime());
          busy.flushAfterDrain(() -> flushedNanos.set(System.nanoTime()));
          return true;
        });
    Loopback.await(() -> flushedNanos.get() != 0, "the flush");
    assertThat(flushedNanos.get() - askedNanos.get()).isGreaterThan(15_000_000);
  }

  @Test
  void keepsTheBeginningOfAFrameUntilItsEndHasCome() {
    NetworkLane patient = lane(TimeUnit.SECONDS.toNanos(30));
    Loopback.onLane(
        patient,
        () -> {
          patient.flushAfterDrain(() -> order.add("flush"));
          patient.moreComing(true);
          return true;
        });
    Loopback.onLane(patient, () -> order.add("between"));
    Loopback.onLane(
        patient,
        () -> {
          order.add("end");
          patient.moreComing(false);
          return true;
        });
    Loopback.await(() -> order.size() == 3, "the flush");
    assertThat(order).containsExactly("between", "end", "flush");
  }

  @Test
  void keepsItNoLongerThanTheWindow() {
    NetworkLane patient = lane(2_000_000);
    Loopback.onLane(
        patient,
        () -> {
          patient.flushAfterDrain(() -> order.add("flush"));
          patient.moreComing(true);
          return true;
        });
    Loopback.await(() -> order.size() == 1, "the flush");
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
