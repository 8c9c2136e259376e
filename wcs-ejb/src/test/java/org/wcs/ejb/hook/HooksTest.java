package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.config.HooksConfig;
import org.wcs.config.Secret;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.StoreException;

final class HooksTest extends HookStage {

  @Test
  void sendsTheObjectInItsContextToTheUrlOfTheMethod() {
    HookSession session = session("demo");
    HookAnswer answer =
        session.ask(
            HookMethod.PUBLISH_STREAM, json("{'name':'s1','nodeId':'mine','sessionId':'forged'}"));
    assertThat(go(answer)).isEqualTo(json("{'name':'s1','nodeId':'mine','sessionId':'forged'}"));
    FakeBackend.Request request = backend.requests().getFirst();
    assertThat(request.path()).isEqualTo("/rest/publishStream");
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .doesNotContainKeys("authorization", "upgrade", "cookie");
    assertThat(request.json())
        .isEqualTo(json("{'nodeId':'node@h','appKey':'demo','sessionId':'id-1','name':'s1'}"));
  }

  @Test
  void knowsNoSessionOfAnUnknownApplication() {
    assertThat(hooks.open("nobody", "id", (method, info) -> {})).isNull();
  }

  @Test
  void takesTheWholeAnswerToConnectButNeitherContextNorRules() {
    backend.says(
        FakeBackend.ok(
            "{\"sipLogin\":\"1001\",\"sessionId\":\"x\",\"restClientConfig\":{\"a\":{}}}"));
    HookAnswer answer =
        session("demo").ask(HookMethod.CONNECT, json("{'custom':{'a':1},'sipLogin':'1'}"));
    assertThat(go(answer)).isEqualTo(json("{'custom':{'a':1},'sipLogin':'1001'}"));
  }

  @Test
  void aClientCannotChooseTheRulesItself() {
    HookSession session = session("demo");
    HookAnswer answer =
        session.ask(
            HookMethod.CONNECT,
            json("{'restClientConfig':{'publishStream':{'restPolicy':'DISABLE'}}}"));
    assertThat(go(answer)).isEmpty();
    assertThat(backend.requests().getFirst().json()).doesNotContainKey("restClientConfig");
    session.ask(HookMethod.PUBLISH_STREAM, json("{}"));
    assertThat(backend.paths()).containsExactly("/rest/connect", "/rest/publishStream");
  }

  @Test
  void followsTheRulesOfTheBackend() {
    HookSession session = connected(FAIL);
    backend.says(FakeBackend.ok("{\"name\":\"renamed\",\"sessionId\":\"x\",\"record\":true}"));
    JsonObject asked = json("{'name':'a','sdp':'v=0','record':false}");
    assertThat(go(session.ask(HookMethod.PUBLISH_STREAM, asked)))
        .isEqualTo(json("{'name':'renamed','sdp':'v=0','record':false}"));
    assertThat(backend.requests().getLast().json()).doesNotContainKey("sdp");

    int before = backend.requests().size();
    assertThat(go(session.ask(HookMethod.PLAY_STREAM, asked))).isEqualTo(asked);
    assertThat(backend.requests()).hasSize(before);

    assertThat(
            session.forClient(HookMethod.STREAM_STATUS_EVENT, json("{'sdp':'','info':'','a':1}")))
        .isEqualTo(json("{'a':1}"));
  }

  @Test
  void ignoresFieldsOfTheAnswerUnlessTheyMayBeOverwritten() {
    HookSession session = connected("{}");
    backend.says(FakeBackend.ok("{\"name\":\"renamed\"}"));
    assertThat(go(session.ask(HookMethod.PUBLISH_STREAM, json("{'name':'a'}"))))
        .isEqualTo(json("{'name':'a'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'restClientConfig':7}",
        "{'restClientConfig':null}",
        "{'restClientConfig':{'publishStream':[],'x':{},'playStream':{'restOnError':{},"
            + "'restPolicy':'PERHAPS','restOverwrite':5}}}",
      })
  void rulesThatMakeNoSenseCountAsNotSaid(String answer) {
    HookSession session = connected(answer);
    backend.says(FakeBackend.response("403 No", ""));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isInstanceOf(HookAnswer.Go.class);
    assertThat(session.ask(HookMethod.PLAY_STREAM, json("{}"))).isInstanceOf(HookAnswer.Go.class);
  }

  @Test
  void anErrorAlwaysRefusesToConnect() {
    backend.says(FakeBackend.response("500 Out of order", ""));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(500, "Out of order"));
    assertThat(session("demo").ask(HookMethod.PLAY_HLS, json("{}")))
        .isEqualTo(new HookAnswer.Refused(500, "Out of order"));
  }

