package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;

/** Many players of one stream. */
final class FanOutTest {

  @Test
  void allocatesNothingForAPlayerAndMessage() {
    long few = bytesPerPicture(10);
    long many = bytesPerPicture(210);
    assertThat((many - few) / 200.0).as("bytes per player and message").isLessThan(1.0);
  }

  private static long bytesPerPicture(int players) {
    RtmpStage stage = new RtmpStage();
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.advance(1_100);
    for (int i = 0; i < players; i++) {
      stage.player("cam");
    }
    stage.settle();
    stage.playersDiscard();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    int warm = 3_000;
    int measured = 2_000;
    long before = 0;
    for (int i = 0; i < warm + measured; i++) {
      if (i == warm) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      feeder.picture(1_000);
      feeder.sound();
      stage.settle();
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / measured;
  }

  @Test
  void sendsSoundTogetherWithPicturesOnceThereAreManyPlayers() {
    RtmpStage stage = new RtmpStage();
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient first = stage.player("cam");
    int before = first.heard(RtmpMessage.Audio.class).size();
    feeder.sound();
    stage.settle();
    assertThat(first.heard(RtmpMessage.Audio.class)).hasSize(before + 1);

    for (int i = 0; i < 40; i++) {
      stage.player("cam");
    }
    stage.advance(1_100);
    before = first.heard(RtmpMessage.Audio.class).size();
    feeder.sound();
    stage.settle();
    assertThat(first.heard(RtmpMessage.Audio.class)).hasSize(before);
    feeder.picture(1_000);
    stage.settle();
    assertThat(first.heard(RtmpMessage.Audio.class)).hasSize(before + 1);
    assertThat(first.heard.getLast()).isInstanceOf(RtmpMessage.Video.class);
    feeder.sound();
    feeder.sound();
    feeder.sound(); // no picture comes
    stage.settle();
    assertThat(first.heard(RtmpMessage.Audio.class)).hasSize(before + 4);
    feeder.sound();
    feeder.client.call(1, "closeStream");
    stage.settle();
    assertThat(first.heard(RtmpMessage.Audio.class)).hasSize(before + 5);
  }

  @Test
  void leavesOutPicturesForASlowPlayerUntilTheNextKeyFrame() {
    RtmpStage stage = new RtmpStage("rtmp.player_min_unsent", "65536");
    Feeder feeder = new Feeder(stage.publisher("cam")).pictureBytes(20_000);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient slow = stage.player("cam");
    TestClient fast = stage.player("cam");
    int beforeSlow = slow.heard(RtmpMessage.Video.class).size();
    stage.serverEnd(slow).blocked(true);
    for (int i = 0; i < 20; i++) { // 500 kB a second, allowed are 3 seconds at most
      feeder.millis(1_000, 2_000);
      stage.advance(1_000);
      assertThat(stage.serverEnd(slow).unsentBytes()).isLessThan(2_600_000);
    }
    assertThat(slow.heard(RtmpMessage.Video.class)).hasSize(beforeSlow);
    assertThat(fast.heard(RtmpMessage.Video.class).size()).isGreaterThan(500);
    stage.serverEnd(slow).blocked(false);
    stage.settle();
    int caughtUp = slow.heard(RtmpMessage.Video.class).size();
    feeder.millis(4_000, 2_000);
    stage.advance(1_100);
    List<RtmpMessage.Video> after =
        slow.heard(RtmpMessage.Video.class)
            .subList(caughtUp, slow.heard(RtmpMessage.Video.class).size());
    assertThat(after).hasSizeGreaterThan(40);
    assertThat(after.getFirst().body()[0]).isEqualTo((byte) 0x17);
    assertThat(stage.protocol.snapshot().totals().skipped()).isGreaterThan(100);
    assertThat(slow.broken).isNull();
  }

  @Test
  void closesAPlayerThatTakesNothingAtAll() {
    RtmpStage stage = new RtmpStage();
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient slow = stage.player("cam");
    stage.serverEnd(slow).blocked(true);
    for (int i = 0; i < 62; i++) {
      feeder.millis(1_000, 1_000);
      stage.advance(1_000);
    }
    assertThat(slow.closed).isTrue();
    assertThat(stage.stream("cam").viewers()).isZero();
  }

  @Test
  void servesPlayersOnOtherLanesWithTheSameMessagesInOrder() {
    RtmpStage stage = new RtmpStage();
    ManualLane second = stage.anotherLane();
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(500, 400);
    stage.settle();
    List<TestClient> players = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TestClient client = stage.client(i % 2 == 0 ? stage.lane : second);
      stage.settle();
      client.connect("live");
      client.play("cam");
      stage.settle();
      players.add(client);
    }
    feeder.millis(2_000, 400);
    stage.settle();
    List<Long> expected = stamps(players.getFirst());
    assertThat(expected).hasSizeGreaterThan(50).isSorted();
    for (TestClient player : players) {
      assertThat(stamps(player)).isEqualTo(expected);
    }
    players.forEach(player -> player.call(1, "closeStream"));
    stage.settle();
    assertThat(stage.protocol.fanOuts()).isZero();
  }

  @Test
  void lostMessagesOfABusyLaneCostOnlyItsPlayers() {
    RtmpStage stage = new RtmpStage();
    ManualLane busy = new ManualLane(); // runs only when this test says so
    Feeder feeder = new Feeder(stage.publisher("cam"), false, true);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.advance(1_100);
    TestClient player = stage.client(busy);
    takeTurns(stage, busy);
    player.connect("live");
    player.play("cam");
    takeTurns(stage, busy);
    int before = player.heard(RtmpMessage.Video.class).size();
    assertThat(before).isPositive();
    feeder.millis(120_000, 2_000); // three thousand pictures, while the lane does not run
    stage.settle();
    busy.drain();
    feeder.millis(8_000, 2_000);
    stage.settle();
    busy.drain();
    stage.settle();
    List<RtmpMessage.Video> seen = player.heard(RtmpMessage.Video.class);
    long last = 0;
    boolean skipped = false;
    for (RtmpMessage.Video message : seen) {
      if (message.timestamp() - last > 1_000 && last > 0) {
        skipped = true;
        assertThat(message.body()[0]).isEqualTo((byte) 0x17);
      }
      last = message.timestamp();
    }
    assertThat(skipped).isTrue();
    assertThat(seen.size()).isGreaterThan(before + 100);
  }

  private static void takeTurns(RtmpStage stage, ManualLane busy) {
    for (int i = 0; i < 10; i++) {
      stage.settle();
      busy.drain();
    }
  }

  private static List<Long> stamps(TestClient player) {
    return player.heard(RtmpMessage.Video.class).stream()
        .map(RtmpMessage.Video::timestamp)
        .toList();
  }
}
