package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wcs.stream.MediaStream;

/** Clients whose connections are on different lanes. */
class ServerLanesTest {

  private final ServerStage stage = new ServerStage();

  @Test
  void playsOnOneLaneWhatIsRecordedOnAnother() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam", stage.talk(stage.other));
    byte[] picture = publisher.picture();
    publisher.say(0, picture);
    stage.advance(100);

    assertThat(player.on(0).getLast().payload())
        .isEqualTo(Arrays.copyOfRange(picture, 12, picture.length));
    publisher.ask("TEARDOWN", "/cam");
    stage.advance(2_100);
    assertThat(player.closed()).isTrue();
  }

  @Test
  void waitsOnOneLaneForWhatIsPublishedOnAnother() {
    ServerTalk player = stage.talk(stage.other);
    player.request("DESCRIBE", "/cam");
    stage.advance(500);
    stage.publisher("cam");
    stage.settle();

    assertThat(player.responses.getLast().status()).isEqualTo(200);
  }

  @Test
  void letsAPublisherComeBackOnAnotherLane() {
    ServerTalk first = stage.publisher("cam");
    MediaStream stream = stage.hub.find("cam").orElseThrow();
    ServerTalk player = stage.player("cam");
    first.leave();
    stage.advance(1_000);

    ServerTalk second = stage.publisher("cam", stage.talk(stage.other));
    player.packets.clear();
    byte[] picture = second.picture();
    second.say(0, picture);
    stage.advance(100);

    assertThat(stage.hub.find("cam")).containsSame(stream);
    assertThat(player.on(0).getLast().payload())
        .isEqualTo(Arrays.copyOfRange(picture, 12, picture.length));
    second.media(100);
    assertThat(second.on(1)).isNotEmpty(); // reports find their way back
  }

  @Test
  void controlsASessionOverAConnectionOnAnotherLane() {
    stage.publisher("cam");
    ServerTalk player = stage.talk();
    player.listen(50_000);
    player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000));
    player.ask("PLAY", "/cam");
    ServerTalk again = stage.talk(stage.other);
    again.session(player.session());

    assertThat(again.ask("GET_PARAMETER", "/cam").status()).isEqualTo(200);
    assertThat(again.ask("PAUSE", "/cam").status()).isEqualTo(200);
    assertThat(again.ask("PLAY", "/cam").header("RTP-Info")).isNotNull();
    assertThat(again.ask("TEARDOWN", "/cam").status()).isEqualTo(200);
    assertThat(again.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
    assertThat(player.ask("PLAY", "/cam").status()).isEqualTo(454);
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void opensPortsOnEachLane() {
    stage.publisher("cam");
    for (int i = 0; i < 4; i++) {
      ServerTalk player = stage.talk(i % 2 == 0 ? stage.lane : stage.other);
      player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000 + 2 * i));
      player.ask("PLAY", "/cam");
    }

    assertThat(stage.network.datagrams().open()).isEqualTo(2);
    stage.protocol.close();
    stage.settle();
    assertThat(stage.network.datagrams().open()).isZero();
    assertThat(stage.hub.streams()).isEmpty();
  }
}