  @Test
  void anErrorRefusesARequestOnlyWhereTheBackendHasSetFail() {
    HookSession strict = connected(FAIL);
    HookSession lax = connected("{}");
    backend.says(FakeBackend.response("403 Forbidden", "{\"status\":403,\"reason\":\"Not you\"}"));
    assertThat(strict.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Not you"));
    assertThat(lax.ask(HookMethod.PUBLISH_STREAM, json("{'name':'a'}")))
        .isEqualTo(new HookAnswer.Go(json("{'name':'a'}")));
    assertThat(strict.ask(HookMethod.PLAY_STREAM, json("{}"))).isInstanceOf(HookAnswer.Go.class);
  }

  @Test
  void aServerCanRefuseOn403InAnyCase() {
    hooks.close();
    HooksConfig base = config(Duration.ofSeconds(10), 10, 100);
    hooks =
        hooks(
            new HooksConfig(
                false,
                base.timeout(),
                10,
                base.signing(),
                new HooksConfig.Answers(MAX_ANSWER, true, 100),
                base.keepAlive()));
    HookSession session = connected("{}");
    backend.says(FakeBackend.response("403 Go away", ""));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Go away"));
    backend.says(FakeBackend.response("500 Oops", ""));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isInstanceOf(HookAnswer.Go.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":403,\"reason\":\"x\",\"more\":1}",
        "{\"status\":403}",
        "{\"reason\":\"x\"}",
        "{\"status\":401,\"reason\":\"x\"}",
        "{\"status\":\"403\",\"reason\":\"x\"}",
        "{\"status\":403,\"reason\":7}",
        "[403,\"x\"]",
        "x",
        "",
      })
  void anyOtherBodyOfARefusalFallsBackToTheReasonPhrase(String body) {
    HookSession session = connected(FAIL);
    backend.says(FakeBackend.response("403 Not today", body));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Not today"));
  }

  @Test
  void aRefusalWithoutAPhraseHasTheUsualOne() {
    backend.says("HTTP/1.1 403 \r\nContent-Length: 0\r\n\r\n");
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Forbidden"));
    backend.says("HTTP/1.1 477\r\nContent-Length: 0\r\n\r\n");
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(477, "Status 477"));
  }

  @Test
  void tellsTheClientOfAFailedEventOnlyWhereTheBackendHasSetFail() {
    HookSession session = connected(FAIL);
    backend.says(FakeBackend.response("500 Broken", ""));
    session.tell(HookMethod.STREAM_EVENT, json("{}"));
    session.tell(HookMethod.STREAM_STATUS_EVENT, json("{}"));
    until(() -> !told.isEmpty());
    assertThat(told).containsExactly("StreamStatusEvent Broken");
  }

