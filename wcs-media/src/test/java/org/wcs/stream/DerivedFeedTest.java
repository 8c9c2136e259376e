package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.unit.Frame;

final class DerivedFeedTest {
  private final ManualLane writer = new ManualLane();
  private final ManualLane other = new ManualLane();
  private final List<Feedback> wishes = new ArrayList<>();
  private final Feed<Frame> source = new Feed<>(writer, wishes::add, new FeedLimits(64, 100, 50));
  private final List<String> steps = new ArrayList<>();
  private final Feed<Frame> doubled =
      Feed.derived(source, Doubling::new, new FeedLimits(64, 100, 50));

  @Test
  void aReaderGetsWhatIsKeptAndThenWhatIsNewWithoutGapOrDoublet() {
    publish(source, 1, true);
    publish(source, 2, false);
    publish(source, 3, true);
    publish(source, 4, false);
    Reader late = new Reader(other);
    source.subscribe(late);
    writer.drain();
    publish(source, 5, false);
    other.drain();
    assertThat(late.replayed).containsExactly(3L, 4L);
    assertThat(late.live).containsExactly(5L);
  }

  @Test
  void whatWaitsForOthersOfTheLaneIsNotGivenTwiceToANewcomer() {
    source.subscribe(new Reader(other));
    writer.drain();
    publish(source, 1, true);
    publish(source, 2, false); // both wait in the inbox of the other lane
    Reader late = new Reader(other);
    source.subscribe(late);
    writer.drain();
    publish(source, 3, false);
    other.drain();
    assertThat(late.replayed).containsExactly(1L, 2L);
    assertThat(late.live).containsExactly(3L);
  }

  @Test
  void soundRollsOnWithinItsLimit() {
    for (int pts = 0; pts <= 100; pts += 10) {
      publish(source, pts, true);
    }
    Reader late = new Reader(writer);
    writer.run(() -> source.subscribe(late));
    assertThat(late.replayed).containsExactly(50L, 60L, 70L, 80L, 90L, 100L);
  }

  @Test
  void aGroupOfPicturesThatIsTooLargeIsNotKeptAtAll() {
    publish(source, 1, true);
    for (int pts = 2; pts < 200; pts++) {
      publish(source, pts, false);
    }
    Reader late = new Reader(writer);
    writer.run(() -> source.subscribe(late));
    assertThat(late.replayed).isEmpty();
    publish(source, 200, true);
    Reader later = new Reader(writer);
    writer.run(() -> source.subscribe(later));
    assertThat(later.replayed).containsExactly(200L);
  }

  @Test
  void aDerivedFeedWorksOnlyWhileItIsRead() {
    publish(source, 1, true);
    assertThat(steps).isEmpty();
    Subscription first = doubled.subscribe(new Reader(other));
    Subscription second = doubled.subscribe(new Reader(writer));
    writer.drain();
    publish(source, 2, false);
    assertThat(steps).containsExactly("made", "1", "2");
    first.cancel();
    second.cancel();
    writer.drain();
    publish(source, 3, false);
    assertThat(steps).containsExactly("made", "1", "2", "closed");
    assertThat(source.readers()).isZero();
    doubled.subscribe(new Reader(writer));
    writer.drain();
    assertThat(steps).endsWith("closed", "made", "1", "2", "3");
  }

  @Test
  void whatIsKeptAboveReachesTheFirstReaderBelowAsThePast() {
    publish(source, 1, true);
    publish(source, 2, false);
    Reader reader = new Reader(other);
    doubled.subscribe(reader);
    writer.drain();
    other.drain();
    assertThat(reader.replayed).containsExactly(2L, 4L);
    assertThat(reader.live).isEmpty();
  }

  @Test
  void wishesTravelUpUnlessTheyAreSettledOnTheWay() {
    doubled.subscribe(new Reader(writer));
    writer.drain();
    doubled.feedback(Feedback.KeyFrameNeeded.INSTANCE);
    doubled.feedback(new Feedback.BitrateLimit(1));
    writer.drain();
    assertThat(wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void theEndOfTheSourceIsTheEndOfWhatIsMadeOfIt() {
    Reader reader = new Reader(other);
    doubled.subscribe(reader);
    writer.drain();
    writer.run(
        () -> {
          source.publish(frame(1, true));
          source.end(EndReason.STOPPED_BY_USER);
        });
    other.drain();
    assertThat(reader.live).containsExactly(2L);
    assertThat(reader.ended).containsExactly(EndReason.STOPPED_BY_USER);
    assertThat(steps).endsWith("closed");
    Reader late = new Reader(other);
    doubled.subscribe(late);
    other.drain();
    assertThat(late.ended).containsExactly(EndReason.STOPPED_BY_USER);
  }

  @Test
  void whoLeavesBeforeHeHasComeLeavesNothing() {
    Subscription hasty = doubled.subscribe(new Reader(other));
    hasty.cancel();
    writer.drain();
    other.drain();
    assertThat(steps).isEmpty();
    assertThat(doubled.readers()).isZero();
  }

  private void publish(Feed<Frame> feed, long pts, boolean key) {
    writer.run(() -> feed.publish(frame(pts, key)));
  }

  private static Frame frame(long pts, boolean key) {
    return new Frame(pts, pts, key, new byte[1]);
  }

  private final class Doubling implements Transform<Frame, Frame> {
    Doubling() {
      steps.add("made");
    }

    @Override
    public void apply(Frame unit, Output<Frame> out) {
      steps.add("" + unit.pts());
      out.emit(frame(unit.pts() * 2, unit.key()));
    }

    @Override
    public boolean feedback(Feedback wish, Output<Frame> out) {
      return wish instanceof Feedback.BitrateLimit;
    }

    @Override
    public void close() {
      steps.add("closed");
    }
  }

  private static final class Reader implements Sink<Frame> {
    private final Lane lane;
    private final List<Long> replayed = new ArrayList<>();
    private final List<Long> live = new ArrayList<>();
    private final List<EndReason> ended = new ArrayList<>();

    Reader(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void replay(List<Frame> past) {
      past.forEach(frame -> replayed.add(frame.pts()));
    }

    @Override
    public void accept(Frame unit) {
      live.add(unit.pts());
    }

    @Override
    public void ended(EndReason reason) {
      ended.add(reason);
    }
  }
}
