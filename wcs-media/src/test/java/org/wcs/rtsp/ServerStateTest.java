package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.rtsp.wire.RtspResponse;

/** Every method in every state, and how long a state lasts. */
class ServerStateTest {

  private final ServerStage stage = new ServerStage();

  @ParameterizedTest
  @CsvSource({
    "OPTIONS,       200, 200, 200, 200, 200, 200, 200, 200",
    "DESCRIBE,      200, 200, 200, 200, 200, 200, 200, 200",
    "ANNOUNCE,      200, 200, 200, 200, 200, 403, 403, 200",
    "SETUP,         200, 200, 200, 455, 404, 404, 455, 454",
    "PLAY,          455, 455, 200, 200, 455, 455, 455, 454",
    "PAUSE,         455, 455, 200, 200, 455, 200, 200, 454",
    "RECORD,        455, 455, 455, 455, 455, 200, 200, 454",
    "TEARDOWN,      454, 454, 200, 200, 454, 200, 200, 454",
    "GET_PARAMETER, 200, 200, 200, 200, 200, 200, 200, 454",
    "SET_PARAMETER, 200, 200, 200, 200, 200, 200, 200, 454",
    "REDIRECT,      405, 405, 405, 405, 405, 405, 405, 405",
    "PLAY_NOTIFY,   501, 501, 501, 501, 501, 501, 501, 501",
    "describe,      501, 501, 501, 501, 501, 501, 501, 501"
  })
  void answersByItsState(
      String method,
      int fresh,
      int described,
      int ready,
      int playing,
      int announced,
      int recordReady,
      int recording,
      int foreign) {
    stage.publisher("cam");
    int[] expected = {fresh, described, ready, playing, announced, recordReady, recording, foreign};
    for (int state = 0; state < expected.length; state++) {
      ServerTalk talk = in(state);
      boolean records = state >= 4 && state <= 6;
      String name = records ? "/mine" : "/cam";
      if (method.equals("ANNOUNCE")) {
        // the one who records it already would take it over: this is another publisher
        String path = records ? "/mine?other=1" : "/fresh" + state;
        talk.requestWith(ServerStage.SDP, method, path, "Content-Type", "application/sdp");
      } else if (method.equals("SETUP")) {
        talk.request(method, name + "/trackID=0", "Transport", ServerStage.tcp(0));
      } else {
        talk.request(method, method.equals("DESCRIBE") ? "/cam" : name);
      }
      stage.settle();
      RtspResponse answer = talk.responses.getLast();
      if (method.equals("ANNOUNCE") && state == 4) {
        assertThat(answer.status()).as("ANNOUNCE again").isEqualTo(200);
      } else if (method.equals("SETUP") && records && state < 6) {
        assertThat(answer.status()).as("SETUP in " + state).isEqualTo(200);
      } else {
        assertThat(answer.status()).as(method + " in " + state).isEqualTo(expected[state]);
      }
      talk.leave();
      stage.advance(6_000);
      stage.publisher("cam");
    }
  }

