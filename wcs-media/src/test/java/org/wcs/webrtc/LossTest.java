package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two browsers and a network that loses, delays and reorders. */
final class LossTest {
  private static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(34);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(15);
  private static final long JITTER = TimeUnit.MILLISECONDS.toNanos(6);
  private static final int PICTURES = 200;

  @ParameterizedTest(name = "{0} in, {1} out, at least {2}")
  @CsvSource({
    "0,    0,    1.00", "0.05, 0,    0.99", "0.10, 0,    0.99", "0.20, 0,    0.99",
    "0,    0.05, 0.99", "0,    0.10, 0.99", "0,    0.20, 0.99", "0.05, 0.05, 0.99",
    "0.10, 0.10, 0.99", "0.20, 0.20, 0.99",
  })
  void picturesAreRepaired(double in, double out, double least) throws Exception {
    try (Stage stage = new Stage(1, 99)) {
      BrowserPublisher publisher = new BrowserPublisher(stage.publisher("a", "cam"));
      BrowserPlayer player = new BrowserPlayer(stage.player("cam"), true);
      publisher.picture(4, 1_000);
      stage.pass(PICTURE_NANOS);
      assertThat(player.complete()).hasSize(1);
      stage.network.link(0, DELAY, JITTER);
      stage.network.loss(in, out);
      for (int i = 0; i < PICTURES; i++) {
        publisher.picture(8, 1_000);
        play(stage, player, PICTURE_NANOS);
      }
      stage.network.loss(0, 0);
      publisher.picture(1, 500); // shows what is missing at the end
      play(stage, player, SECOND);
      double share = player.complete().size() / (double) publisher.pictures();
      assertThat(share).isGreaterThanOrEqualTo(least);
    }
  }

  private static void play(Stage stage, BrowserPlayer player, long nanos) {
    for (long passed = 0; passed < nanos; passed += 2_000_000L) {
      stage.pass(2_000_000L);
      player.tick(stage.lane.nanoTime());
    }
  }

  @Test
  void nothingIsSentTwiceWhereNothingIsLost() throws Exception {
    try (Stage stage = new Stage(1, 3)) {
      BrowserPublisher publisher = new BrowserPublisher(stage.publisher("a", "cam"));
      BrowserPlayer player = new BrowserPlayer(stage.player("cam"), true);
      stage.network.link(0, DELAY, 0);
      for (int i = 0; i < 50; i++) {
        publisher.picture(8, 1_000);
        play(stage, player, PICTURE_NANOS);
      }
      assertThat(player.complete()).hasSize(50);
      assertThat(player.repeated()).isZero();
      assertThat(player.actor.connection.snapshot().video().retransmitted()).isZero();
    }
  }

  @Test
  void aKeyFrameLostOnItsWayToAPlayerComesAnewOnRequest() throws Exception {
    try (Stage stage = new Stage(1, 3)) {
      BrowserPublisher publisher = new BrowserPublisher(stage.publisher("a", "cam"));
      BrowserPlayer player = new BrowserPlayer(stage.player("cam"), false);
      stage.network.loss(0, 1);
      publisher.picture(8, 1_000); // the key frame
      stage.pass(PICTURE_NANOS);
      stage.network.loss(0, 0);
      publisher.picture(2, 1_000);
      stage.pass(PICTURE_NANOS);
      assertThat(player.complete()).hasSize(1);
      assertThat(player.actor.video()).noneMatch(LossTest::startsKeyFrame);
      stage.pass(SECOND / 2); // the least time between two requests
      player.askForKeyFrame();
      stage.pass(PICTURE_NANOS);
      publisher.picture(8, 1_000);
      stage.pass(PICTURE_NANOS);
      assertThat(player.actor.video()).anyMatch(LossTest::startsKeyFrame);
      assertThat(player.complete()).hasSize(2);
    }
  }

  @Test
  void aKeyFrameLostOnItsWayToTheServerIsAskedForUntilOneArrives() throws Exception {
    try (Stage stage = new Stage(1, 3)) {
      BrowserPublisher publisher = new BrowserPublisher(stage.publisher("a", "cam"));
      BrowserPlayer player = new BrowserPlayer(stage.player("cam"), true);
      stage.network.loss(1, 0);
      publisher.picture(8, 1_000);
      stage.pass(PICTURE_NANOS);
      stage.network.loss(0, 0);
      for (int i = 0; i < 60 && player.complete().isEmpty(); i++) {
        publisher.picture(2, 1_000);
        play(stage, player, PICTURE_NANOS);
      }
      assertThat(player.actor.video()).anyMatch(LossTest::startsKeyFrame);
    }
  }

  private static boolean startsKeyFrame(byte[] packet) {
    int at = org.wcs.rtp.RtpHeader.headerLength(packet, 0);
    return packet[at] == 0x10 && (packet[at + 1] & 1) == 0;
  }
}
