package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.rtsp.egress.RecordedConnection.Piece;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;

/** What is left out, waited for or put in order on the way to players over TCP. */
final class SkippingTest {

  @Test
  void goesOnAtAKeyFrameAfterPacketsWereLostInside() {
    ManualLane lane = new ManualLane();
    ManualLane publisherLane = new ManualLane();
    Stage stage =
        new Stage(
            new TrackLimits(
                8,
                16 << 20,
                TrackLimits.USUAL.cache(),
                1_024,
                TrackLimits.USUAL.historyAge(),
                512,
                TrackLimits.USUAL.waitTime(),
                1_200),
            lane,
            publisherLane);
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    for (int i = 0; i < 20; i++) { // while the player's lane is busy
      publisherLane.run(() -> stage.publishPicture(false));
    }
    stage.settle();
    player.connection.take();
    stage.asked.clear();
    stage.picture(false); // does not find its way in before the next key frame
    assertThat(player.connection.take(0)).isEmpty();
    stage.picture(true);
    List<Piece> after = player.connection.take(0);
    assertThat(after).hasSize(4);
    assertThat(after.getFirst().payload()).isEqualTo(Stage.SPS);
    assertThat(stage.asked).contains(Feedback.KeyFrameNeeded.INSTANCE);
    assertThat(player.player.snapshot().skipped()).isGreaterThan(10);
  }

  @Test
  void leavesOutPicturesOfASlowPlayerUpToAKeyFrameAndCountsThem() {
    Stage stage = new Stage("rtsp.player_min_unsent", "65536", "rtsp.player_max_unsent", "131072");
    stage.pictureOctets = 8_000;
    stage.picture(true);
    TestPlayer slow = stage.tcp().play();
    TestPlayer fast = stage.tcp().play();
    slow.connection.blocked = true;
    for (int i = 1; i < 50; i++) {
      stage.picture(i % 10 == 0);
    }
    assertThat(slow.connection.unsent).isBetween(65_000L, 180_000L);
    long skipped = slow.player.snapshot().skipped();
    assertThat(skipped).isGreaterThan(50);
    assertThat(fast.player.snapshot().skipped()).isZero();
    assertThat(stage.egress.snapshot().skipped()).isEqualTo(skipped);
    slow.connection.take();
    slow.connection.blocked = false;
    slow.connection.unsent = 0;
    stage.picture(false);
    assertThat(slow.connection.take(0)).isEmpty();
    stage.picture(true);
    List<Piece> after = slow.connection.take(0);
    assertThat(after).hasSize(4);
    assertThat(after.getFirst().payload()).isEqualTo(Stage.SPS);
  }

  @Test
  void asksForAKeyFrameWhenASlowPlayerHasRoomAgain() {
    Stage stage = new Stage("rtsp.player_min_unsent", "65536", "rtsp.player_max_unsent", "131072");
    stage.pictureOctets = 30_000;
    stage.picture(true);
    TestPlayer slow = stage.tcp().play();
    slow.connection.blocked = true;
    stage.groups(1, 1);
    for (int i = 0; i < 20; i++) {
      stage.picture(false);
    }
    stage.advance(3 * Stage.SECOND);
    stage.asked.clear();
    slow.connection.blocked = false;
    slow.connection.unsent = 0;
    stage.lane.run(() -> slow.player.writable(true));
    assertThat(stage.asked).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void aBrokenPlayerHarmsNobody() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer good = stage.tcp().play();
    TestPlayer bad = stage.tcp().play();
    bad.connection.failing = true;
    good.connection.take();
    stage.picture(false);
    stage.picture(false);
    assertThat(good.connection.take(0)).hasSize(4);
    assertThat(bad.ended).isEqualTo(EndReason.FAILED);
  }

  @Test
  void leavesOutPacketsThatNoFrameHolds() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    stage.lane.run(
        () -> {
          stage.video(new byte[65_530], false, false);
          stage.video(new byte[65_523], false, false);
          stage.video(new byte[100], true, false);
        });
    assertThat(player.connection.take(0))
        .extracting(each -> each.bytes().length)
        .containsExactly(65_535, 112);
  }

  @Test
  void putsPacketsInOrderAndWaitsOnlyWhileThatPays() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    TestPlayer udp = stage.udp().play();
    player.connection.take();
    udp.videoPath.datagrams.clear();
    stage.lane.run(() -> shuffled(stage, 1, 0, 2, 4, 3));
    assertThat(player.connection.take(0))
        .extracting(SkippingTest::tag)
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(udp.videoPath.datagrams)
        .extracting(each -> (int) each[13])
        .containsExactly(1, 0, 2, 4, 3);

    stage.lane.run(() -> shuffled(stage, 0, 2));
    assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(0);
    TestPlayer second = stage.tcp().play(); // the others wait no longer, and nobody gets it twice
    assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(2);
    assertThat(second.connection.take(0)).hasSize(4 + 5 + 2);

    for (int i = 0; i < 3; i++) {
      stage.lane.run(() -> shuffled(stage, 0, 2));
      assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(0);
      stage.advance(199 * Stage.MILLI);
      assertThat(player.connection.take(0)).isEmpty();
      stage.advance(2 * Stage.MILLI);
      assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(2);
    }
    second.connection.take();
    stage.lane.run(() -> shuffled(stage, 0, 2, 3, 1)); // not waited for, and too late
    assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(0, 2, 3);
    assertThat(second.connection.take(0)).extracting(SkippingTest::tag).containsExactly(0, 2, 3);
    stage.lane.run(() -> shuffled(stage, 0, 2, 3, 1));
    assertThat(player.connection.take(0)).extracting(SkippingTest::tag).containsExactly(0, 1, 2, 3);
    assertThat(player.player.snapshot().skipped()).isOne();
  }

  /** Publishes packets in this order; what comes next is numbered behind the highest. */
  private static void shuffled(Stage stage, int... order) {
    long first = stage.videoSequence();
    long last = first;
    for (int each : order) {
      stage.videoSequence(first + each);
      stage.video(new byte[] {0x41, (byte) each, 1}, false, false);
      last = Math.max(last, first + each + 1);
    }
    stage.videoSequence(last);
  }

  private static int tag(Piece piece) {
    return piece.payload()[1];
  }
}