  /** A client in one of the states of the table. */
  private ServerTalk in(int state) {
    ServerTalk talk = stage.talk();
    switch (state) {
      case 1 -> talk.ask("DESCRIBE", "/cam");
      case 2 -> talk.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.tcp(0));
      case 3 -> talk = stage.player("cam");
      case 4 -> talk.announce("mine");
      case 5 -> {
        talk.announce("mine");
        talk.ask("SETUP", "/mine/streamid=0", "Transport", ServerStage.tcp(0) + ";mode=record");
      }
      case 6 -> talk = stage.publisher("mine");
      case 7 -> talk.session("0123456789abcdef01234567");
      default -> talk.ask("OPTIONS", "*");
    }
    return talk;
  }

  @Test
  void namesTheSessionAndItsTimeoutInEachAnswer() {
    stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    for (String method : List.of("GET_PARAMETER", "PAUSE", "PLAY", "TEARDOWN")) {
      assertThat(player.ask(method, "/cam").header("Session"))
          .isEqualTo(player.session() + ";timeout=60");
    }
  }

  @Test
  void takesTheOnlySessionWhereNoneIsNamed() {
    stage.publisher("cam");
    ServerTalk player = stage.player("cam");

    assertThat(player.ask("PAUSE", "/cam", "Session", "").status()).isEqualTo(200);
    assertThat(player.ask("TEARDOWN", "/cam", "Session", "").status()).isEqualTo(200);
  }

  @Test
  void understandsNoParameters() {
    ServerTalk talk = stage.talk();
    talk.requestWith("position\r\n", "GET_PARAMETER", "/cam");
    stage.settle();
    assertThat(talk.responses.getLast().status()).isEqualTo(451);
  }

  @Test
  void saysWhichOptionsItLacks() {
    RtspResponse answer =
        stage.talk().ask("DESCRIBE", "/cam", "Require", "www.onvif.org/ver20/backchannel");

    assertThat(answer.status()).isEqualTo(551);
    assertThat(answer.header("Unsupported")).isEqualTo("www.onvif.org/ver20/backchannel");
  }

  @Test
  void needsTheNumberOfARequest() {
    ServerTalk talk = stage.talk();
    talk.say("OPTIONS * RTSP/1.0\r\n\r\n");

    assertThat(talk.responses.getLast().status()).isEqualTo(400);
    assertThat(talk.closed()).isFalse();
  }

  @Test
  void setsUpTheWholeOnlyWhereItIsOneTrack() {
    stage.publisher("cam");
    assertThat(stage.talk().ask("SETUP", "/cam", "Transport", ServerStage.tcp(0)).status())
        .isEqualTo(459);
    assertThat(
            stage.talk().ask("SETUP", "/cam/trackID=7", "Transport", ServerStage.tcp(0)).status())
        .isEqualTo(404);
  }

  @Test
  void knowsThatAPlayerByTcpIsThereAsLongAsItSendsAnything() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    for (int i = 0; i < 7; i++) {
      advance(publisher, 20_000);
      player.say(1, ServerTalk.report());
    }
    assertThat(player.closed()).isFalse();
    player.server().blocked(true); // it takes nothing any more
    advance(publisher, 62_000);
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void believesThatAPlayerIsThereThatOnlyTakesWhatIsSent() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    advance(publisher, 70_000);
    assertThat(player.closed()).isFalse();
    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void endsAPlayerByUdpThatIsSilent() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = byUdp();
    for (int i = 0; i < 4; i++) {
      advance(publisher, 40_000);
      player.send(50_001, player.serverPorts()[1], ServerTalk.report());
    }
    assertThat(stage.totals().players()).isEqualTo(1);

    advance(publisher, 62_000);
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void keepsAPlayerByUdpThatAsksForParameters() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = byUdp();
    for (int i = 0; i < 4; i++) {
      advance(publisher, 40_000);
      assertThat(player.ask("GET_PARAMETER", "/cam").status()).isEqualTo(200);
    }
    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void keepsAPlayerByUdpWithoutItsConnectionAndHearsItOverAnother() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = byUdp();
    player.leave();
    stage.settle();
    int before = player.on(50_000).size();
    publisher.media(5);
    assertThat(player.on(50_000).size()).isGreaterThan(before);
    assertThat(stage.totals().players()).isEqualTo(1);

    ServerTalk again = stage.talk();
    again.session(player.session());
    assertThat(again.ask("PAUSE", "/cam").status()).isEqualTo(200);
    assertThat(again.ask("TEARDOWN", "/cam").status()).isEqualTo(200);
    assertThat(again.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void setsUpNoTrackOfAnotherConnection() {
    stage.publisher("cam");
    ServerTalk player = byUdp();
    ServerTalk again = stage.talk();
    again.session(player.session());

    assertThat(again.ask("SETUP", "/cam/trackID=1", "Transport", ServerStage.tcp(0)).status())
        .isEqualTo(454);
  }

  @Test
  void endsAPlayerByUdpWhoseClientHasGoneWithoutAWord() {
    ServerTalk publisher = stage.publisher("cam");
    byUdp().leave();
    advance(publisher, 62_000);

    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void letsAPlayerThatComesBackHaveItsPorts() {
    stage.publisher("cam");
    ServerTalk first = byUdp();
    first.leave();
    stage.settle();

    byUdp();

    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void endsAPlayerByTcpWithItsConnection() {
    stage.publisher("cam");
    stage.player("cam").leave();
    stage.settle();

    assertThat(stage.totals().players()).isZero();
    assertThat(stage.hub.find("cam").orElseThrow().viewers()).isZero();
  }

  @Test
  void closesAClientThatDoesNothing() {
    ServerTalk talk = stage.talk();
    talk.ask("OPTIONS", "*");
    stage.advance(50_000);
    assertThat(talk.closed()).isFalse();
    stage.advance(11_000);
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void closesClientsByTheirIds() {
    stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    stage.advance(1_000);
    String id =
        stage.protocol.snapshot().sessions().stream()
            .filter(each -> each.streams().stream().anyMatch(stream -> !stream.publishing()))
            .findFirst()
            .orElseThrow()
            .peer()
            .sessionId();

    assertThat(stage.protocol.close(id, org.wcs.stream.EndReason.TERMINATED_BY_REST)).isTrue();
    stage.settle();
    assertThat(player.closed()).isTrue();
    assertThat(stage.protocol.close("/nobody", org.wcs.stream.EndReason.SHUTDOWN)).isFalse();
  }

  @Test
  void endsAllWithTheServerAndTakesNoMore() {
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    byUdp();
    stage.protocol.close();
    stage.settle();

    assertThat(publisher.closed()).isTrue();
    assertThat(player.closed()).isTrue();
    assertThat(stage.hub.streams()).isEmpty();
    assertThat(stage.network.datagrams().open()).isZero();
    assertThat(stage.protocol.accepted(player.server())).isNull();
  }

  @Test
  void countsWhatGoesThrough() {
    ServerTalk publisher = stage.publisher("cam");
    stage.player("cam");
    publisher.media(50);
    stage.advance(1_000);

    RtspSnapshot snapshot = stage.protocol.snapshot();
    RtspSnapshot.Stream in = stream(snapshot, true);
    RtspSnapshot.Stream out = stream(snapshot, false);
    assertThat(in.packets()).isEqualTo(111);
    assertThat(in.name()).isEqualTo("cam");
    assertThat(out.packets()).isGreaterThanOrEqualTo(100);
    assertThat(out.bytes()).isGreaterThan(15_000);
    assertThat(out.transport()).isEqualTo("TCP");
    assertThat(snapshot.totals().bytesIn()).isGreaterThan(in.bytes());
    assertThat(snapshot.totals().bytesOut()).isGreaterThan(out.bytes());
    assertThat(snapshot.totals().accepted()).isEqualTo(2);
  }

  private static RtspSnapshot.Stream stream(RtspSnapshot snapshot, boolean publishing) {
    return snapshot.sessions().stream()
        .flatMap(each -> each.streams().stream())
        .filter(each -> each.publishing() == publishing)
        .findFirst()
        .orElseThrow();
  }

  private ServerTalk byUdp() {
    ServerTalk player = stage.talk();
    player.listen(50_000);
    player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000));
    int[] ports = player.serverPorts();
    assertThat(player.ask("PLAY", "/cam").status()).isEqualTo(200);
    player.ports(Objects.requireNonNull(ports));
    return player;
  }

  /** Time passes with media. */
  private void advance(ServerTalk publisher, int millis) {
    for (int passed = 0; passed < millis; passed += 1_000) {
      publisher.media(1);
      stage.advance(980);
    }
  }
}
