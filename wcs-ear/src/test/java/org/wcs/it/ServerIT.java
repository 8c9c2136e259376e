package org.wcs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
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
  private static final String IDLE = "\\{.*\"sessions\":0,.*\\}";

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "wcs", managed = false, testable = false)
  static EnterpriseArchive ear() {
    return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/wcs.ear"));
  }

  @Test
  @Order(1)
  void deploys() throws Exception {
    deployer.deploy("wcs");
    assertThat(status("http://localhost:27081/status")).isEqualTo(200);
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
    assertThat(status(origin + "/rest-api/stream/find_all")).isEqualTo(404);
  }

  @Test
  @Order(2)
  void speaksHttp2OverTls() throws Exception {
    HttpResponse<String> response = get("https://localhost:27444/status");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
  }

  @Test
  @Order(3)
  void redeploysWithAllCountersAtZero() throws Exception {
    deployer.undeploy("wcs");
    assertThat(status("http://localhost:27081/status")).isNotEqualTo(200);
    deployer.deploy("wcs");
    assertThat(get("http://localhost:27081/status").body().replaceAll("\\s", "")).matches(IDLE);
    deployer.undeploy("wcs");
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
