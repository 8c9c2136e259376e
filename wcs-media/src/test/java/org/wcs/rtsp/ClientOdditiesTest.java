package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;

/** Cameras that do not do as the standard says, and play all the same. */
final class ClientOdditiesTest {

  private final ClientStage stage = new ClientStage();
  private final FakeCamera camera = stage.camera;

  private void plays() {
    stage.flowing(false);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
  }

  private List<String> setups() {
    return camera.requests.stream()
        .filter(each -> each.method().equals("SETUP"))
        .map(RtspRequest::uri)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 454, 500, 501, 551})
  void needsNoOptions(int status) {
    camera.on("OPTIONS", (request, line) -> FakeCamera.status(status));
    plays();
  }

  @Test
  void needsNoNumbersInAnswers() {
    camera.numbered = false;
    plays();
  }

  @Test
  void needsNoSession() {
    camera.on(
        "SETUP",
        (request, line) ->
            FakeCamera.status(200, "Transport", String.valueOf(request.header("Transport"))));
    plays();
    assertThat(camera.last("PLAY").header("Session")).isNull();
  }

  @Test
  void needsNoTransportInTheAnswer() {
    camera.on("SETUP", (request, line) -> FakeCamera.status(200, "Session", camera.session));
    plays();
  }

  @Test
  void takesASessionWithBlanks() {
    camera.session = "  AB12cd ; timeout = 30 ";
    plays();
    assertThat(camera.last("PLAY").header("Session")).isEqualTo("AB12cd");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 457})
  void playsWithoutARangeWhereItIsRefused(int status) {
    camera.on(
        "PLAY",
        (request, line) ->
            request.header("Range") == null ? camera.usual(request) : FakeCamera.status(status));
    plays();
    assertThat(camera.methods()).endsWith("PLAY", "PLAY");
  }

  @Test
  void playsEachMediumByItselfWhereThatIsWanted() {
    camera.on(
        "PLAY",
        (request, line) ->
            request.uri().contains("trackID") ? camera.usual(request) : FakeCamera.status(459));
    plays();
    assertThat(camera.requests.subList(camera.requests.size() - 2, camera.requests.size()))
        .extracting(RtspRequest::uri)
        .containsExactly("rtsp://camera/live?x=1/trackID=1", "rtsp://camera/live?x=1/trackID=2");
  }

  @Test
  void takesTheChannelsThatTheCameraNames() {
    camera.on(
        "SETUP",
        (request, line) -> {
          boolean first = setups().size() == 1;
          String channels = first ? "interleaved=10-11" : "interleaved=4-5";
          return FakeCamera.status(
              200, "Transport", "RTP/AVP/TCP;unicast;" + channels, "Session", "1");
        });
    stage.pull(false);
    for (int i = 0; i < 5; i++) {
      camera.line().packet(10, stage.picture());
      camera.line().packet(4, stage.sound());
      camera.line().packet(0, stage.picture()); // nobody agreed on this one
      stage.advance(20);
    }
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    stage.advance(300);
    assertThat(stage.client.totals().packets()).isEqualTo(10);
    assertThat(stage.client.totals().dropped()).isEqualTo(5);
  }

  @Test
  void keepsWhatComesBeforePlayIsAnswered() {
    camera.on(
        "PLAY",
        (request, line) -> {
          for (int i = 0; i < 3; i++) {
            line.packet(0, stage.picture());
            line.packet(2, stage.sound());
          }
          return null;
        });
    stage.pull(false);
    assertThat(stage.heard).isEmpty();
    assertThat(stage.hub.streams()).isEmpty();
    camera.line().raw("RTSP/1.0 200 OK\r\n\r\n");
    stage.settle();
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    stage.advance(300);
    assertThat(stage.client.totals().packets()).isEqualTo(6);
  }

  @Test
  void keepsNoMoreThanTwoMegabytesBeforePlayIsAnswered() {
    camera.on("PLAY", (request, line) -> null);
    stage.pull(false);
    for (int i = 0; i < 3_000; i++) {
      byte[] packet = new byte[1_000];
      System.arraycopy(stage.picture(), 0, packet, 0, 112);
      camera.line().packet(0, packet);
      stage.settle();
    }
    assertThat(stage.hub.streams()).as("a camera that sends so much plays").isNotEmpty();
  }

  @Test
  void pullsWhatOfTheMediaIsGiven() {
    camera.on(
        "SETUP",
        (request, line) ->
            request.uri().endsWith("2") ? FakeCamera.status(403) : camera.usual(request));
    stage.flowing(false);
    assertThat(stage.stream().tracks()).hasSize(1);
  }

  @Test
  void pullsTheSecondMediumWhereTheFirstIsNotGiven() {
    camera.on(
        "SETUP",
        (request, line) ->
            request.uri().endsWith("1") ? FakeCamera.status(404) : camera.usual(request));
    stage.flowing(false);
    assertThat(stage.stream().tracks()).hasSize(1);
    assertThat(setups()).hasSize(3); // the first one both ways
  }

  @Test
  void leavesOutASecondVideoAndMetadata() {
    camera.sdp =
        FakeCamera.START
            + FakeCamera.PICTURES
            + FakeCamera.PICTURES.replace("trackID=1", "trackID=9")
            + "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n"
            + "a=control:meta\r\n"
            + FakeCamera.SOUND;
    plays();
    assertThat(setups())
        .containsExactly("rtsp://camera/live?x=1/trackID=1", "rtsp://camera/live?x=1/trackID=2");
  }

  @ParameterizedTest
  @CsvSource({
    // Content-Base, control of the video, URL of SETUP, control of all, URL of PLAY
    "rtsp://camera/live/,      trackID=1, rtsp://camera/live/trackID=1, *, rtsp://camera/live/",
    "rtsp://camera/live,       trackID=1, rtsp://camera/live/trackID=1, *, rtsp://camera/live",
    "'',                       trackID=1, rtsp://camera/live?x=1/trackID=1, *,"
        + " rtsp://camera/live?x=1",
    "rtsp://192.168.0.9:8554/live/, trackID=1, rtsp://camera/live/trackID=1, *,"
        + " rtsp://camera/live/",
    "'', rtsp://10.0.0.9:8554/live/video?a=b, rtsp://camera/live/video?a=b,"
        + " rtsp://10.0.0.9/live, rtsp://camera/live",
    "rtsp://camera/live/, /other/track1, rtsp://camera/other/track1, *, rtsp://camera/live/",
  })
  void findsTheUrlsOfMedia(String base, String control, String setup, String all, String play) {
    camera.sdp =
        FakeCamera.START.replace("control:*", "control:" + all)
            + FakeCamera.PICTURES.replace("trackID=1", control + "  ");
    camera.on(
        "DESCRIBE",
        (request, line) ->
            base.isEmpty()
                ? new RtspResponse(
                    200, RtspHeaders.NONE, camera.sdp.getBytes(StandardCharsets.UTF_8))
                : camera.described(base));
    stage.pull(false);
    assertThat(setups()).containsExactly(setup);
    assertThat(camera.last("PLAY").uri()).isEqualTo(play);
  }

  @Test
  void staysAliveAtALittleUnderHalfOfTheTimeout() {
    keepsAlive(200);
    assertThat(camera.methods().stream().filter("GET_PARAMETER"::equals).count())
        .isEqualTo(200 / 27);
    assertThat(camera.last("GET_PARAMETER").header("Session")).isEqualTo("12345678");
  }

  @Test
  void staysAliveByTheTimeoutThatTheCameraNames() {
    camera.session = "77;timeout=10";
    keepsAlive(50);
    assertThat(camera.methods().stream().filter("GET_PARAMETER"::equals).count())
        .isBetween(9L, 11L);
  }

  @Test
  void staysAliveByOptionsWhereNothingElseIsKnown() {
    camera.on("OPTIONS", (request, line) -> FakeCamera.status(200, "Public", "DESCRIBE, PLAY"));
    keepsAlive(60);
    assertThat(camera.methods()).endsWith("PLAY", "OPTIONS", "OPTIONS");
  }

  @Test
  void triesAnotherWayToStayAliveAndIsNotDroppedForIt() {
    camera.on("GET_PARAMETER", (request, line) -> FakeCamera.status(451));
    keepsAlive(30);
    camera.on("OPTIONS", (request, line) -> FakeCamera.status(405));
    keepsAlive(90);
    assertThat(camera.methods())
        .endsWith("PLAY", "GET_PARAMETER", "OPTIONS", "SET_PARAMETER", "SET_PARAMETER");
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void isNotDroppedForAKeepAliveWithoutAnswer() {
    camera.on("GET_PARAMETER", (request, line) -> null);
    keepsAlive(100);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    assertThat(camera.methods().stream().filter("GET_PARAMETER"::equals).count()).isEqualTo(3);
  }

  /** Media for so many seconds. */
  private void keepsAlive(int seconds) {
    if (camera.lines.isEmpty()) {
      stage.pull(false);
    }
    for (int i = 0; i < seconds * 2; i++) {
      stage.media(1);
      stage.advance(480);
    }
  }

  @Test
  void answersWhatTheCameraAsks() {
    stage.flowing(false);
    for (String method : List.of("OPTIONS", "GET_PARAMETER", "SET_PARAMETER", "PLAY_NOTIFY")) {
      camera.line().raw(method + " * RTSP/1.0\r\nCSeq: 5\r\nSession: 12345678\r\n\r\n");
      stage.settle();
    }
    assertThat(camera.answers).extracting(RtspResponse::status).containsExactly(200, 200, 200, 501);
    assertThat(camera.answers).allMatch(each -> each.cseq() == 5);
    assertThat(camera.answers.getFirst().header("Public")).contains("TEARDOWN");
  }

  @Test
  void goesOnWhenTheSameMediaAreAnnouncedAndDialsAgainForOthers() {
    stage.flowing(false);
    announce(camera.sdp);
    assertThat(camera.lines).hasSize(1);
    camera.sdp =
        FakeCamera.START
            + FakeCamera.SOUND
                .replace(" 0\r\n", " 8\r\n")
                .replace("rtpmap:0 PCMU", "rtpmap:8 PCMA");
    announce(camera.sdp);
    assertThat(camera.answers).extracting(RtspResponse::status).containsExactly(200, 200);
    assertThat(camera.lines).hasSize(2);
    camera.line().packet(0, ClientStage.rtp(8, false, 1, 1, 3, new byte[160]));
    stage.settle();
    assertThat(stage.stream().tracks()).hasSize(1);
  }

  private void announce(String sdp) {
    camera
        .line()
        .send(
            new RtspRequest(
                "ANNOUNCE",
                "rtsp://client/",
                RtspHeaders.of("CSeq", "3", "Content-Type", "application/sdp"),
                sdp.getBytes(StandardCharsets.UTF_8)));
    stage.settle();
  }

  @Test
  void takesUdpFromAnotherAddressThatTheCameraNames() throws Exception {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    udp.camera.on(
        "SETUP",
        (request, line) -> {
          RtspResponse usual = udp.camera.usual(request);
          return FakeCamera.status(
              200, "Transport", usual.header("Transport") + ";source=10.0.0.77", "Session", "1");
        });
    udp.pull(false);
    java.net.InetAddress source = java.net.InetAddress.getByAddress(new byte[] {10, 0, 0, 77});
    for (int i = 0; i < 5; i++) {
      java.net.InetSocketAddress from = new java.net.InetSocketAddress(source, 9_000);
      udp.camera.datagram(from, 0, false, udp.picture());
      udp.camera.datagram(from, 1, false, udp.sound());
      udp.advance(20);
    }
    assertThat(udp.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void takesTheConnectionWhereUdpWasAskedForAndTheConnectionGiven() {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    udp.camera.on(
        "SETUP",
        (request, line) -> {
          int medium = udp.camera.methods().stream().filter("SETUP"::equals).toList().size() - 1;
          String channels = "interleaved=" + 2 * medium + "-" + (2 * medium + 1);
          return FakeCamera.status(200, "Transport", "RTP/AVP/TCP;unicast;" + channels);
        });
    udp.pull(false);
    assertThat(udp.network.datagrams().open()).isZero();
    udp.media(5);
    assertThat(udp.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void sendsReportsOverTheConnection() {
    stage.flowing(false);
    for (int i = 0; i < 300; i++) {
      stage.media(1);
    }
    assertThat(camera.line().reports).isNotEmpty();
    assertThat(camera.line().reports).allMatch(report -> (report[1] & 0xFF) == 201);
  }
}
