package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wcs.ice.PacketKind;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.EndReason;
import org.wcs.webrtc.Stage.Actor;

/** The less usual ways of two sides to come together, and to part. */
final class ConnectingTest {
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Stage stage = new Stage();

  @AfterEach
  void nothingIsLeft() {
    stage.protocol.close();
    stage.pass(SECOND);
    assertThat(stage.leftovers()).isZero();
    stage.close();
  }

  @Test
  void theServerBeginsTheHandshakeWithAPeerThatWaits() throws Exception {
    Actor publisher = stage.new Actor("publisher");
    stage.publish(publisher, "a", "cam", waiting(publisher, "sendonly"));
    stage.connected(publisher);
    Actor player = stage.new Actor("player");
    stage.play(player, "cam", waiting(player, "recvonly"));
    stage.connected(player);
    publisher.picture(true, 3, 800);
    stage.pass(FRAME);
    assertThat(player.video()).hasSize(3);
  }

  private static String waiting(Actor actor, String direction) {
    return actor.peer.offer(direction, "VP8/90000").replace("setup:actpass", "setup:passive");
  }

  /** One browser without a bundle is two peers here, one for each m-line. */
  private record Unbundled(Actor audio, Actor video) {
    String offer(String direction) {
      String first = audio.peer.offer(direction, "VP8/90000");
      String second = video.peer.offer(direction, "VP8/90000");
      return first.substring(0, first.indexOf("m=video")).replace("a=group:BUNDLE 0 1\r\n", "")
          + second.substring(second.indexOf("m=video"));
    }

    void begin(PeerConnection connection) throws Exception {
      String answer = connection.answer();
      int atAudio = answer.indexOf("m=audio");
      int atVideo = answer.indexOf("m=video");
      audio.connection = connection;
      video.connection = connection;
      audio.peer.answer(answer.substring(0, atVideo), 0);
      video.peer.answer(answer.substring(0, atAudio) + answer.substring(atVideo), 0);
    }
  }

  private Unbundled unbundled(String name) {
    return new Unbundled(stage.new Actor(name + "-audio"), stage.new Actor(name + "-video"));
  }

  @Test
  void withoutABundleMediaFlowsOnceEveryTransportIsThere() throws Exception {
    Unbundled publisher = unbundled("publisher");
    Unbundled player = unbundled("player");
    PeerRequest publish = stage.request(publisher.audio, "a", "cam", publisher.offer("sendonly"));
    publisher.video.sends = bytes -> PacketKind.of(bytes, 0, bytes.length) != PacketKind.DTLS;
    publisher.begin(stage.protocol.publish(publish, true, publisher.audio));
    stage.until(() -> publisher.audio.peer.ready());
    stage.pass(20 * FRAME);
    assertThat(publisher.audio.connected).isFalse();
    publisher.video.sends = bytes -> true;
    stage.connected(publisher.audio);

    PeerRequest play = stage.request(player.audio, "b", "cam", player.offer("recvonly"));
    player.begin(stage.protocol.play(play, true, player.audio));
    stage.connected(player.audio);
    stage.until(() -> player.video.peer.ready());
    publisher.video.picture(true, 2, 700);
    publisher.audio.send(111, true, new byte[60]);
    stage.pass(FRAME);
    assertThat(player.video.video()).hasSize(2);
    assertThat(player.audio.video()).isEmpty();
    assertThat(player.audio.packets).hasSize(1);
    assertThat(RtpHeader.payloadType(player.audio.packets.getFirst(), 0)).isEqualTo(111);
  }

  @Test
  void oneLostTransportOfSeveralEndsThePeer() throws Exception {
    Unbundled publisher = unbundled("publisher");
    PeerRequest publish = stage.request(publisher.audio, "a", "cam", publisher.offer("sendonly"));
    publisher.begin(stage.protocol.publish(publish, true, publisher.audio));
    stage.connected(publisher.audio);
    publisher.video.sends = bytes -> false;
    stage.pass(20 * SECOND);
    assertThat(publisher.audio.ends).containsExactly(EndReason.ICE_KEEP_ALIVE);
  }

  @Test
  void whoAsksForTheSamePacketAgainAndAgainIsNotServedWithoutLimit() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.picture(true, 20, 1_000);
    stage.pass(FRAME);
    byte[] first = player.video().getFirst();
    int[] missing = new int[17];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = RtpHeader.sequence(first, 0) + i & 0xFFFF;
    }
    byte[] out = new byte[64];
    int length = RtcpWriter.nack(out, 0, 1, RtpHeader.ssrc(first, 0), missing, missing.length);
    long before = stage.network.sent();
    for (int i = 0; i < 2_000; i++) {
      player.peer.sendRtcp(out.clone(), length);
    }
    stage.pass(FRAME);
    assertThat(stage.network.sent() - before).isBetween(100L, 300L);
    publisher.picture(true, 2, 800);
    stage.pass(FRAME);
    assertThat(player.video()).hasSize(22);
  }

  @Test
  void aPublisherThatSendsNothingIsGivenUp() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.picture(true, 1, 800);
    stage.pass(62 * SECOND);
    assertThat(publisher.ends).containsExactly(EndReason.RTP_ACTIVITY);
    assertThat(player.ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
  }
}
