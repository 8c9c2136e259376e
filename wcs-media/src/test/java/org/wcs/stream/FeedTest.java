package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.unit.Frame;

final class FeedTest {

  private final ManualLane writer = new ManualLane();
  private final ManualLane other = new ManualLane();
  private final List<Feedback> wishes = new ArrayList<>();
  private final Feed<Frame> feed = new Feed<>(writer, wishes::add, FeedLimits.uncached(4));

  @Test
  void readersOnTheWritersLaneAreCalledAtOnce() {
    Reader reader = new Reader(writer);
    feed.subscribe(reader);
    writer.run(
        () -> {
          feed.publish(frame(1, true));
          assertThat(reader.pts).containsExactly(1L);
        });
  }

  @Test
  void readersOfAnotherLaneAreCalledThereInOrder() {
    Reader first = new Reader(other);
    Reader second = new Reader(other);
    feed.subscribe(first);
    feed.subscribe(second);
    writer.run(
        () -> {
          feed.publish(frame(1, true));
          feed.publish(frame(2, false));
        });
    assertThat(first.pts).isEmpty();
    other.drain();
    assertThat(first.pts).containsExactly(1L, 2L);
    assertThat(second.pts).containsExactly(1L, 2L);
  }

  @Test
  void aLaneThatIsSlowLosesUnitsUpToTheNextResyncPointAndIsTold() {
    Reader reader = new Reader(other);
    feed.subscribe(reader);
    writer.run(
        () -> {
          for (int i = 0; i < 6; i++) {
            feed.publish(frame(i, i == 0));
          }
        });
    other.drain();
    assertThat(reader.pts).containsExactly(0L, 1L, 2L, 3L);
    writer.run(
        () -> {
          feed.publish(frame(6, false));
          feed.publish(frame(7, true));
        });
    other.drain();
    assertThat(reader.pts).containsExactly(0L, 1L, 2L, 3L, 7L);
    assertThat(reader.lost).isEqualTo(3);
  }

  @Test
  void aReaderThatThrowsIsTakenOffAndTheOthersGoOn() {
    Reader bad = new Reader(writer);
    bad.throwing = true;
    Reader good = new Reader(writer);
    feed.subscribe(bad);
    feed.subscribe(good);
    writer.run(() -> feed.publish(frame(1, true)));
    writer.run(() -> feed.publish(frame(2, true)));
    assertThat(good.pts).containsExactly(1L, 2L);
    assertThat(bad.ended).containsExactly(EndReason.FAILED);
  }

  @Test
  void theEndComesAfterEveryUnitAndOnlyOnce() {
    Reader reader = new Reader(other);
    feed.subscribe(reader);
    writer.run(
        () -> {
          feed.publish(frame(1, true));
          feed.end(EndReason.STOPPED_BY_USER);
          feed.end(EndReason.FAILED);
        });
    other.drain();
    assertThat(reader.pts).containsExactly(1L);
    assertThat(reader.ended).containsExactly(EndReason.STOPPED_BY_USER);
  }

  @Test
  void whoComesAfterTheEndIsToldAtOnce() {
    feed.end(EndReason.STOPPED_BY_USER);
    Reader late = new Reader(other);
    feed.subscribe(late);
    other.drain();
    assertThat(late.ended).containsExactly(EndReason.STOPPED_BY_USER);
  }

  @Test
  void aCancelledReaderHearsNothingMoreAndIsNotCounted() {
    Reader reader = new Reader(writer);
    Subscription subscription = feed.subscribe(reader);
    assertThat(feed.readers()).isEqualTo(1);
    subscription.cancel();
    subscription.cancel();
    writer.run(() -> feed.publish(frame(1, true)));
    assertThat(reader.pts).isEmpty();
    assertThat(feed.readers()).isZero();
  }

