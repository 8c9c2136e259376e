package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.stream.StreamHub;

class SessionServiceTest {

  private static final long SECOND = 1_000_000_000L;

  private long now;
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
      new SessionService(config().signalling(), streams, app.hooks, Runnable::run, () -> now);

  private static WcsConfig config() {
    Properties file = new Properties();
    file.setProperty("ws.max_sessions", "3");
    return WcsConfig.read(file, Map.of(), new Properties());
  }

  private ClientSession open(FakeClient client, int port) {
    return sessions.open(FakeClient.address(port), FakeClient.SERVER, client).orElseThrow();
  }

  private static ClientSession.Introduction introduction(boolean keepAlive, String token) {
    String sipLogin = token == null ? "1001" : null;
    return new ClientSession.Introduction(
        "app", keepAlive, token, sipLogin, JsonValue.EMPTY_JSON_OBJECT);
  }

  private void seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      sessions.tick();
    }
  }

  @Test
  void namesASessionByBothItsEnds() {
    ClientSession session = open(new FakeClient(), 1001);
    assertThat(session.id()).isEqualTo("/127.0.0.1:1001/127.0.0.1:8080");
    assertThat(open(new FakeClient(), 1001).id()).isNotEqualTo(session.id());
  }

  @Test
  void closesASocketThatNeverIntroducesItself() {
    FakeClient idle = new FakeClient();
    open(idle, 1001);
    seconds(31);
    assertThat(idle.closed).isEqualTo("no connection message in time");
    assertThat(sessions.sockets()).isZero();
  }

  @Test
  void waitsForAnApplicationThatThinksLong() {
    FakeClient patient = new FakeClient();
    ClientSession session = open(patient, 1001);
    session.introduced();
    seconds(31);
    assertThat(patient.closed).isEmpty();
    assertThat(sessions.establish(session, introduction(false, null)))
        .isInstanceOf(HookAnswer.Go.class);
  }

  @Test
  void pingsAndGivesUpAClientThatIsSilent() {
    FakeClient silent = new FakeClient();
    ClientSession session = open(silent, 1001);
    sessions.establish(session, introduction(false, null));
    seconds(54);
    assertThat(silent.heard).hasSize(10).containsOnly(new SessionEvent.Ping());
    seconds(1);
    assertThat(silent.closed).isEqualTo("Terminated by keep-alive");
    assertThat(sessions.sockets()).isZero();
  }

  @Test
  void keepsAClientThatAnswers() {
    FakeClient lively = new FakeClient();
    ClientSession session = open(lively, 1001);
    sessions.establish(session, introduction(false, null));
    for (int i = 0; i < 600; i++) {
      seconds(1);
      sessions.heard(session);
    }
    assertThat(lively.closed).isEmpty();
    assertThat(lively.heard).hasSize(120);
  }

  @Test
  void refusesMoreSocketsThanAllowed() {
    for (int i = 0; i < 3; i++) {
      open(new FakeClient(), 1001 + i);
    }
    assertThat(sessions.open(FakeClient.address(1010), FakeClient.SERVER, new FakeClient()))
        .isEmpty();
    assertThat(sessions.sockets()).isEqualTo(3);
  }

  @Test
  void makesTokensThatNobodyCanGuess() {
    ClientSession one = open(new FakeClient(), 1001);
    ClientSession other = open(new FakeClient(), 1002);
    sessions.establish(one, introduction(false, null));
    sessions.establish(other, introduction(false, null));
    assertThat(one.authToken()).hasSize(48).isNotEqualTo(other.authToken());
  }

  @Test
  void resumesASessionThatAskedForIt() {
    ClientSession first = open(new FakeClient(), 1001);
    sessions.establish(first, introduction(true, null));
    sessions.closed(first);
    assertThat(sessions.resumable()).isEqualTo(1);
    seconds(60);
    ClientSession second = open(new FakeClient(), 1002);
    sessions.establish(second, introduction(false, first.authToken()));
    assertThat(second.authToken()).isEqualTo(first.authToken());
    assertThat(second.introduction().sipLogin()).isEqualTo("1001");
    assertThat(sessions.resumable()).isZero();
  }

  @Test
  void takesASessionAlongWhoseOldSocketIsNotKnownToBeDead() {
    FakeClient before = new FakeClient();
    ClientSession first = open(before, 1001);
    sessions.establish(first, introduction(true, null));
    ClientSession second = open(new FakeClient(), 1002);
    sessions.establish(second, introduction(true, first.authToken()));
    assertThat(second.authToken()).isEqualTo(first.authToken());
    assertThat(before.closed).isEqualTo("resumed elsewhere");
    assertThat(sessions.sockets()).isEqualTo(1);
  }

  @Test
  void forgetsASessionThatIsNotResumedInTime() {
    ClientSession first = open(new FakeClient(), 1001);
    sessions.establish(first, introduction(true, null));
    sessions.closed(first);
    now += 3_601 * SECOND;
    sessions.tick();
    assertThat(sessions.resumable()).isZero();
    ClientSession second = open(new FakeClient(), 1002);
    sessions.establish(second, introduction(true, first.authToken()));
    assertThat(second.authToken()).isNotEqualTo(first.authToken());
  }

  @Test
  void doesNotResumeWhatDidNotAskForIt() {
    ClientSession first = open(new FakeClient(), 1001);
    sessions.establish(first, introduction(false, null));
    sessions.closed(first);
    sessions.closed(first);
    assertThat(sessions.resumable()).isZero();
    assertThat(sessions.sockets()).isZero();
  }

  @Test
  void tellsVideoRatesOnceASecond() {
    FakeClient client = new FakeClient();
    ClientSession session = open(client, 1001);
    sessions.establish(session, introduction(false, null));
    streams.publish(session, FakeClient.order("a1", "s"));
    gateway.last().connect();
    for (int i = 0; i < 100; i++) {
      now += SECOND / 10;
      sessions.tick();
      sessions.heard(session);
    }
    assertThat(client.heard.stream().filter(SessionEvent.VideoRate.class::isInstance)).hasSize(10);
  }

  @Test
  void countsAndClosesAClientThatReadsTooSlowly() {
    ClientSession session = open(new FakeClient(), 1001);
    sessions.tooSlow(session);
    assertThat(sessions.slowReaders()).isEqualTo(1);
    assertThat(sessions.sockets()).isZero();
  }

  @Test
  void takesDataAndPushesData() {
    FakeClient client = new FakeClient();
    ClientSession session = open(client, 1001);
    sessions.establish(session, introduction(false, null));
    DataService data = new DataService(sessions);
    data.send(session, "o1", "{\"a\":1}");
    app.rule(HookMethod.ON_DATA_EVENT, "FAIL", "NOTIFY", "");
    assertThat(data.push(session.id(), "o2", "2")).isTrue();
    assertThat(data.push("/nobody", "o3", "3")).isFalse();
    assertThat(client.heard)
        .containsExactly(
            new SessionEvent.DataTaken("o1", true, ""), new SessionEvent.AppData("o2", "2"));
    assertThat(app.last(HookMethod.ON_DATA_EVENT).getJsonObject("payload").getInt("a"))
        .isEqualTo(1);
    assertThat(app.last(HookMethod.DATA_STATUS_EVENT).getString("operationId")).isEqualTo("o2");
  }

  @Test
  void tellsWhyDataIsRefused() {
    app.rule(HookMethod.ON_DATA_EVENT, "FAIL", "NOTIFY", "");
    app.answer(HookMethod.ON_DATA_EVENT, LocalBackend.Reply.refused("Not now"));
    FakeClient client = new FakeClient();
    ClientSession session = open(client, 1001);
    sessions.establish(session, introduction(false, null));
    new DataService(sessions).send(session, "o1", "{}");
    assertThat(client.heard).containsExactly(new SessionEvent.DataTaken("o1", false, "Not now"));
    assertThat(app.told()).endsWith("DataStatusEvent FAILED Not now");
  }

  @Test
  void refusesWhomTheApplicationRefuses() {
    app.answer(HookMethod.CONNECT, LocalBackend.Reply.refused("Wrong credentials"));
    ClientSession session = open(new FakeClient(), 1001);
    assertThat(sessions.establish(session, introduction(false, null)))
        .isEqualTo(new HookAnswer.Refused(403, "Wrong credentials"));
    assertThat(session.established()).isFalse();
    assertThat(app.told())
        .containsExactly("connect", "ConnectionStatusEvent FAILED Wrong credentials");
    sessions.closed(session);
    assertThat(app.methods).hasSize(2);
  }

  @Test
  void refusesApplicationsThatDoNotExist() {
    ClientSession session = open(new FakeClient(), 1001);
    ClientSession.Introduction lost =
        new ClientSession.Introduction("lost", false, null, null, JsonValue.EMPTY_JSON_OBJECT);
    assertThat(sessions.establish(session, lost))
        .isEqualTo(new HookAnswer.Refused(0, "Unknown application lost"));
  }

  @Test
  void tellsTheApplicationOfComingAndGoing() {
    JsonObject said =
        Json.createObjectBuilder().add("sipPassword", "secret").add("clientVersion", "2").build();
    ClientSession session = open(new FakeClient(), 1001);
    sessions.establish(session, new ClientSession.Introduction("app", false, null, null, said));
    assertThat(app.last(HookMethod.CONNECT).getString("sipPassword")).isEqualTo("secret");
    assertThat(session.connection()).doesNotContainKey("sipPassword");
    sessions.closed(session);
    sessions.closed(session);
    assertThat(app.told())
        .containsExactly(
            "connect", "ConnectionStatusEvent ESTABLISHED", "ConnectionStatusEvent DISCONNECTED");
    assertThat(app.last(HookMethod.CONNECTION_STATUS_EVENT).getString("sessionId"))
        .isEqualTo(session.id());
    assertThat(app.last(HookMethod.CONNECTION_STATUS_EVENT).getString("clientVersion"))
        .isEqualTo("2");
  }

  @Test
  void takesWhatTheApplicationAddsToTheConnection() {
    app.answer(
        HookMethod.CONNECT,
        LocalBackend.Reply.ok(
            Json.createObjectBuilder().add("sipLogin", "2002").add("appKey", "other").build()));
    ClientSession session = open(new FakeClient(), 1001);
    sessions.establish(session, introduction(false, "none"));
    assertThat(session.introduction().sipLogin()).isEqualTo("2002");
    assertThat(session.introduction().appKey()).isEqualTo("app");
  }

  @Test
  void doesNotEstablishAClientThatLeavesWhileItsApplicationThinks() {
    ClientSession session = open(new FakeClient(), 1001);
    sessions.closed(session);
    assertThat(sessions.establish(session, introduction(false, null)))
        .isInstanceOf(HookAnswer.Refused.class);
    assertThat(session.established()).isFalse();
  }
}
