package org.wcs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The EAR on the provisioned server: which path answers on which port, TLS, and redeployment. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServerIT {
  private static final String STATUS = "http://localhost:27081/status";
  private static final String IDLE =
      "\\{.*\"sessions\":0,.*\"rtmp\":\\{\"sessions\":0,.*\"accepted\":0,.*\"hls\":\\{\"origins\":0,.*\\}";
  private static final int RTMP_PORT = 27_935;
  private static final int RTSP_PORT = 27_554;
  private static final int OTHER_RTSP_PORT = 27_555;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = 50_000_000L;

  @ArquillianResource private Deployer deployer;
  @ArquillianResource private ManagementClient management;

  @Deployment(name = "wcs", managed = false, testable = false)
  static EnterpriseArchive ear() {
    return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/wcs.ear"));
  }

  @Test
  @Order(1)
  void deploys() throws Exception {
    deployer.deploy("wcs");
    until("the server is ready", () -> status(STATUS) == 200);
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {"http://localhost:27081", "https://localhost:27444"})
  void servesTheConsoleAndItsClient(String origin) throws Exception {
    assertThat(status(origin + "/")).isEqualTo(200);
    assertThat(status(origin + "/client/wcs.js")).isEqualTo(200);
    assertThat(status(origin + "/status")).isEqualTo(200);
    assertThat(status(origin + "/no-such-page")).isEqualTo(404);
    assertThat(status(origin + "/signalling")).isEqualTo(404);
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({
    "ws://localhost:27080/",
    "ws://localhost:27080/any/path?with=query",
    "wss://localhost:27443/",
    "wss://localhost:27443/any/path?with=query"
  })
  void opensAWebSocketOnAnyPathOfTheSignallingPorts(String url) throws Exception {
    WebSocket socket = open(url);
    assertThat(socket.isInputClosed()).isFalse();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {"ws://localhost:27081", "wss://localhost:27444", "ws://localhost:27082"})
  void opensNoWebSocketOnOtherPorts(String origin) {
    assertThatThrownBy(() -> open(origin + "/signalling")).isInstanceOf(CompletionException.class);
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(
      strings = {
        "http://localhost:27080",
        "https://localhost:27443",
        "http://localhost:27082",
        "https://localhost:27445",
        "http://localhost:27084",
        "http://localhost:27777"
      })
  void servesNoPageOnTheOtherPorts(String origin) throws Exception {
    assertThat(status(origin + "/")).isEqualTo(404);
    assertThat(status(origin + "/status")).isEqualTo(404);
    assertThat(status(origin + "/client/wcs.js")).isEqualTo(404);
    HttpResponse<String> rest = get(origin + "/rest-api/push/find_all");
    // three parts make no path of HLS, which says so
    assertThat(rest.statusCode()).isIn(400, 404);
    assertThat(rest.body()).doesNotContain("exception");
  }

  @Test
  @Order(2)
  void speaksHttp2OverTls() throws Exception {
    HttpResponse<String> response = get("https://localhost:27444/status");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {"http://localhost:27081", "https://localhost:27444"})
  void answersRestOnThePortsOfTheConsole(String origin) throws Exception {
    assertThat(status(origin + "/rest-api/push/find_all")).isEqualTo(404);
    assertThat(get(origin + "/rest-api/push/find_all").body())
        .contains("\"path\":\"/rest-api/push/find_all\"");
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {"http://localhost:27082", "https://localhost:27445"})
  void knowsNoStreamOnThePortsOfHlsBeforeOneIsPublished(String origin) throws Exception {
    assertThat(status(origin + "/nobody/nobody.m3u8")).isEqualTo(404);
    assertThat(status(origin + "/nobody/ll.m3u8")).isEqualTo(404);
    assertThat(status(origin + "/nobody/0.ts")).isEqualTo(404);
    assertThat(status(origin + "/rest-api/push")).isEqualTo(404);
    assertThat(status(origin + "/client/index.m3u8")).isEqualTo(404);
  }

  @Test
  @Order(2)
  void shakesHandsOnThePortOfRtmp() throws Exception {
    assertRtmpAnswers();
  }

  @Test
  @Order(2)
  void answersOnThePortOfRtsp() throws Exception {
    assertRtspAnswers(RTSP_PORT);
    assertThat(log()).contains("WCS is ready: ").contains(" rtsp " + RTSP_PORT + ",");
  }

  @Test
  @Order(3)
  void makesHlsOfWhatRtmpBrings() throws Exception {
    assertSoundIsTranscoded();
  }

  @Test
  @Order(4)
  void closesThePortsOfStreamsWhileSuspendedAndOpensThemAgain() throws Exception {
    manage(Operations.createOperation("suspend"));
    until("RTMP is closed", () -> !listens(RTMP_PORT));
    until("RTSP is closed", () -> !listens(RTSP_PORT));
    assertThat(status(STATUS)).isEqualTo(503);
    manage(Operations.createOperation("resume"));
    until("RTMP is open", () -> listens(RTMP_PORT));
    until("the server is ready", () -> status(STATUS) == 200);
    assertRtmpAnswers();
    assertRtspAnswers(RTSP_PORT);
    assertSoundIsTranscoded();
  }

  @Test
  @Order(5)
  void redeploysWithAllCountersAtZeroAndAllPortsOpen() throws Exception {
    deployer.undeploy("wcs");
    assertThat(status(STATUS)).isNotEqualTo(200);
    assertThat(listens(RTMP_PORT)).isFalse();
    assertThat(listens(RTSP_PORT)).isFalse();
    deployer.deploy("wcs");
    until("the server is ready", () -> status(STATUS) == 200);
    assertThat(get(STATUS).body().replaceAll("\\s", "")).matches(IDLE);
    assertRtmpAnswers();
    assertSoundIsTranscoded();
  }

  @Test
  @Order(6)
  void opensNoRtmpWhereTheSettingSaysSo() throws Exception {
    deployer.undeploy("wcs");
    setting("rtmp.port", "0");
    deployer.deploy("wcs");
    until("the server is ready", () -> status(STATUS) == 200);
    assertThat(get(STATUS).body()).contains("\"rtmp\":0,");
    assertThat(listens(RTMP_PORT)).isFalse();
    deployer.undeploy("wcs");
  }

  @Test
  @Order(7)
  void opensAnotherPortWhereThatOfRtspIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(RTSP_PORT)) {
      assertThat(taken.isBound()).isTrue();
      int before = log().length();
      deployer.deploy("wcs");
      until("it is told", () -> log().substring(before).contains(" rtsp " + OTHER_RTSP_PORT + ","));
      assertRtspAnswers(OTHER_RTSP_PORT);
      assertThat(log().substring(before)).contains("port " + OTHER_RTSP_PORT + " is open instead");
      deployer.undeploy("wcs");
    }
  }

  @Test
  @Order(8)
  void servesTheRestWhereNoPortOfRtspMayBeOpened() throws Exception {
    try (ServerSocket taken = new ServerSocket(RTSP_PORT);
        ServerSocket other = new ServerSocket(OTHER_RTSP_PORT)) {
      assertThat(taken.isBound() && other.isBound()).isTrue();
      int before = log().length();
      deployer.deploy("wcs");
      until("it is told", () -> log().substring(before).contains(" rtsp none,"));
      assertThat(log().substring(before)).contains("RTSP is not served");
      assertThat(status(STATUS)).isEqualTo(200);
      deployer.undeploy("wcs");
    }
  }

  private static void assertRtspAnswers(int port) throws IOException {
    String origin = "rtsp://localhost:" + port;
    try (RtspCaller caller = new RtspCaller(port)) {
      assertThat(caller.ask("OPTIONS", origin + "/"))
          .startsWith("RTSP/1.0 200 ")
          .contains("CSeq: 1", "DESCRIBE", "ANNOUNCE");
      assertThat(caller.ask("DESCRIBE", origin + "/nobody"))
          .startsWith("RTSP/1.0 404 ")
          .contains("CSeq: 2");
    }
  }

  private static String log() throws IOException {
    return Files.readString(Path.of(System.getProperty("wcs.it"), "logs", "wcs.log"));
  }

  private static void assertRtmpAnswers() throws IOException {
    try (RtmpSender sender = new RtmpSender(RTMP_PORT)) {
      RtmpSender.Handshake handshake = sender.shakeHands();
      assertThat(handshake.version()).isEqualTo(3);
      assertThat(handshake.echo()).endsWith(Arrays.copyOfRange(handshake.sent(), 8, 1_536));
    }
  }

  /** G.711 comes in, AAC goes out: only the codec library can do that. */
  private static void assertSoundIsTranscoded() throws Exception {
    try (RtmpSender sender = new RtmpSender(RTMP_PORT)) {
      sender.publish("tone");
      until("the stream is there", () -> get(STATUS).body().contains("\"name\":\"tone\""));
      HttpResponse<String> master = get("http://localhost:27082/tone/ll.m3u8");
      assertThat(master.statusCode()).isEqualTo(200);
      assertThat(master.body()).contains("mp4a.40.2");
      until("an encoder is counted", () -> get(STATUS).body().contains("\"audioEncoders\":1"));
      assertThat(get(STATUS).body()).contains("\"available\":true").contains("\"origins\":1");
    }
    until("the stream is gone", () -> get(STATUS).body().contains("\"streams\":[]"));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private void setting(String key, String value) throws IOException {
    ModelNode address = new ModelNode().add("system-property", key);
    ModelNode operation = Operations.createAddOperation(address);
    operation.get("value").set(value);
    manage(operation);
  }

  private void manage(ModelNode operation) throws IOException {
    ModelNode outcome = management.getControllerClient().execute(operation);
    assertThat(Operations.isSuccessfulOutcome(outcome)).as(outcome.toString()).isTrue();
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as(what).isNegative();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static int status(String url) throws Exception {
    return get(url).statusCode();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    try (HttpClient client = client()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new AssertionError(url + " refuses connections", e);
    }
  }

  private static WebSocket open(String url) throws Exception {
    return client()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .buildAsync(URI.create(url), new WebSocket.Listener() {})
        .join();
  }

  /** Trusts the server's certificate only, and checks its names. */
  private static HttpClient client() throws Exception {
    File keystore = Path.of(System.getProperty("wcs.it"), "tls", "self-signed.p12").toFile();
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(KeyStore.getInstance(keystore, "changeit".toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
