package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.ejb.service.FakeClient.order;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

class StreamHooksTest {

  private final FakeApp app = new FakeApp();
  private final StreamHub hub = new StreamHub();
  private final FakeGateway gateway = new FakeGateway(hub);
  private final StreamService streams =
      new StreamService(
          hub,
          gateway,
          Clock.systemUTC(),
          WcsConfig.defaults().signalling().session(),
          new FakeRemoteGateway(hub, "rtmp", "rtmps").streams());
  private final SessionService sessions =
      new SessionService(
          WcsConfig.defaults().signalling(), streams, app.hooks, Runnable::run, () -> 0L);
  private final FakeClient alice = new FakeClient();

  private ClientSession established(FakeClient client, int port) {
    ClientSession session =
        sessions.open(FakeClient.address(port), FakeClient.SERVER, client).orElseThrow();
    sessions.establish(
        session,
        new ClientSession.Introduction("app", false, null, null, JsonValue.EMPTY_JSON_OBJECT));
    return session;
  }

  private static StreamOrder asked(String id, String name) {
    JsonObject object =
        Json.createObjectBuilder()
            .add("mediaSessionId", id)
            .add("name", name)
            .add("sdp", "v=0")
            .add("custom", Json.createObjectBuilder().add("token", "t"))
            .build();
    return StreamOrder.read(new Fields(object), true);
  }

  @Test
  void asksBeforeAndTellsAfterInOrder() {
    ClientSession session = established(alice, 1001);
    streams.publish(session, asked("a1", "s"));
    gateway.last().connect();
    streams.event(session, "a1", "audioMuted", "null");
    streams.stop(session, "a1", true);
    gateway.lane.drain();
    sessions.closed(session);
    assertThat(app.told())
        .containsExactly(
            "connect",
            "ConnectionStatusEvent ESTABLISHED",
            "publishStream s PENDING",
            "StreamStatusEvent s PUBLISHING",
            "StreamEvent s",
            "unPublishStream s PUBLISHING",
            "StreamStatusEvent s UNPUBLISHED Stopped by user",
            "ConnectionStatusEvent DISCONNECTED");
    JsonObject status = app.last(HookMethod.STREAM_STATUS_EVENT);
    assertThat(status.getString("sessionId")).isEqualTo(session.id());
    assertThat(status.getString("videoCodec")).isEqualTo("VP8");
    assertThat(status.getString("mediaType")).isEqualTo("publish");
    assertThat(app.last(HookMethod.PUBLISH_STREAM).getJsonObject("custom").getString("token"))
        .isEqualTo("t");
    assertThat(app.last(HookMethod.STREAM_EVENT).getString("type")).isEqualTo("audioMuted");
  }

  @Test
  void tellsOfTheEndOfAllStreamsBeforeThatOfTheSession() {
    ClientSession session = established(alice, 1001);
    streams.publish(session, asked("a1", "s"));
    gateway.last().connect();
    sessions.closed(session);
    gateway.lane.drain();
    assertThat(app.told())
        .endsWith(
            "StreamStatusEvent s UNPUBLISHED Stopped by session disconnect",
            "ConnectionStatusEvent DISCONNECTED");
  }

  @Test
  void refusesInTheFormThatClientsMatchByTheirStream() {
    app.rule(HookMethod.PUBLISH_STREAM, "FAIL", "NOTIFY", "");
    app.answer(HookMethod.PUBLISH_STREAM, LocalBackend.Reply.refused("Wrong token"));
    ClientSession session = established(alice, 1001);
    streams.publish(session, order("a1", "s"));
    assertThat(alice.heard)
        .containsExactly(new SessionEvent.Refused("StreamStatusEvent", "a1", "Wrong token"));
    assertThat(gateway.peers).isEmpty();
    assertThat(app.told()).endsWith("StreamStatusEvent s FAILED Wrong token");
    assertThat(session.mediaCount()).isZero();
  }

  @Test
  void goesOnAfterARefusalThatTheApplicationDidNotMeanSeriously() {
    app.answer(HookMethod.PUBLISH_STREAM, LocalBackend.Reply.refused("Wrong token"));
    streams.publish(established(alice, 1001), order("a1", "s"));
    gateway.last().connect();
    assertThat(alice.statuses()).containsExactly("PUBLISHING");
  }

