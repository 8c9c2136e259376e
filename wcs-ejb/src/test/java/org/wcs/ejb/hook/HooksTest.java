package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.config.HooksConfig;
import org.wcs.config.Secret;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.SeedSettings;
import org.wcs.ejb.store.StoreException;
import org.wcs.ejb.store.TestDatabase;

@Timeout(60)
final class HooksTest {

  private static final String FAIL =
      "{'restClientConfig':{'publishStream':{'restOnError':'FAIL','restPolicy':'OVERWRITE',"
          + "'restOverwrite':'name, sessionId','restExclude':'sdp'},"
          + "'StreamStatusEvent':{'restOnError':'FAIL','clientExclude':'sdp,info'},"
          + "'playStream':{'restPolicy':'DISABLED'}}}";
  private static final int MAX_ANSWER = 100_000;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Database database;
  private FakeBackend backend;
  private Hooks hooks;

  @BeforeEach
  void start() throws Exception {
    backend = new FakeBackend();
    database =
        TestDatabase.open(
            folder.resolve("database.yml"), new SeedSettings(8081, HookMethod.wireNames()));
    add("demo", backend.url());
    hooks = hooks(config(Duration.ofSeconds(10), 10, 100));
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
    hooks.close();
    threads.shutdownNow();
  }

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
  void aBackendThatHangsIsGivenUpInTime() {
    restart(Duration.ofMillis(300), 10, 100);
    backend.hangs();
    long start = System.nanoTime();
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
    assertThat(System.nanoTime() - start)
        .isBetween(Duration.ofMillis(290).toNanos(), Duration.ofSeconds(15).toNanos());
    assertThat(hooks.snapshot().totals().timeouts()).isEqualTo(1);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void aBackendThatDripsIsGivenUpInTime() {
    restart(Duration.ofMillis(500), 10, 100);
    backend.answers(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
  }

  @Test
  void aQuestionBehindEventsThatHangIsAnsweredInTime() {
    HookSession session = connectedIn(Duration.ofSeconds(2), FAIL);
    backend.hangs();
    for (int i = 0; i < 10; i++) {
      session.tell(HookMethod.STREAM_EVENT, json("{}"));
    }
    long start = System.nanoTime();
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void eventsBeyondWhatMayWaitAreDroppedAndCounted() {
    restart(Duration.ofSeconds(10), 10, 5);
    HookSession session = session("demo");
    backend.hangs();
    for (int i = 0; i < 20; i++) {
      session.tell(HookMethod.STREAM_EVENT, json("{}"));
    }
    assertThat(hooks.snapshot().totals().dropped()).isEqualTo(14);
    assertThat(session.ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application is overloaded"));
  }

  @Test
  void aBackendThatHangsLeavesConnectionsToOthers() throws Exception {
    restart(Duration.ofSeconds(30), 8, 100);
    try (FakeBackend good = new FakeBackend()) {
      add("good", good.url());
      backend.hangs();
      for (int i = 0; i < 50; i++) {
        session("demo").tell(HookMethod.STREAM_EVENT, json("{}"));
      }
      until(() -> hooks.snapshot().connections().pending() == 46);
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(session("good").ask(HookMethod.CONNECT, json("{}")))
            .isInstanceOf(HookAnswer.Go.class);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(15).toNanos());
      }
      assertThat(hooks.snapshot().connections()).isEqualTo(new HookSnapshot.Connections(4, 4, 46));
    }
  }

  @Test
  void aHundredSessionsShareTheConnections() {
    List<CompletableFuture<HookAnswer>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                i -> session("demo").askLater(HookMethod.CONNECT, json("{}")).toCompletableFuture())
            .toList();
    answers.forEach(answer -> assertThat(answer.join()).isInstanceOf(HookAnswer.Go.class));
    assertThat(backend.connections()).isLessThanOrEqualTo(10);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}x",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"a\":",
      })
  void anAnswerThatIsNoObjectIsAnError(String raw) {
    backend.says(raw);
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
      })
  void whatIsNoHttpIsAnError(String raw) {
    backend.answers(
        (request, out) -> {
          out.write(raw.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          throw new IOException("and hangs up");
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isInstanceOf(HookAnswer.Refused.class);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void anAnswerDeeperThanSenseIsAnError() {
    backend.says(FakeBackend.ok("{\"a\":" + "[".repeat(40_000) + "]".repeat(40_000) + "}"));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
  }

  @Test
  void anAnswerOfFiveMegabytesIsNotRead() {
    backend.answers(
        (request, out) -> {
          byte[] block = "{\"a\":1,         ".repeat(4_096).getBytes(StandardCharsets.US_ASCII);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < 80; i++) {
            out.write(block);
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void aRefusalOfFiveMegabytesIsStillARefusal() {
    HookSession session = connected(FAIL);
    backend.says(FakeBackend.response("403 Too long a story", "x".repeat(5 << 20)));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Too long a story"));
  }

  @Test
  void aHeaderWithoutEndIsAnError() {
    backend.answers(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isInstanceOf(HookAnswer.Refused.class);
    assertThat(backend.requests()).hasSize(1);
  }

  @Test
  void redirectsAreErrorsAndNotFollowed() {
    backend.answers(
        (request, out) ->
            out.write(
                ("HTTP/1.1 302 Elsewhere\r\nLocation: "
                        + request.path()
                        + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(302, "Elsewhere"));
    assertThat(backend.requests()).hasSize(1);
  }

  @Test
  void aBackendThatComesBackIntoTheServerEndsTheCircle() {
    HookSession session = session("demo");
    backend.answers(
        (request, out) -> {
          // As a backend does that drives the server while it is asked: it must not wait for
          // itself.
          session.tell(HookMethod.STREAM_EVENT, json("{}"));
          FakeBackend.echo(request, out);
        });
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isInstanceOf(HookAnswer.Go.class);
    until(() -> backend.requests().size() > 3);
    session.close();
  }

  @Test
  void nobodyAtTheUrlIsAnError() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    add("gone", "http://127.0.0.1:" + free + "/");
    assertThat(session("gone").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application cannot be reached"));
    add("nohost", "http://no-such-host.invalid/");
    assertThat(session("nohost").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application cannot be reached"));
  }

  @Test
  void aBackendThatClosesTheConnectionAfterEachAnswerIsAskedAgain() {
    backend.answers(
        (request, out) -> {
          FakeBackend.echo(request, out);
          out.flush();
          throw new IOException("closed");
        });
    for (int i = 0; i < 20; i++) {
      assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
          .isInstanceOf(HookAnswer.Go.class);
    }
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

  private void restart(Duration timeout, int connections, int waiting) {
    hooks.close();
    hooks = hooks(config(timeout, connections, waiting));
  }

  private static HooksConfig config(Duration timeout, int connections, int waiting) {
    HooksConfig base = WcsConfig.defaults().operations().hooks();
    return new HooksConfig(
        false,
        timeout,
        connections,
        base.signing(),
        new HooksConfig.Answers(MAX_ANSWER, false, waiting),
        base.keepAlive());
  }

  private Hooks hooks(HooksConfig config) {
    LocalBackend rooms =
        (method, object) ->
            method == HookMethod.CONNECT
                ? LocalBackend.Reply.ok(
                    Json.createObjectBuilder()
                        .add("from", "rooms " + object.getString("sessionId"))
                        .build())
                : LocalBackend.Reply.refused("Not here");
    return new Hooks(
        config,
        database.apps(),
        new LocalBackends(
            WcsConfig.defaults().http().ports(),
            Map.of("EchoApp", LocalBackends.ECHO, "RoomApp", rooms)),
        "node@h",
        threads,
        System::nanoTime);
  }

  private HookSession session(String appKey) {
    HookSession session =
        hooks.open(appKey, "id-1", (method, info) -> told.add(method.wireName() + " " + info));
    assertThat(session).isNotNull();
    return session;
  }

  private HookSession connected(String answer) {
    backend.says(FakeBackend.ok(json(answer).toString()));
    HookSession session = session("demo");
    assertThat(session.ask(HookMethod.CONNECT, json("{}"))).isInstanceOf(HookAnswer.Go.class);
    backend.answers(FakeBackend::echo);
    return session;
  }

  private HookSession connectedIn(Duration timeout, String answer) {
    restart(timeout, 10, 100);
    return connected(answer);
  }

  private void add(String name, String url) throws StoreException {
    database.apps().add(App.of(name, name, url, "admin"));
    database.apps().addAllMethods(name);
  }

  private static JsonObject go(HookAnswer answer) {
    assertThat(answer).isInstanceOf(HookAnswer.Go.class);
    return ((HookAnswer.Go) answer).object();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came to be").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
