package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.fake.BytePair;
import org.wcs.peer.Refusal;
import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;

/** Clients that ask for the wrong thing, or for nothing, or send rubbish. */
final class ServerSessionTest {

  private final RtmpStage stage = new RtmpStage();

  @Test
  void closesAHandshakeThatStopsHalfWay() {
    BytePair pair = pair();
    stage.settle();
    pair.left().write(new byte[] {3, 0, 0, 0, 0}, 0, 5);
    stage.advance(9_900);
    assertThat(pair.left().isOpen()).isTrue();
    stage.advance(200);
    assertThat(pair.left().isOpen()).isFalse();
    assertThat(stage.protocol.snapshot().totals().sessions()).isZero();
  }

  @Test
  void survivesRandomBytesAfterTheHandshake() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      TestClient client = stage.client();
      stage.settle();
      byte[] rubbish = new byte[1 + random.nextInt(4_000)];
      random.nextBytes(rubbish);
      client.raw(rubbish);
      stage.settle();
    }
    stage.advance(10_100);
    assertThat(stage.protocol.snapshot().totals().sessions()).isZero();
    assertThat(stage.lane.timers()).isLessThan(500);
  }

  @Test
  void survivesRandomBytesInsteadOfAHandshake() {
    Random random = new Random(8);
    for (int round = 0; round < 50; round++) {
      BytePair pair = pair();
      byte[] rubbish = new byte[1 + random.nextInt(8_000)];
      random.nextBytes(rubbish);
      pair.left().write(rubbish, 0, rubbish.length);
      stage.settle();
    }
    stage.advance(10_100);
    assertThat(stage.protocol.snapshot().totals().sessions()).isZero();
  }

  @Test
  void closesAClientThatPublishesBeforeConnect() {
    TestClient client = stage.client();
    stage.settle();
    client.publish("cam");
    stage.settle();
    assertThat(client.closed).isTrue();
  }

  @Test
  void closesAClientThatConnectsTwice() {
    TestClient client = stage.connected();
    client.connect("live");
    stage.settle();
    assertThat(client.closed).isTrue();
  }

  @Test
  void refusesToPublishOnAStreamThatDoesNotExist() {
    TestClient client = stage.connected();
    client.call(9, "publish", AmfValue.of("cam"), AmfValue.of("live"));
    stage.settle();
    assertThat(client.commands("_error")).hasSize(1);
    assertThat(client.closed).isFalse();
  }

  @Test
  void refusesASecondPublishOfTheSameStream() {
    TestClient client = stage.publisher("cam");
    client.call(1, "publish", AmfValue.of("other"), AmfValue.of("live"));
    stage.settle();
    assertThat(client.codes())
        .containsExactly("NetStream.Publish.Start", "NetStream.Publish.BadName");
  }

  @Test
  void refusesToPlayWherePublishingGoesOn() {
    TestClient client = stage.publisher("cam");
    client.call(1, "play", AmfValue.of("cam"));
    stage.settle();
    assertThat(client.codes()).endsWith("NetStream.Play.Failed");
  }

  @Test
  void dropsMediaOfAPlayer() {
    TestClient client = stage.player("cam");
    client.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    client.say(new RtmpMessage.Video(77, 0, TestMedia.avcConfig()));
    stage.settle();
    assertThat(stage.hub.streams()).isEmpty();
    assertThat(client.closed).isFalse();
  }

  @Test
  void tellsAPlayerThatTheStreamDoesNotCome() {
    TestClient client = stage.player("nothing");
    stage.advance(9_900);
    assertThat(client.codes()).isEmpty();
    stage.advance(200);
    assertThat(client.codes()).containsExactly("NetStream.Play.StreamNotFound");
    assertThat(client.closed).isFalse();
  }

  @Test
  void refusesToSeekAndAnswersPause() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 200);
    stage.settle();
    TestClient player = stage.player("cam");
    player.call(1, "seek", AmfValue.of(5));
    player.call(1, "pause", AmfValue.of(true), AmfValue.of(0));
    stage.settle();
    assertThat(player.codes()).endsWith("NetStream.Seek.Failed", "NetStream.Pause.Notify");
    int before = player.heard.size();
    feeder.millis(200, 200);
    stage.settle();
    assertThat(player.heard).hasSize(before);
    player.call(1, "pause", AmfValue.of(false), AmfValue.of(0));
    stage.settle();
    assertThat(player.codes()).endsWith("NetStream.Unpause.Notify");
    assertThat(player.heard.size()).isGreaterThan(before + 2);
  }

  @Test
  void switchesSoundOffAtThePlayersWish() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 200);
    stage.settle();
    TestClient player = stage.player("cam");
    player.call(1, "receiveAudio", AmfValue.of(false));
    stage.settle();
    int before = player.heard(RtmpMessage.Audio.class).size();
    feeder.millis(200, 200);
    stage.settle();
    assertThat(player.heard(RtmpMessage.Audio.class)).hasSize(before);
  }

  @Test
  void answersEverythingThatWantsAnAnswer() {
    TestClient client = stage.connected();
    for (String name : List.of("releaseStream", "FCPublish", "_checkbw", "getStreamLength")) {
      client.call(0, name, AmfValue.of("cam"));
    }
    client.call(0, "whatIsThis");
    stage.settle();
    assertThat(client.commands("_result")).hasSize(1 + 4);
    assertThat(client.commands("_error")).hasSize(1);
    assertThat(client.commands("onFCPublish")).hasSize(1);
  }

  @Test
  void boundsTheStreamsOfAClient() {
    TestClient client = stage.connected();
    for (int i = 0; i < 40; i++) {
      client.call(0, "createStream");
    }
    stage.settle();
    assertThat(client.commands("_result")).hasSize(1 + 32);
    assertThat(client.commands("_error")).hasSize(8);
  }

  @Test
  void boundsTheConnections() {
    RtmpStage small = new RtmpStage("rtmp.max_connections", "2");
    small.client();
    small.client();
    BytePair pair = new BytePair(small.lane, 1, small.lane, 1_935);
    assertThat(small.protocol.accepted(pair.right())).isNull();
  }

  @Test
  void closesAClientThatDoesNothing() {
    TestClient client = stage.connected();
    stage.advance(29_000);
    assertThat(client.closed).isFalse();
    stage.advance(3_000);
    assertThat(client.closed).isTrue();
  }

  @Test
  void pingsASilentPlayerAndGivesItUp() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    TestClient player = stage.player("cam");
    for (int i = 0; i < 58; i++) {
      feeder.millis(1_000, 1_000);
      stage.advance(1_000);
    }
    assertThat(player.closed).isFalse();
    assertThat(player.heard(RtmpMessage.UserControl.class))
        .anyMatch(control -> control.kind() == RtmpMessage.UserControl.Kind.PING_REQUEST);
    stage.advance(4_000);
    assertThat(player.closed).isTrue();
    assertThat(feeder.client.closed).isFalse();
  }

  @Test
  void answersPings() {
    TestClient client = stage.connected();
    client.say(new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.PING_REQUEST, 4_711));
    stage.settle();
    assertThat(client.heard(RtmpMessage.UserControl.class))
        .contains(new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.PING_RESPONSE, 4_711));
  }

  @Test
  void waitsForThePolicyAndThenDoesWhatWasAskedMeanwhile() {
    Slow policy = new Slow();
    RtmpStage slow = new RtmpStage(policy);
    TestClient client = slow.client();
    slow.settle();
    client.connect("live?appKey=mine&token=7", "extra", "x");
    client.publish("cam?secret=1");
    slow.settle();
    assertThat(client.heard).isEmpty();
    assertThat(policy.peers.getFirst().appKey()).isEqualTo("mine");
    assertThat(policy.peers.getFirst().app()).isEqualTo("live");
    assertThat(policy.peers.getFirst().parameters())
        .isEqualTo(Map.of("appKey", "mine", "token", "7", "extra", "x"));
    policy.verdicts.removeFirst().allow();
    slow.settle();
    assertThat(policy.requests.getFirst().streamName()).isEqualTo("cam");
    assertThat(policy.requests.getFirst().parameters()).isEqualTo(Map.of("secret", "1"));
    Feeder feeder = new Feeder(client);
    feeder.configs();
    feeder.millis(100, 1_000);
    slow.settle();
    policy.verdicts.removeFirst().allowAs("renamed");
    slow.settle();
    assertThat(slow.stream("renamed").publisher().protocol()).isEqualTo("Flash");
  }

  @Test
  void sendsAwayWhomThePolicyRefuses() {
    Slow policy = new Slow();
    RtmpStage slow = new RtmpStage(policy);
    TestClient client = slow.client();
    slow.settle();
    client.connect("live");
    slow.settle();
    policy.verdicts.getFirst().refuse(EndReason.RESTRICTED);
    policy.verdicts.removeFirst().allow(); // too late
    slow.settle();
    assertThat(client.commands("_error").getFirst().argument(0).get("code").text(""))
        .isEqualTo("NetConnection.Connect.Rejected");
    assertThat(client.closed).isTrue();

    TestClient publisher = slow.client();
    slow.settle();
    publisher.connect("live");
    slow.settle();
    policy.verdicts.removeFirst().allow();
    publisher.publish("cam");
    slow.settle();
    policy.verdicts.removeFirst().refuse(new Refusal(EndReason.RESTRICTED, "Not today"));
    slow.settle();
    assertThat(publisher.codes()).containsExactly("NetStream.Publish.BadName");
    assertThat(publisher.commands("onStatus").getFirst().argument(0).get("description").text(""))
        .isEqualTo("Not today");
    assertThat(publisher.closed).isTrue();
  }

  @Test
  void forgetsAClientThatLeavesWhileThePolicyThinks() {
    Slow policy = new Slow();
    RtmpStage slow = new RtmpStage(policy);
    TestClient client = slow.client();
    slow.settle();
    client.connect("live");
    slow.settle();
    slow.lane.run(() -> client.end.breaks("gone"));
    policy.verdicts.removeFirst().allow();
    slow.settle();
    assertThat(slow.protocol.snapshot().totals().sessions()).isZero();
  }

  @Test
  void reportsItsNumbers() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 200);
    stage.settle();
    stage.player("cam");
    stage.advance(1_100);
    RtmpSnapshot snapshot = stage.protocol.snapshot();
    assertThat(snapshot.totals().sessions()).isEqualTo(2);
    assertThat(snapshot.totals().publishers()).isEqualTo(1);
    assertThat(snapshot.totals().players()).isEqualTo(1);
    assertThat(snapshot.totals().bytesIn()).isGreaterThan(3_000);
    assertThat(snapshot.totals().bytesOut()).isGreaterThan(3_000);
    assertThat(snapshot.sessions()).hasSize(2);
  }

  @Test
  void endsOneSessionAndAllOfThem() {
    TestClient one = stage.publisher("one");
    TestClient two = stage.publisher("two");
    stage.advance(1_100);
    String id = stage.protocol.snapshot().sessions().getFirst().peer().sessionId();
    assertThat(stage.protocol.close(id, EndReason.TERMINATED_BY_REST)).isTrue();
    assertThat(stage.protocol.close("nobody", EndReason.TERMINATED_BY_REST)).isFalse();
    stage.settle();
    assertThat(one.closed ^ two.closed).isTrue();
    stage.protocol.close();
    stage.settle();
    assertThat(one.closed && two.closed).isTrue();
    assertThat(stage.protocol.accepted(pairEnd())).isNull();
  }

  private BytePair.End pairEnd() {
    return new BytePair(stage.lane, 5, stage.lane, 1_935).right();
  }

  private BytePair pair() {
    BytePair pair = new BytePair(stage.lane, 5, stage.lane, 1_935);
    stage.lane.run(
        () ->
            pair.right()
                .receiver(java.util.Objects.requireNonNull(stage.protocol.accepted(pair.right()))));
    return pair;
  }

  /** Keeps its verdicts to itself. */
  private static final class Slow implements RtmpPolicy {
    final List<RtmpPeer> peers = new ArrayList<>();
    final List<RtmpRequest> requests = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();

    @Override
    public void connect(RtmpPeer peer, Verdict verdict) {
      peers.add(peer);
      verdicts.add(verdict);
    }

    @Override
    public void publish(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
      requests.add(request);
      verdicts.add(verdict);
    }

    @Override
    public void play(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
      requests.add(request);
      verdicts.add(verdict);
    }
  }
}
