package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.peer.Verdict;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** Records what clients send, over TCP and UDP. */
class ServerRecordTest {

  private final ServerStage stage = new ServerStage();

  @Test
  void publishesWhatIsRecordedUnderTheNameOfThePath() {
    stage.publisher("live/cam");

    MediaStream stream = stage.hub.find("live/cam").orElseThrow();
    assertThat(stream.publisher().protocol()).isEqualTo("RTSP");
    assertThat(stream.tracks()).hasSize(2);
    assertThat(stage.totals().publishers()).isEqualTo(1);
  }

  @Test
  void recordsByUdpFromTheAnnouncedPortsAlone() {
    ServerTalk talk = stage.talk();
    talk.announce("cam");
    int[] ports = new int[2];
    for (int i = 0; i < 2; i++) {
      RtspResponse setup =
          talk.ask(
              "SETUP",
              "/cam/streamid=" + i,
              "Transport",
              "RTP/AVP/UDP;unicast;client_port="
                  + (50_000 + 2 * i)
                  + "-"
                  + (50_001 + 2 * i)
                  + ";mode=record");
      assertThat(setup.status()).isEqualTo(200);
      assertThat(setup.header("Transport")).contains("mode=record");
      ports[i] = talk.serverPorts()[0];
    }
    assertThat(talk.ask("RECORD", "/cam").status()).isEqualTo(200);

    talk.send(50_100, ports[0], talk.picture());
    talk.send(50_001, ports[0], talk.picture());
    stage.advance(500);
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(stage.totals().dropped()).isEqualTo(2);

    talk.datagrams(5, 50_000, ports);
    assertThat(stage.hub.find("cam")).isPresent();
    ServerTalk player = stage.player("cam");
    byte[] picture = talk.picture();
    talk.send(50_000, ports[0], picture);
    stage.advance(100);
    assertThat(player.on(0).getLast().payload())
        .isEqualTo(java.util.Arrays.copyOfRange(picture, 12, picture.length));

    talk.ask("TEARDOWN", "/cam");
    stage.advance(1_000);
    assertThat(stage.network.datagrams().open()).isZero();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void sendsReportsBackOnTheChannelOfRtcp() {
    ServerTalk talk = stage.publisher("cam");
    talk.media(200);

    assertThat(talk.on(1)).isNotEmpty();
    assertThat(talk.on(1)).allMatch(each -> (each.bytes()[1] & 0xFF) >= 200);
    assertThat(talk.on(0)).isEmpty();
  }

  @Test
  void refusesANameThatIsInUse() {
    stage.publisher("cam");
    ServerTalk other = stage.talk();
    other.requestWith(
        ServerStage.SDP, "ANNOUNCE", "/cam?other=1", "Content-Type", "application/sdp");
    stage.settle();

    assertThat(other.responses.getLast().status()).isEqualTo(403);
    assertThat(other.responses.getLast().reason()).isEqualTo("Stream name is already in use");
  }

  @Test
  void letsTheSamePublisherTakeOver() {
    ServerTalk first = stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    MediaStream stream = stage.hub.find("cam").orElseThrow();

    stage.publisher("cam");

    assertThat(first.closed()).isTrue();
    assertThat(player.closed()).isFalse();
    assertThat(stage.hub.find("cam")).containsSame(stream);
    assertThat(stage.totals().publishers()).isEqualTo(1);
  }

  @Test
  void keepsTheStreamWhileItsPublisherIsGoneForAMoment() {
    ServerTalk first = stage.publisher("cam");
    MediaStream stream = stage.hub.find("cam").orElseThrow();
    first.leave();
    stage.advance(3_000);
    assertThat(stage.hub.find("cam")).containsSame(stream);

    ServerTalk second = stage.publisher("cam");
    assertThat(stage.hub.find("cam")).containsSame(stream);

    second.leave();
    stage.advance(5_500);
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(stage.totals().publishers()).isZero();
  }

  @Test
  void endsTheStreamAtTeardownAndTearsDownOnlyOnce() {
    ServerTalk talk = stage.publisher("cam");

    assertThat(talk.ask("TEARDOWN", "/cam").status()).isEqualTo(200);
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(talk.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
  }

  @Test
  void closesThePublisherWhoseStreamIsStopped() {
    ServerTalk talk = stage.publisher("cam");
    stage.hub.find("cam").orElseThrow().stop(EndReason.TERMINATED_BY_REST);
    stage.settle();

    assertThat(talk.closed()).isTrue();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void closesAPublisherThatSendsNoMedia() {
    ServerStage impatient = new ServerStage("rtsp.media_timeout", "2s");
    ServerTalk talk = impatient.publisher("cam");
    impatient.advance(3_000);

    assertThat(talk.closed()).isTrue();
    assertThat(impatient.hub.find("cam")).isEmpty();
  }

  @Test
  void takesAnAnnouncementApartBeforeItBelievesIt() {
    record Case(String body, String type, int status) {}
    List<Case> cases =
        List.of(
            new Case(ServerStage.SDP, "text/plain", 415),
            new Case("", "application/sdp", 400),
            new Case("hello", "application/sdp", 400),
            new Case("v=0\r\n", "application/sdp", 400),
            new Case("v=0\r\nm=video 0 RTP/AVP 97\r\na=rtpmap:97 X/90000\r\n", "", 415),
            new Case(ServerStage.SDP, "Application/SDP; charset=utf-8", 200),
            new Case(ServerStage.SDP, "", 200));
    for (Case each : cases) {
      ServerTalk talk = stage.talk();
      talk.requestWith(each.body(), "ANNOUNCE", "/case", "Content-Type", each.type());
      stage.settle();
      assertThat(talk.responses.getLast().status()).as(each.toString()).isEqualTo(each.status());
      talk.leave();
      stage.settle();
    }
    assertThat(stage.hub.streams()).isEmpty();
  }

  @Test
  void takesTheNameBackFromAClientThatOnlyAnnounces() {
    ServerTalk talk = stage.talk();
    talk.announce("cam");
    talk.leave();
    stage.settle();

    ServerTalk other = stage.talk();
    other.requestWith(
        ServerStage.SDP, "ANNOUNCE", "/cam?other=1", "Content-Type", "application/sdp");
    stage.settle();
    assertThat(other.responses.getLast().status()).isEqualTo(200);
  }

  @Test
  void waitsForNoTrackThatWasNotSetUp() {
    ServerTalk talk = stage.talk();
    talk.announce("cam");
    talk.ask("SETUP", "/cam/streamid=1", "Transport", ServerStage.tcp(2) + ";mode=record");
    talk.ask("RECORD", "/cam");
    talk.say(2, talk.sound());
    stage.advance(50);

    assertThat(stage.hub.find("cam").orElseThrow().tracks()).hasSize(1);
  }

  @Test
  void takesTracksThatNobodyHereCanUseAndDropsThem() {
    String sdp =
        ServerStage.SDP
            + "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n"
            + "a=control:streamid=2\r\n";
    ServerTalk talk = stage.talk();
    talk.requestWith(sdp, "ANNOUNCE", "/cam", "Content-Type", "application/sdp");
    for (int i = 0; i < 3; i++) {
      assertThat(
              talk.ask(
                      "SETUP",
                      "/cam/streamid=" + i,
                      "Transport",
                      ServerStage.tcp(2 * i) + ";mode=record")
                  .status())
          .isEqualTo(200);
    }
    talk.ask("RECORD", "/cam");
    talk.say(4, ServerTalk.rtp(107, true, 1, 1, new byte[50]));
    talk.media(3);

    assertThat(stage.hub.find("cam").orElseThrow().tracks()).hasSize(2);
  }

  @Test
  void findsTracksByAbsoluteControlsAndByTheirOrder() {
    String absolute = ServerStage.SDP.replace("streamid", "rtsp://other/cam/streamid");
    String without = ServerStage.SDP.replaceAll("a=control:.*\r\n", "");
    for (List<String> each :
        List.of(
            List.of(absolute, "rtsp://other/cam/streamid=1", "rtsp://other/cam/streamid=0"),
            List.of(without, "/cam/trackID=0", "/cam/trackID=1"),
            List.of(without, "/cam", "/cam"),
            List.of(ServerStage.SDP, "/cam?x=1/streamid=0", "/cam/streamid=1"))) {
      ServerTalk talk = stage.talk();
      talk.requestWith(each.getFirst(), "ANNOUNCE", "/cam", "Content-Type", "application/sdp");
      for (String uri : each.subList(1, 3)) {
        RtspResponse answer = talk.ask("SETUP", uri, "Transport", "RTP/AVP/TCP;mode=record");
        assertThat(answer.status()).as(uri).isEqualTo(200);
      }
      talk.ask("TEARDOWN", "/cam");
      talk.leave();
      stage.settle();
    }
  }

  @Test
  void asksThePolicyUnderWhichNameAClientMayRecord() {
    List<String> log = new ArrayList<>();
    ServerStage strict =
        new ServerStage(
            new RtspPolicy() {
              @Override
              public void connect(RtspPeer peer, Verdict verdict) {
                log.add("connect " + peer.userAgent());
                verdict.allow();
              }

              @Override
              public void publish(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
                log.add("publish " + request.streamName() + request.parameters());
                verdict.allowAs("other");
              }

              @Override
              public void play(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
                log.add("play " + request.streamName());
                verdict.refuse(EndReason.RESTRICTED);
              }

              @Override
              public void ended(RtspPeer peer, RtspStreamRequest request, EndReason reason) {
                log.add("ended " + request.streamName());
              }

              @Override
              public void disconnected(RtspPeer peer) {
                log.add("disconnected");
              }
            });
    ServerTalk talk = strict.talk();
    talk.requestWith(ServerStage.SDP, "ANNOUNCE", "/cam?k=v", "User-Agent", "test");
    strict.settle();
    talk.ask("SETUP", "/cam/streamid=0", "Transport", ServerStage.tcp(0) + ";mode=record");
    talk.ask("SETUP", "/cam/streamid=1", "Transport", ServerStage.tcp(2) + ";mode=record");
    talk.ask("RECORD", "/cam");
    talk.media(3);
    assertThat(strict.hub.find("other")).isPresent();
    assertThat(talk.ask("DESCRIBE", "/other").status()).isEqualTo(403);
    talk.ask("TEARDOWN", "/cam");
    talk.leave();
    strict.settle();

    assertThat(log)
        .containsExactly(
            "connect test", "publish cam{k=v}", "play other", "ended other", "disconnected");
  }
}
