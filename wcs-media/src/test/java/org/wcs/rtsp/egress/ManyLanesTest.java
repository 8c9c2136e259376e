package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.rtp.RtpHeader;

/** Publisher and players on lanes of their own, each running when chance has it. */
final class ManyLanesTest {

  @Test
  void everyPlayerGetsEveryPacketOnceFromAKeyFrameOn() {
    for (int seed = 0; seed < 60; seed++) {
      play(new Random(seed));
    }
  }

  private static void play(Random random) {
    ManualLane publisherLane = new ManualLane();
    Stage stage = new Stage(TrackLimits.USUAL, new ManualLane(), publisherLane);
    List<TestPlayer> players = new ArrayList<>();
    List<List<byte[]>> got = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean key = i % 25 == 0;
      publisherLane.execute(() -> stage.publishPicture(key));
      publisherLane.execute(stage::sound);
      publisherLane.execute(stage::sound);
      if (i > 0 && i < 250 && random.nextInt(15) == 0) {
        TestPlayer next = new TestPlayer(stage, random.nextBoolean());
        players.add(next);
        got.add(new ArrayList<>());
        stage.lane.execute(() -> next.player.play(facts -> next.starts = facts, reason -> {}));
      }
      run(random, stage);
      collect(players, got);
    }
    stage.advance(Stage.SECOND);
    collect(players, got);
    assertThat(players).isNotEmpty();
    for (int i = 0; i < players.size(); i++) {
      TestPlayer player = players.get(i);
      assertThat(player.starts).hasSize(2);
      assertWhole(got.get(i), player.starts.getFirst(), stage);
      assertThat(player.player.snapshot().skipped()).isZero();
      player.close();
    }
    stage.settle();
    assertThat(stage.video.packets().readers()).isZero();
  }

  private static void run(Random random, Stage stage) {
    for (int i = random.nextInt(4); i > 0; i--) {
      if (random.nextBoolean()) {
        stage.publisherLane.drain();
      } else {
        stage.lane.drain();
      }
    }
    if (random.nextInt(3) == 0) {
      stage.lane.advance(40 * Stage.MILLI);
    }
    stage.publisherLane.advance(40 * Stage.MILLI);
  }

  private static void collect(List<TestPlayer> players, List<List<byte[]>> got) {
    for (int i = 0; i < players.size(); i++) {
      List<byte[]> packets = got.get(i);
      players.get(i).connection.take(0).forEach(piece -> packets.add(piece.bytes()));
      packets.addAll(players.get(i).videoPath.datagrams);
      players.get(i).videoPath.datagrams.clear();
    }
  }

  /** From the parameter sets that were announced to the last packet, none missing or twice. */
  private static void assertWhole(List<byte[]> packets, TrackStart start, Stage stage) {
    assertThat(packets).isNotEmpty();
    byte[] first = packets.getFirst();
    assertThat(first[12]).isEqualTo(Stage.SPS[0]);
    assertThat(RtpHeader.sequence(first, 0)).isEqualTo(start.sequence());
    assertThat(RtpHeader.timestamp(first, 0)).isEqualTo((int) start.rtpTime());
    for (int i = 1; i < packets.size(); i++) {
      assertThat(RtpHeader.sequence(packets.get(i), 0))
          .isEqualTo(RtpHeader.sequence(packets.get(i - 1), 0) + 1 & 0xFFFF);
    }
    int time = RtpHeader.timestamp(packets.getLast(), 0) - (int) start.rtpTime();
    assertThat(time % 3_600).isZero();
    assertThat((long) time / 3_600).isBetween(40L, stage.pictures - 1L);
    assertThat((packets.getLast()[1] & 0x80)).isNotZero();
  }
}
