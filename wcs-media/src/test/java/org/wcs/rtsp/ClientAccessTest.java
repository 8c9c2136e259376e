package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;

/** Cameras with passwords, and cameras that send us elsewhere. */
final class ClientAccessTest {

  private static final String SECRET = "rtsp://admin:p%40ss%3A1@camera/live";
  private static final Pattern PART = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  private final ClientStage stage = new ClientStage();
  private final FakeCamera camera = stage.camera;
  private String nonce = "n1";

  /** Lets in only who proves to know the password. */
  private void guard(String algorithm, String... challenges) {
    for (String method :
        List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER", "TEARDOWN")) {
      camera.on(
          method,
          (request, line) ->
              proven(request, algorithm) ? camera.usual(request) : challenge(challenges));
    }
  }

  private RtspResponse challenge(String... challenges) {
    RtspHeaders.Builder headers = RtspHeaders.builder();
    for (String each : challenges) {
      headers.add("WWW-Authenticate", each.replace("NONCE", nonce));
    }
    return new RtspResponse(401, headers.build());
  }

  private boolean proven(RtspRequest request, String algorithm) {
    String proof = request.header("Authorization");
    if (proof == null) {
      return false;
    }
    if (algorithm.isEmpty()) {
      return proof.equals("Basic YWRtaW46cEBzczox"); // admin:p@ss:1
    }
    Map<String, String> parts = new HashMap<>();
    Matcher matcher = PART.matcher(proof);
    while (matcher.find()) {
      parts.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    String secret = hash(algorithm, "admin:Cam:p@ss:1");
    String what = hash(algorithm, request.method() + ":" + request.uri());
    String counted =
        parts.containsKey("qop")
            ? ":" + parts.get("nc") + ":" + parts.get("cnonce") + ":auth:"
            : ":";
    String response = hash(algorithm, secret + ":" + nonce + counted + what);
    return proof.startsWith("Digest ")
        && nonce.equals(parts.get("nonce"))
        && request.uri().equals(parts.get("uri"))
        && response.equals(parts.get("response"));
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void plays() {
    stage.pull(SECRET, false);
    stage.media(5);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void provesThePasswordByMd5() {
    guard("MD5", "Digest realm=\"Cam\", nonce=\"NONCE\"");
    plays();
    assertThat(camera.requests.stream().filter(each -> each.header("Authorization") == null))
        .as("asked once")
        .hasSize(1);
  }

  @Test
  void provesThePasswordByMd5WithQualityOfProtection() {
    guard("MD5", "Digest realm=\"Cam\", nonce=\"NONCE\", algorithm=MD5, qop=\"auth,auth-int\"");
    plays();
  }

  @Test
  void prefersSha256() {
    guard(
        "SHA-256",
        "Basic realm=\"Cam\"",
        "Digest realm=\"Cam\", nonce=\"NONCE\", algorithm=MD5, qop=\"auth\"",
        "Digest realm=\"Cam\", nonce=\"NONCE\", algorithm=SHA-256, qop=\"auth\"");
    plays();
  }

  @Test
  void sendsThePasswordWhereNothingElseIsKnown() {
    guard("", "Basic realm=\"Cam\"");
    plays();
  }

  @Test
  void answersAnewWhenANonceIsTooOld() {
    guard("MD5", "Digest realm=\"Cam\", nonce=\"NONCE\", stale=true");
    plays();
    nonce = "n2";
    for (int i = 0; i < 30; i++) {
      stage.advance(1_000);
      stage.media(1);
    }
    List<RtspRequest> kept =
        camera.requests.stream().filter(each -> each.method().equals("GET_PARAMETER")).toList();
    assertThat(kept).hasSize(2); // refused with the old one, taken with the new
    assertThat(proven(kept.getLast(), "MD5")).isTrue();
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void endsALoopOfRefusalsAndDoesNotTryAgain() {
    guard("MD5", "Digest realm=\"Other\", nonce=\"NONCE\"");
    stage.pull(SECRET, true);
    stage.advance(60_000);
    assertThat(camera.requests).hasSize(3); // without, and twice with the password
    assertThat(stage.heard).containsExactly("ended RTSP_UNREACHABLE 401 Unauthorized");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsWithoutAPassword() {
    guard("MD5", "Digest realm=\"Cam\", nonce=\"NONCE\"");
    stage.pull(true);
    stage.advance(60_000);
    assertThat(camera.requests).hasSize(1);
    assertThat(stage.heard).containsExactly("ended RTSP_UNREACHABLE 401 Unauthorized");
  }

  @Test
  void showsThePasswordOverTheNextConnectionWhereACameraHangsUp() {
    camera.on(
        "OPTIONS",
        (request, line) -> {
          if (proven(request, "MD5")) {
            return camera.usual(request);
          }
          line.send(challenge("Digest realm=\"Cam\", nonce=\"NONCE\"")); // of an unnumbered answer
          line.connection.close();
          return null;
        });
    plays();
    assertThat(camera.lines).hasSize(2);
  }

  @Test
  void neverShowsUserOrPassword() {
    guard("MD5", "Digest realm=\"Cam\", nonce=\"NONCE\"");
    RtspLink link = stage.pull(SECRET, false);
    stage.media(5);
    assertThat(link.url()).isEqualTo("rtsp://camera/live");
    assertThat(camera.requests).allMatch(each -> !each.uri().contains("admin"));
    assertThat(camera.requests)
        .allMatch(each -> !String.valueOf(each.header("Authorization")).contains("p@ss"));
  }

  @Test
  void followsRedirectionsOfEachKind() {
    for (int status : new int[] {301, 302, 303, 305, 307}) {
      ClientStage moved = new ClientStage();
      FakeCamera other = new FakeCamera(moved.network.datagrams(), moved.lane);
      moved.network.host("other", other);
      moved.camera.on(
          "DESCRIBE",
          (request, line) ->
              FakeCamera.status(status, "Location", "rtsp://other:8554/elsewhere?y=2"));
      moved.pull(false);
      assertThat(other.last("DESCRIBE").uri()).isEqualTo("rtsp://other:8554/elsewhere?y=2");
      assertThat(moved.network.dialled().getLast().port()).isEqualTo(8_554);
      assertThat(moved.camera.line().closed).isTrue();
      assertThat(moved.heard).containsExactly("connected");
    }
  }

  @Test
  void followsRedirectionsToTls() {
    camera.on(
        "OPTIONS",
        (request, line) ->
            stage.network.dialled().getLast().tls()
                ? camera.usual(request)
                : FakeCamera.status(302, "Location", "rtsps://camera/live"));
    guardAfterTls();
    stage.pull(SECRET, false);
    assertThat(stage.network.dialled()).hasSize(2);
    assertThat(stage.network.dialled().getLast().tls()).isTrue();
    assertThat(stage.heard).containsExactly("connected");
  }

  /** The same host is given the same password. */
  private void guardAfterTls() {
    camera.on(
        "DESCRIBE",
        (request, line) ->
            proven(request, "MD5")
                ? camera.usual(request)
                : challenge("Digest realm=\"Cam\", nonce=\"NONCE\""));
  }

  @Test
  void neverTakesThePasswordToAnotherHost() {
    FakeCamera thief = new FakeCamera(stage.network.datagrams(), stage.lane);
    stage.network.host("thief", thief);
    thief.on("OPTIONS", (request, line) -> challenge("Basic realm=\"Cam\""));
    camera.on(
        "OPTIONS", (request, line) -> FakeCamera.status(302, "Location", "rtsp://thief/live"));
    stage.pull(SECRET, false);
    assertThat(thief.requests).hasSize(1);
    assertThat(thief.requests.getFirst().header("Authorization")).isNull();
    assertThat(stage.heard).containsExactly("ended RTSP_UNREACHABLE 401 Unauthorized");
  }

  @Test
  void doesNotTakeThePasswordFromTlsIntoTheOpen() {
    List<@Nullable String> proofs = new ArrayList<>();
    camera.on(
        "OPTIONS",
        (request, line) -> {
          proofs.add(request.header("Authorization"));
          return stage.network.dialled().getLast().tls()
              ? FakeCamera.status(302, "Location", "rtsp://camera/live")
              : challenge("Basic realm=\"Cam\"");
        });
    stage.pull("rtsps://admin:secret@camera/live", false);
    assertThat(proofs).containsExactly(null, null);
    assertThat(stage.heard).containsExactly("ended RTSP_UNREACHABLE 401 Unauthorized");
  }

  @Test
  void endsARingOfRedirections() {
    camera.on(
        "OPTIONS", (request, line) -> FakeCamera.status(302, "Location", "rtsp://camera/live"));
    stage.pull(false);
    assertThat(stage.network.dialled()).hasSize(6);
    assertThat(stage.heard)
        .containsExactly("ended RTSP_UNREACHABLE The other server sends us on and on");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsARedirectionToNowhere() {
    camera.on("DESCRIBE", (request, line) -> FakeCamera.status(302));
    stage.pull(false);
    assertThat(stage.heard)
        .containsExactly("ended RTSP_UNREACHABLE The other server sends us nowhere");
  }

  @Test
  void goesWhereThePlayingCameraSendsIt() {
    FakeCamera other = new FakeCamera(stage.network.datagrams(), stage.lane);
    stage.network.host("other", other);
    stage.flowing(false);
    stage.stream().attach();
    camera.line().raw("REDIRECT * RTSP/1.0\r\nCSeq: 1\r\nLocation: rtsp://other/live\r\n\r\n");
    stage.settle();
    assertThat(camera.answers.getLast().status()).isEqualTo(200);
    assertThat(camera.methods()).endsWith("TEARDOWN");
    assertThat(other.methods()).endsWith("PLAY");
    assertThat(stage.heard).endsWith("connected", "flowing cam"); // the viewers have stayed
  }
}
