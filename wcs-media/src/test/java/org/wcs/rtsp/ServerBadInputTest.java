package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.rtsp.wire.RtspResponse;

/** Clients that mean no good, or do not know better. */
class ServerBadInputTest {

  private final ServerStage stage = new ServerStage();

  @Test
  void answersGarbageOnceAndCloses() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      ServerTalk talk = stage.talk();
      byte[] noise = new byte[1 + random.nextInt(3_000)];
      random.nextBytes(noise);
      talk.say(noise);
      talk.say(noise);
      stage.advance(11_000);
      assertThat(talk.closed()).isTrue();
      assertThat(talk.responses.size()).isLessThan(2);
    }
    assertThat(stage.totals().sessions()).isZero();
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void saysWhatWasWrongBeforeItCloses() {
    record Case(String text, int status) {}
    for (Case each :
        List.of(
            new Case("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 505),
            new Case("\u0001\u0002\u0003", 400),
            new Case("OPTIONS\r\n\r\n", 400),
            new Case("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -1\r\n\r\n", 400),
            new Case("OPTIONS * RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n", 413),
            new Case("OPTIONS * RTSP/1.0\r\nX: " + "x".repeat(20_000), 431),
            new Case("OPTIONS * RTSP/1.0\r\n" + "X: y\r\n".repeat(300) + "\r\n", 431))) {
      ServerTalk talk = stage.talk();
      talk.say(each.text());
      stage.settle();
      assertThat(talk.responses).as(each.text()).hasSize(1);
      assertThat(talk.responses.getFirst().status()).as(each.text()).isEqualTo(each.status());
      assertThat(talk.closed()).isTrue();
    }
  }

  @Test
  void closesAClientThatDribbles() {
    ServerTalk talk = stage.talk();
    talk.ask("OPTIONS", "*");
    for (int i = 0; i < 12; i++) {
      talk.say(i == 0 ? "OPTIONS * RTSP/1.0\r\n" : "X: y\r\n");
      stage.advance(1_000);
    }
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void closesAClientThatSaysNothing() {
    ServerTalk talk = stage.talk();
    stage.advance(9_000);
    assertThat(talk.closed()).isFalse();
    stage.advance(2_000);
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void bearsTenThousandSetUps() {
    stage.publisher("cam");
    ServerTalk talk = stage.talk();
    int granted = 0;
    for (int i = 0; i < 10_000; i++) {
      talk.session(null);
      String transport = i % 2 == 0 ? ServerStage.tcp(0) : ServerStage.udp(40_000 + 2 * i % 9_000);
      RtspResponse answer = talk.ask("SETUP", "/cam/trackID=0", "Transport", transport);
      granted += answer.status() == 200 ? 1 : 0;
      assertThat(answer.status()).isIn(200, 503);
    }
    assertThat(granted).isEqualTo(8);
    assertThat(stage.totals().players()).isEqualTo(8);
    assertThat(stage.network.datagrams().open()).isEqualTo(1);

    talk.leave();
    stage.advance(63_000);
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void bearsSetUpsOfOneSession() {
    stage.publisher("cam");
    ServerTalk talk = stage.talk();
    for (int i = 0; i < 1_000; i++) {
      assertThat(talk.ask("SETUP", "/cam/trackID=0", "Transport", "RTP/AVP/TCP").status())
          .isEqualTo(200);
    }
    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void bearsAnEndlessPipeline() {
    ServerTalk talk = stage.talk();
    talk.request("DESCRIBE", "/nothing");
    String many = "OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n".repeat(2_000);
    talk.say(many);
    stage.settle();
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void stopsReadingFromAClientThatAsksFasterThanItCanBeAnswered() {
    ServerTalk talk = stage.talk();
    talk.request("DESCRIBE", "/nothing");
    for (int i = 0; i < 5_000; i++) {
      talk.request("OPTIONS", "*");
    }
    stage.settle();
    assertThat(talk.closed()).isFalse();
    assertThat(talk.responses).isEmpty();
    stage.publisher("other");
    stage.advance(5_200);
    assertThat(talk.responses.getFirst().status()).isEqualTo(404);
  }

  @Test
  void dropsPacketsOnChannelsOfNobody() {
    ServerTalk talk = stage.publisher("cam");
    for (int channel : new int[] {1, 3, 4, 77, 255}) {
      talk.say(channel, talk.picture());
    }
    talk.say(0, new byte[0]);
    talk.say(0, new byte[1]);
    talk.say(0, new byte[65_535]);
    talk.media(2);

    assertThat(stage.totals().dropped()).isEqualTo(3);
    assertThat(talk.closed()).isFalse();
    assertThat(stage.hub.find("cam")).isPresent();
  }

  @Test
  void ignoresMediaThatComesBeforeRecord() {
    ServerTalk talk = stage.talk();
    talk.announce("cam");
    talk.say(0, talk.picture());
    talk.ask("SETUP", "/cam/streamid=0", "Transport", ServerStage.tcp(0) + ";mode=record");
    talk.say(0, talk.picture());
    stage.advance(500);
    assertThat(stage.hub.find("cam")).isEmpty();

    talk.ask("RECORD", "/cam");
    talk.say(0, talk.picture());
    assertThat(stage.hub.find("cam")).isPresent();
  }

  @Test
  void dropsReportsOfStrangers() {
    stage.publisher("cam");
    ServerTalk player = stage.talk();
    player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(50_000));
    int[] ports = player.serverPorts();
    player.ask("PLAY", "/cam");
    long before = stage.totals().dropped();
    player.send(51_001, ports[1], ServerTalk.report());
    player.send(50_001, ports[1], ServerTalk.report());

    assertThat(stage.totals().dropped()).isEqualTo(before + 1);
  }

  @Test
  void refusesADescriptionOfAMegabyte() {
    ServerTalk talk = stage.talk();
    talk.requestWith("x".repeat(1 << 20), "ANNOUNCE", "/cam", "Content-Type", "application/sdp");
    stage.settle();

    assertThat(talk.responses.getFirst().status()).isEqualTo(413);
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void letsNoNameBecomeAHeader() {
    for (String uri : List.of("/a%0d%0aX-Injected:%20yes", "/a%00b", "/%0A")) {
      ServerTalk talk = stage.talk();
      RtspResponse answer = talk.ask("DESCRIBE", uri);
      assertThat(answer.status()).as(uri).isEqualTo(404);
      assertThat(answer.header("X-Injected")).isNull();
      talk.announce(uri.substring(1));
      assertThat(talk.responses.getLast().status()).as(uri).isEqualTo(400);
    }
    assertThat(stage.hub.streams()).isEmpty();
  }

  @Test
  void findsNothingUnderNamesThatAreNone() {
    for (String uri : List.of("*", "/", "rtsp://", "rtsp://host", "://", "?x", "/trackID=1")) {
      assertThat(stage.talk().ask("DESCRIBE", uri).status()).as(uri).isEqualTo(404);
    }
  }

  @Test
  void refusesWhatIsMoreThanTheServerTakes() {
    ServerStage small = new ServerStage("rtsp.max_connections", "2");
    small.talk();
    ServerTalk second = small.talk();
    assertThat(small.protocol.accepted(second.server())).isNull();
  }

  @Test
  void leavesNothingBehindAfterAThousandSessions() {
    ServerTalk publisher = stage.publisher("cam");
    int viewers = stage.hub.find("cam").orElseThrow().viewers();
    int timers = stage.lane.timers();
    for (int i = 0; i < 1_000; i++) {
      ServerTalk player = i % 2 == 0 ? stage.player("cam") : udpPlayer(40_000 + i);
      if (i % 3 == 0) {
        player.ask("TEARDOWN", "/cam");
      }
      if (i % 50 == 0) {
        publisher.media(1);
      }
      player.leave();
      stage.settle();
    }
    for (int i = 0; i < 65; i++) {
      publisher.media(1);
      stage.advance(1_000);
    }
    assertThat(stage.totals().players()).isZero();
    assertThat(stage.totals().sessions()).isEqualTo(1);
    assertThat(stage.hub.find("cam").orElseThrow().viewers()).isEqualTo(viewers);
    assertThat(stage.lane.timers()).isLessThanOrEqualTo(timers + 1);

    publisher.ask("TEARDOWN", "/cam");
    publisher.leave();
    stage.advance(70_000);
    assertThat(stage.lane.timers()).isZero();
    assertThat(stage.totals().sessions()).isZero();
    stage.protocol.close();
    stage.settle();
    assertThat(stage.network.datagrams().open()).isZero();
  }

  @Test
  void leavesNothingBehindOfPublishers() {
    for (int i = 0; i < 300; i++) {
      String name = "cam" + i % 7;
      ServerTalk talk = stage.talk();
      talk.announce(name);
      String way = i % 2 == 0 ? ServerStage.tcp(0) : ServerStage.udp(41_000 + 2 * i);
      talk.ask("SETUP", "/" + name + "/streamid=0", "Transport", way + ";mode=record");
      if (i % 5 != 0) {
        talk.ask("RECORD", "/" + name);
        talk.say(0, talk.picture());
      }
      if (i % 3 == 0) {
        talk.ask("TEARDOWN", "/" + name);
      }
      if (i % 11 != 0) {
        talk.leave();
      }
      stage.settle();
    }
    stage.advance(70_000);

    assertThat(stage.hub.streams()).isEmpty();
    assertThat(stage.totals().sessions()).isZero();
    assertThat(stage.totals().publishers()).isZero();
    assertThat(stage.network.datagrams().open()).isZero();
    assertThat(stage.lane.timers()).isZero();
  }

  private ServerTalk udpPlayer(int port) {
    ServerTalk player = stage.talk();
    player.ask("SETUP", "/cam/trackID=0", "Transport", ServerStage.udp(port));
    player.ask("PLAY", "/cam");
    return player;
  }
}
