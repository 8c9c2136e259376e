package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.rtsp.wire.RtspResponse;

/** Plays what another client records, over TCP and UDP. */
class ServerPlayTest {

  private final ServerStage stage = new ServerStage();

  @Test
  void tellsWhatItCan() {
    RtspResponse answer = stage.talk().ask("OPTIONS", "*");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("CSeq")).isEqualTo("1");
    assertThat(answer.header("Public")).contains("DESCRIBE").contains("RECORD");
  }

  @Test
  void describesAStream() {
    stage.publisher("cam");
    ServerTalk talk = stage.talk();

    RtspResponse answer = talk.ask("DESCRIBE", "/cam?token=1", "Accept", "application/sdp");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Base")).isEqualTo("rtsp://localhost/cam/");
    assertThat(answer.header("Content-Type")).isEqualTo("application/sdp");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("m=video 0 RTP/AVP")
        .contains("a=control:trackID=0")
        .contains("m=audio 0 RTP/AVP");
  }

  @Test
  void tellsNoCredentialsBack() {
    stage.publisher("cam");

    RtspResponse answer = stage.talk().ask("DESCRIBE", "rtsp://me:secret@host:8554/cam/");

    assertThat(answer.header("Content-Base")).isEqualTo("rtsp://host:8554/cam/");
  }

  @Test
  void refusesToDescribeInAnotherLanguage() {
    stage.publisher("cam");

    assertThat(stage.talk().ask("DESCRIBE", "/cam", "Accept", "text/html").status()).isEqualTo(406);
  }

  @Test
  void waitsForAStreamToBePublished() {
    ServerTalk talk = stage.talk();
    talk.request("DESCRIBE", "/cam");
    stage.advance(1_000);
    assertThat(talk.responses).isEmpty();

    stage.publisher("cam");

    assertThat(talk.responses).hasSize(1);
    assertThat(talk.responses.getFirst().status()).isEqualTo(200);
  }

  @Test
  void saysThatAStreamIsNotThereAfterAWhile() {
    ServerTalk talk = stage.talk();
    talk.request("DESCRIBE", "/cam");
    stage.advance(5_100);

    assertThat(talk.responses.getFirst().status()).isEqualTo(404);
    assertThat(talk.responses.getFirst().reason()).isEqualTo("Stream not found");
    assertThat(talk.closed()).isFalse();
  }

  @Test
  void waitsForNothingWhereItIsToldNotToWait() {
    ServerStage hasty = new ServerStage("rtsp.play_wait", "0s");
    hasty.publisher("cam");

    assertThat(hasty.talk().ask("DESCRIBE", "/cam").status()).isEqualTo(200);
    assertThat(hasty.talk().ask("DESCRIBE", "/other").status()).isEqualTo(404);
  }

  @Test
  void sendsWhatIsRecordedOctetByOctetOverTheConnection() {
    ServerTalk publisher = stage.publisher("live/cam");
    ServerTalk player = stage.player("live/cam");
    player.packets.clear();

    byte[] picture = publisher.picture();
    byte[] sound = publisher.sound();
    publisher.say(0, picture);
    publisher.say(2, sound);
    stage.advance(100);

    assertThat(player.on(0).getLast().payload()).isEqualTo(payload(picture));
    assertThat(player.on(2).getLast().payload()).isEqualTo(payload(sound));
  }

  @Test
  void answersPlayBeforeTheFirstPacketAndTellsWithWhatItBegins() {
    stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    RtspResponse play = player.responses.getLast();
    assertThat(play.header("Range")).isEqualTo("npt=now-");
    assertThat(player.order.subList(0, 4))
        .containsExactly("response 200", "response 200", "response 200", "response 200");
    ServerTalk.Packet first = player.on(0).getFirst();
    ServerTalk.Packet sound = player.on(2).getFirst();
    assertThat(play.header("RTP-Info"))
        .isEqualTo(
            "url=rtsp://localhost/cam/trackID=0;seq="
                + first.sequence()
                + ";rtptime="
                + first.timestamp()
                + ",url=rtsp://localhost/cam/trackID=1;seq="
                + sound.sequence()
                + ";rtptime="
                + sound.timestamp());
  }

  @Test
  void sendsWhatIsRecordedByUdp() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.talk();
    player.listen(50_000);
    player.listen(50_001);
    RtspResponse setup =
        player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000));
    assertThat(setup.header("Transport")).contains("client_port=50000-50001").contains("ssrc=");
    assertThat(player.serverPorts()[0]).isBetween(31_000, 31_999);

    player.ask("PLAY", "/cam");
    byte[] picture = publisher.picture();
    publisher.say(0, picture);
    stage.advance(100);

    assertThat(player.on(50_000).getLast().payload()).isEqualTo(payload(picture));
    assertThat(player.on(50_001)).isNotEmpty();
    assertThat(player.order.indexOf("datagram 50000"))
        .isGreaterThan(player.order.lastIndexOf("response 200"));
  }

  @Test
  void sharesOnePairOfPortsAmongPlayers() {
    stage.publisher("cam");
    for (int i = 0; i < 3; i++) {
      ServerTalk player = stage.talk();
      player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000 + 4 * i));
      player.ask("SETUP", "/cam/trackID=1", "Transport", ServerStage.udp(50_002 + 4 * i));
    }

    assertThat(stage.network.datagrams().open()).isEqualTo(1);
  }

  @Test
  void sendsOnlyTracksThatAreSetUp() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.talk();
    player.ask("SETUP", "/cam/trackID=1", "Transport", ServerStage.tcp(6));
    player.ask("PLAY", "/cam");
    publisher.media(5);

    assertThat(player.on(6)).isNotEmpty();
    assertThat(player.packets).allMatch(each -> each.channel() >= 6);
  }

  @Test
  void pausesAndGoesOnTrackByTrack() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    assertThat(player.ask("PAUSE", "/cam/trackID=0").status()).isEqualTo(200);
    player.packets.clear();
    publisher.media(3);
    assertThat(player.on(0)).isEmpty();
    assertThat(player.on(2)).isNotEmpty();

    player.ask("PAUSE", "/cam");
    player.packets.clear();
    publisher.media(3);
    assertThat(player.packets).isEmpty();

    assertThat(player.ask("PLAY", "/cam/").status()).isEqualTo(200);
    publisher.media(3);
    assertThat(player.on(0)).isNotEmpty();
    assertThat(player.on(2)).isNotEmpty();
  }

  @Test
  void tearsDownOneTrackAndThenTheRest() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    assertThat(player.ask("TEARDOWN", "/cam/trackID=0").status()).isEqualTo(200);
    player.packets.clear();
    publisher.media(3);
    assertThat(player.on(0)).isEmpty();
    assertThat(player.on(2)).isNotEmpty();

    assertThat(player.ask("TEARDOWN", "/cam").status()).isEqualTo(200);
    player.packets.clear();
    publisher.media(3);
    assertThat(player.packets).isEmpty();
    assertThat(player.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
    assertThat(player.closed()).isFalse();
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void endsAPlayerWithItsStream() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    publisher.ask("TEARDOWN", "/cam");
    stage.advance(100);
    assertThat(player.on(1).getLast().bytes()).contains((byte) 203);
    assertThat(stage.totals().players()).isZero();
    assertThat(player.closed()).isFalse();

    stage.advance(2_000);
    assertThat(player.closed()).isTrue();
    assertThat(stage.totals().sessions()).isEqualTo(1);
  }

  @Test
  void letsAPlayerSayGoodbyeWhoseStreamHasEnded() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    publisher.ask("TEARDOWN", "/cam");
    stage.advance(100);

    assertThat(player.ask("TEARDOWN", "/cam").status()).isEqualTo(200);
    assertThat(player.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
  }

  @Test
  void takesTheFirstTransportThatCanBe() {
    stage.publisher("cam");
    ServerTalk player = stage.talk();

    RtspResponse answer =
        player.ask(
            "SETUP",
            "/cam/trackID=0",
            "Transport",
            "RTP/AVP;multicast;port=5000-5001,RTP/SAVP/TCP;interleaved=0-1,"
                + "RTP/AVP;unicast;destination=10.1.1.1;client_port=5000-5001,"
                + "RTP/AVP/TCP;unicast;interleaved=4-5");

    assertThat(answer.header("Transport")).startsWith("RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=");
  }

  @Test
  void refusesTransportsThatCannotBe() {
    stage.publisher("cam");
    for (String transport :
        List.of(
            "RTP/AVP;multicast",
            "RTP/AVP;unicast",
            "RTP/AVP;unicast;client_port=0-0",
            "RTP/AVP;unicast;destination=10.1.1.1;client_port=5000-5001",
            "RTP/AVP;unicast;destination=not-a-literal;client_port=5000-5001",
            "RTP/AVP/TCP;unicast;interleaved=300-301",
            "RAW/RAW/UDP",
            ";;;",
            "")) {
      ServerTalk player = stage.talk();
      assertThat(player.ask("SETUP", "/cam/trackID=0", "Transport", transport).status())
          .as(transport)
          .isEqualTo(461);
      assertThat(player.session()).isNull();
    }
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void renumbersChannelsThatAreTaken() {
    stage.publisher("cam");
    ServerTalk player = stage.talk();
    player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.tcp(0));

    RtspResponse second = player.ask("SETUP", "/cam/trackID=1", "Transport", ServerStage.tcp(1));

    assertThat(second.header("Transport")).contains("interleaved=2-3");
  }

  @Test
  void needsUdpToBeAllowed() {
    ServerStage strict = new ServerStage("rtsp.udp", "false");
    strict.publisher("cam");

    assertThat(
            strict
                .talk()
                .ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(5_000))
                .status())
        .isEqualTo(461);
  }

  @Test
  void takesAnEncodedUrlForAName() {
    stage.publisher("rtsp%3A%2F%2Fcamera%2Flive");

    assertThat(stage.hub.find("rtsp://camera/live")).isPresent();
    assertThat(stage.talk().ask("DESCRIBE", "/rtsp%3A%2F%2Fcamera%2Flive").status()).isEqualTo(200);
  }

  @Test
  void answersRequestsInTheirOrderThoughTheFirstWaits() {
    ServerTalk talk = stage.talk();
    talk.request("DESCRIBE", "/cam");
    talk.request("OPTIONS", "*");
    talk.request("GET_PARAMETER", "/cam");
    stage.settle();
    assertThat(talk.responses).isEmpty();

    stage.publisher("cam");

    assertThat(talk.responses)
        .extracting(each -> each.header("CSeq"))
        .containsExactly("1", "2", "3");
  }

  private static byte[] payload(byte[] packet) {
    return java.util.Arrays.copyOfRange(packet, 12, packet.length);
  }
}