  @Test
  void publishesUnderTheNameThatTheApplicationGives() {
    app.rule(HookMethod.PUBLISH_STREAM, "FAIL", "OVERWRITE", "name, mediaSessionId");
    app.answer(
        HookMethod.PUBLISH_STREAM,
        LocalBackend.Reply.ok(
            Json.createObjectBuilder().add("name", "real").add("mediaSessionId", "x").build()));
    ClientSession session = established(alice, 1001);
    streams.publish(session, asked("a1", "s"));
    gateway.last().connect();
    assertThat(hub.find("real")).isPresent();
    assertThat(hub.find("s")).isEmpty();
    assertThat(alice.first(SessionEvent.Answer.class).orElseThrow().mediaSessionId())
        .isEqualTo("a1");
    assertThat(app.told()).endsWith("StreamStatusEvent real PUBLISHING");
    streams.stop(session, "a1", true);
    gateway.lane.drain();
    assertThat(alice.statuses()).endsWith("UNPUBLISHED Stopped by user");
  }

  @Test
  void refusesANameOfTheApplicationThatIsNone() {
    app.rule(HookMethod.PLAY_STREAM, "FAIL", "OVERWRITE", "name");
    app.answer(
        HookMethod.PLAY_STREAM,
        LocalBackend.Reply.ok(Json.createObjectBuilder().add("name", 7).build()));
    streams.play(established(alice, 1001), asked("a1", "s"));
    assertThat(alice.statuses()).containsExactly("FAILED Stream not found");
    assertThat(app.told()).endsWith("StreamStatusEvent 7 FAILED Stream not found");
  }

  @Test
  void tellsTheClientWhenAnEventWasNotTakenWell() {
    app.rule(HookMethod.STREAM_STATUS_EVENT, "FAIL", "NOTIFY", "");
    app.answer(HookMethod.STREAM_STATUS_EVENT, LocalBackend.Reply.refused("No room"));
    streams.publish(established(alice, 1001), order("a1", "s"));
    gateway.last().connect();
    assertThat(alice.statuses()).containsExactly("PUBLISHING");
    assertThat(alice.first(SessionEvent.Refused.class).orElseThrow())
        .isEqualTo(new SessionEvent.Refused("ErrorEvent", null, "StreamStatusEvent: No room"));
  }

  @Test
  void leavesOutWhatTheApplicationHidesFromItsClients() {
    JsonObject rule = Json.createObjectBuilder().add("clientExclude", "name,status").build();
    app.answer(
        HookMethod.CONNECT,
        new LocalBackend.Reply(200, "", Json.createObjectBuilder().add("hidden", "x").build()));
    app.rules(Json.createObjectBuilder().add("StreamStatusEvent", rule).build());
    streams.publish(established(alice, 1001), order("a1", "s"));
    gateway.last().connect();
    JsonObject told = alice.first(SessionEvent.Status.class).orElseThrow().object();
    assertThat(told).doesNotContainKey("name").containsKey("createDate");
    assertThat(told.getString("status")).isEqualTo("PUBLISHING");
    assertThat(told.getString("mediaSessionId")).isEqualTo("a1");
  }

  @Test
  void aSlowApplicationHoldsUpItsOwnClientOnly() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch hanging = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      FakeApp slow = new FakeApp(threads);
      slow.hang(HookMethod.PUBLISH_STREAM, "slow", asked, hanging);
      SessionService all =
          new SessionService(
              WcsConfig.defaults().signalling(), streams, slow.hooks, threads, () -> 0L);
      FakeClient bob = new FakeClient();
      ClientSession one = established(all, alice, 1001);
      ClientSession other = established(all, bob, 1002);
      streams.publish(one, order("a1", "slow"));
      streams.stop(one, "a1", true);
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      streams.publish(other, order("b1", "quick"));
      CountDownLatch published = new CountDownLatch(1);
      other.execute(published::countDown);
      assertThat(published.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(bob.first(SessionEvent.Answer.class)).isPresent();
      assertThat(alice.heard).isEmpty();
      hanging.countDown();
      CountDownLatch done = new CountDownLatch(1);
      one.execute(done::countDown);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(alice.first(SessionEvent.Answer.class)).isPresent();
      assertThat(gateway.last().closedWith).isEqualTo(EndReason.STOPPED_BY_USER);
    }
  }

  private static ClientSession established(SessionService all, FakeClient client, int port)
      throws InterruptedException {
    ClientSession session =
        all.open(FakeClient.address(port), FakeClient.SERVER, client).orElseThrow();
    CountDownLatch done = new CountDownLatch(1);
    session.execute(
        () -> {
          all.establish(
              session,
              new ClientSession.Introduction(
                  "app", false, null, null, JsonValue.EMPTY_JSON_OBJECT));
          done.countDown();
        });
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    return session;
  }
}
