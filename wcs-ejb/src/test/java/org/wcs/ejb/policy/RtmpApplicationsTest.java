package org.wcs.ejb.policy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wcs.config.HooksConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;
import org.wcs.ejb.service.FakeApp;
import org.wcs.fake.ManualLane;
import org.wcs.peer.Refusal;
import org.wcs.peer.Verdict;
import org.wcs.rtmp.RtmpPeer;
import org.wcs.rtmp.RtmpRequest;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;

class RtmpApplicationsTest {

  private static final String SESSION = "/127.0.0.1:5000/127.0.0.1:1935";

  private final FakeApp app = new FakeApp();
  private final StreamHub hub = new StreamHub();
  private final RtmpApplications policy = new RtmpApplications(app.hooks, hub);
  private final List<String> verdicts = new ArrayList<>();
  private final Verdict verdict =
      new Verdict() {
        @Override
        public void allow() {
          verdicts.add("allow");
        }

        @Override
        public void allowAs(String streamName) {
          verdicts.add("as " + streamName);
        }

        @Override
        public void refuse(Refusal refusal) {
          verdicts.add(refusal.words());
        }
      };

  private static RtmpPeer peer(String appKey) {
    return new RtmpPeer(
        SESSION,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
        "live",
        "rtmp://host/live?appKey=" + appKey,
        "FMLE/3.0",
        0,
        Map.of("appKey", appKey, "login", "ann"),
        Set.of());
  }

  private static RtmpRequest request(String id, String name) {
    return new RtmpRequest(id, name, Map.of("token", "t"));
  }

  private void connect() {
    policy.connect(peer("app"), verdict);
    assertThat(verdicts).containsExactly("allow");
    verdicts.clear();
  }

  private void enter(String id, String name) {
    hub.publish(
        new MediaStream(
            name,
            new Publisher(SESSION + "#1", id, "Flash"),
            new ManualLane(),
            List.of(),
            reason -> {}));
  }

  @Test
  void asksBeforeAndTellsAfterInOrder() {
    connect();
    policy.publish(peer("app"), request("m1", "s"), verdict);
    enter("m1", "s");
    policy.play(peer("app"), request("m2", "s"), verdict);
    policy.flows(peer("app"), request("m2", "s"));
    policy.flows(peer("app"), request("m2", "s"));
    policy.ended(peer("app"), request("m1", "s"), EndReason.STOPPED_BY_USER);
    policy.disconnected(peer("app"));
    assertThat(verdicts).containsExactly("allow", "allow");
    assertThat(app.told())
        .containsExactly(
            "connect PENDING",
            "ConnectionStatusEvent ESTABLISHED",
            "publishStream s PENDING",
            "StreamStatusEvent s PUBLISHING",
            "playStream s PENDING",
            "StreamStatusEvent s PLAYING",
            "unPublishStream s PUBLISHING",
            "StreamStatusEvent s UNPUBLISHED Stopped by user",
            "StreamStatusEvent s STOPPED Stopped by session disconnect",
            "ConnectionStatusEvent DISCONNECTED");
    assertThat(app.last(HookMethod.CONNECT).getString("login")).isEqualTo("ann");
    assertThat(app.last(HookMethod.PUBLISH_STREAM).getString("sessionId")).isEqualTo(SESSION);
    assertThat(app.last(HookMethod.PUBLISH_STREAM).getJsonObject("custom").getString("token"))
        .isEqualTo("t");
    assertThat(policy.application(SESSION)).isNull();
  }

  @Test
  void refusesWhomTheApplicationRefuses() {
    app.answer(HookMethod.CONNECT, LocalBackend.Reply.refused("No"));
    policy.connect(peer("app"), verdict);
    policy.publish(peer("app"), request("m1", "s"), verdict);
    policy.connect(peer("nobody's"), verdict);
    assertThat(verdicts).containsExactly("No", "Session not ready", "Unknown application nobody's");
    assertThat(app.told()).containsExactly("connect PENDING", "ConnectionStatusEvent FAILED No");
  }

  @Test
  void refusesAStreamAndTellsSo() {
    app.rule(HookMethod.PUBLISH_STREAM, "FAIL", "NOTIFY", "");
    app.answer(HookMethod.PUBLISH_STREAM, LocalBackend.Reply.refused("No"));
    connect();
    policy.publish(peer("app"), request("m1", "s"), verdict);
    assertThat(verdicts).containsExactly("No");
    assertThat(app.told()).endsWith("StreamStatusEvent s FAILED No");
    policy.ended(peer("app"), request("m1", "s"), EndReason.FAILED);
    assertThat(app.methods).hasSize(4);
  }

  @Test
  void publishesUnderTheNameThatTheApplicationGives() {
    app.rule(HookMethod.PUBLISH_STREAM, "FAIL", "OVERWRITE", "name");
    connect();
    for (String name : List.of("real", "", "a\u0007b")) {
      app.answer(
          HookMethod.PUBLISH_STREAM,
          LocalBackend.Reply.ok(Json.createObjectBuilder().add("name", name).build()));
      policy.publish(peer("app"), request("m" + name, "s"), verdict);
    }
    assertThat(verdicts).containsExactly("as real", "Bad URI", "Bad URI");
    enter("mreal", "real");
    assertThat(app.told()).endsWith("StreamStatusEvent real PUBLISHING");
  }

  @Test
  void givesSignsOfLifeWhileStreamsFlow() {
    connect();
    LiveStream.Owner owner = new LiveStream.Owner("app", SESSION, "m1", null, 0);
    LiveStream.Way way = LiveStream.Way.of("Flash", "TCP", "");
    List<LiveStream> live = new ArrayList<>();
    for (LiveStream.State state : LiveStream.State.values()) {
      live.add(
          new LiveStream(
              owner,
              "s",
              true,
              state,
              LiveMedia.NONE,
              LiveStream.Asked.NOTHING,
              way,
              Numbers.NONE));
    }
    HooksConfig.KeepAlive every = WcsConfig.defaults().operations().hooks().keepAlive();
    long interval = every.interval().toNanos();
    LifeSigns signs =
        new LifeSigns(
            new HooksConfig.KeepAlive(true, every.interval()), () -> live, policy::application, 0);
    signs.tick(interval - 1);
    assertThat(app.methods).doesNotContain(HookMethod.STREAM_KEEP_ALIVE_EVENT);
    signs.tick(interval);
    signs.tick(interval + 1);
    assertThat(app.told())
        .endsWith("StreamKeepAliveEvent s PUBLISHING", "StreamKeepAliveEvent s PLAYING")
        .hasSize(4);
    new LifeSigns(every, () -> live, policy::application, 0).tick(interval);
    assertThat(app.methods).hasSize(4);
  }
}