  @Test
  void sendsOnlyMethodsOfTheApplication() throws StoreException {
    HookSession session = session("demo");
    database.apps().removeMethod("demo", "publishStream");
    session.ask(HookMethod.PUBLISH_STREAM, json("{}"));
    session.ask(HookMethod.PLAY_STREAM, json("{}"));
    assertThat(backend.paths()).containsExactly("/rest/playStream");
    database.apps().removeAllMethods("demo");
    assertThat(session.ask(HookMethod.CONNECT, json("{'a':1}")))
        .isEqualTo(new HookAnswer.Go(json("{'a':1}")));
    database.apps().remove("demo");
    assertThat(session.ask(HookMethod.PLAY_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Restricted access"));
    assertThat(backend.requests()).hasSize(1);
  }

  @Test
  void callsNobodyWhenHooksAreOff() {
    hooks.close();
    HooksConfig base = config(Duration.ofSeconds(10), 10, 100);
    hooks =
        hooks(
            new HooksConfig(
                true, base.timeout(), 10, base.signing(), base.answers(), base.keepAlive()));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Go(json("{}")));
    assertThat(backend.connections()).isZero();
  }

  @Test
  void keepsTheOrderOfASessionAcrossAskingAndTelling() {
    HookSession session = session("demo");
    for (int i = 0; i < 20; i++) {
      session.tell(HookMethod.STREAM_EVENT, json("{'i':" + i + "}"));
    }
    CompletableFuture<HookAnswer> later =
        session.askLater(HookMethod.PLAY_STREAM, json("{'i':20}")).toCompletableFuture();
    session.ask(HookMethod.PUBLISH_STREAM, json("{'i':21}"));
    session.tell(HookMethod.STREAM_EVENT, json("{'i':22}"));
    session.close();
    session.tell(HookMethod.STREAM_EVENT, json("{'i':23}"));
    assertThat(session.ask(HookMethod.PLAY_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Session does not exist"));
    until(() -> backend.requests().size() == 23);
    assertThat(later).isCompleted();
    assertThat(backend.requests().stream().map(one -> one.json().getInt("i")))
        .containsExactlyElementsOf(IntStream.range(0, 23).boxed().toList());
    assertThat(hooks.snapshot().totals().calls()).isEqualTo(23);
  }

  @Test
  void signsTheBody() {
    hooks.close();
    HooksConfig base = config(Duration.ofSeconds(10), 10, 100);
    hooks =
        hooks(
            new HooksConfig(
                false,
                base.timeout(),
                10,
                new HooksConfig.Signing(true, new Secret("Jefe")),
                base.answers(),
                base.keepAlive()));
    session("demo").ask(HookMethod.CONNECT, json("{'custom':{'name':'\u00e4'}}"));
    FakeBackend.Request request = backend.requests().getFirst();
    assertThat(request.headers())
        .containsEntry("authorization", "WCS " + hmacMd5("Jefe", request.body()));
  }

  @Test
  void givesTheCredentialsOfTheApplication() throws StoreException {
    database
        .apps()
        .update("demo", app -> app.withRest(new App.Login("me", new Secret("p\u00e4ss"))));
    session("demo").ask(HookMethod.CONNECT, json("{}"));
    assertThat(backend.requests().getFirst().headers())
        .containsEntry("authorization", "Basic bWU6cMOkc3M=");
  }

  @Test
  void answersForItsOwnApplicationsWithoutHttp() {
    assertThat(session("defaultApp").ask(HookMethod.CONNECT, json("{'a':1}")))
        .isEqualTo(new HookAnswer.Go(json("{'a':1}")));
    assertThat(session("roomApp").ask(HookMethod.CONNECT, json("{'a':1}")))
        .isEqualTo(new HookAnswer.Go(json("{'a':1,'from':'rooms id-1'}")));
    assertThat(session("roomApp").ask(HookMethod.PLAY_HLS, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Not here"));
    assertThat(backend.connections()).isZero();
  }

  @Test
  void tellsFiguresByApplicationAndMethod() {
    HookSession session = connected("{}");
    session.ask(HookMethod.PUBLISH_STREAM, json("{}"));
    backend.says(FakeBackend.response("500 Broken", ""));
    session.ask(HookMethod.PUBLISH_STREAM, json("{}"));
    List<HookSnapshot.Call> calls = hooks.snapshot().calls();
    assertThat(calls)
        .extracting(HookSnapshot.Call::method)
        .containsExactly("connect", "publishStream");
    assertThat(calls.getLast().totals()).isEqualTo(new HookSnapshot.Totals(2, 1, 0, 0, 0));
    assertThat(calls.getLast().latency().count()).isEqualTo(2);
    assertThat(calls.getLast().latency().sumNanos()).isPositive();
  }

  @Test
  void logsNoSecrets() {
    assertThat(
            Shown.of(
                json("{'sipPassword':'p','custom':{'token':'t','list':[{'authToken':1}]},'a':1}")))
        .isEqualTo(
            json("{'sipPassword':'***','custom':{'token':'***','list':[{'authToken':'***'}]},'a':1}")
                .toString());
  }

  private static String hmacMd5(String key, String body) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacMD5");
      mac.init(
          new javax.crypto.spec.SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
      StringBuilder hex = new StringBuilder();
      for (byte one : mac.doFinal(body.getBytes(StandardCharsets.UTF_8))) {
        hex.append(String.format("%02x", one));
      }
      return hex.toString();
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