  @Test
  void aSourceThatStartedForAReaderWhoLeftMeanwhileIsStopped() {
    List<String> told = new ArrayList<>();
    Subscription[] subscription = new Subscription[1];
    FeedSource source =
        new FeedSource() {
          @Override
          public void feedback(Feedback wish) {
            told.add(wish.toString());
          }

          @Override
          public void started() {
            told.add("started");
            subscription[0].cancel(); // as another thread may at this moment
          }

          @Override
          public void stopped() {
            told.add("stopped");
          }
        };
    Feed<Frame> lazy = new Feed<>(writer, source, FeedLimits.uncached(4));
    Reader reader = new Reader(writer);
    subscription[0] = lazy.subscribe(reader);
    writer.drain();
    assertThat(told).containsExactly("started", "stopped");
    assertThat(lazy.readers()).isZero();
    writer.run(() -> lazy.publish(frame(1, true)));
    assertThat(reader.pts).isEmpty();
  }

  @Test
  void wishesReachTheSourceOnTheWritersLane() {
    feed.feedback(Feedback.KeyFrameNeeded.INSTANCE);
    assertThat(wishes).isEmpty();
    writer.drain();
    assertThat(wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void whatWasWaitingBeforeALossIsDeliveredBeforeTheLossIsTold() {
    Reader reader = new Reader(other);
    feed.subscribe(reader);
    writer.run(
        () -> {
          feed.publish(frame(0, true));
          feed.publish(frame(1, false));
        });
    other.drain();
    writer.run(
        () -> {
          for (int i = 2; i < 9; i++) {
            feed.publish(frame(i, false)); // of these, four find room
          }
        });
    other.drain();
    assertThat(reader.lost).isZero();
    assertThat(reader.pts).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    writer.run(() -> feed.publish(frame(9, true)));
    other.drain();
    assertThat(reader.lost).isEqualTo(3);
    assertThat(reader.pts).endsWith(5L, 9L);
  }

  @Test
  void aReaderThatThrowsBeforeTheEndIsToldOfOneEndOnly() {
    Reader bad = new Reader(other);
    bad.throwing = true;
    feed.subscribe(bad);
    writer.run(
        () -> {
          feed.publish(frame(1, true));
          feed.end(EndReason.STOPPED_BY_USER);
        });
    other.drain();
    assertThat(bad.ended).containsExactly(EndReason.FAILED);
  }

  @Test
  void whoCancelsBeforeTheEndArrivesIsNotToldOfIt() {
    Reader reader = new Reader(other);
    Subscription subscription = feed.subscribe(reader);
    writer.run(() -> feed.end(EndReason.STOPPED_BY_USER));
    subscription.cancel();
    other.drain();
    assertThat(reader.ended).isEmpty();
  }

  @Test
  void readersMayComeAndGoWhileOthersFail() throws Exception {
    ManualLane lane = new ManualLane();
    Thread joining =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    feed.subscribe(new Reader(lane));
                  }
                });
    int failed = 0;
    while (joining.isAlive() || failed < 50) {
      Reader bad = new Reader(lane);
      bad.throwing = failed++ < 50;
      if (bad.throwing) {
        feed.subscribe(bad);
      }
      writer.run(() -> feed.publish(frame(1, true)));
      lane.drain();
      Thread.yield();
    }
    joining.join();
    assertThat(feed.readers()).isEqualTo(500);
  }

  private static Frame frame(long pts, boolean key) {
    return new Frame(pts, pts, key, new byte[0]);
  }

  private static final class Reader implements Sink<Frame> {
    private final Lane lane;
    private final List<Long> pts = new ArrayList<>();
    private final List<EndReason> ended = new ArrayList<>();
    private boolean throwing;
    private int lost;

    Reader(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(Frame unit) {
      if (throwing) {
        throw new IllegalStateException("as told");
      }
      pts.add(unit.pts());
    }

    @Override
    public void lost(int units) {
      lost += units;
    }

    @Override
    public void ended(EndReason reason) {
      ended.add(reason);
    }
  }
}
