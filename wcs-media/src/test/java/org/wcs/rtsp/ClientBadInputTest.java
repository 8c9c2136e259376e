package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.peer.LinkState;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspWriter;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;

/** Cameras that are broken, or mean ill. */
final class ClientBadInputTest {

  private static final List<String> METHODS =
      List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER");

  private final ClientStage stage = new ClientStage();
  private final FakeCamera camera = stage.camera;

  private void endsCleanly(String... heard) {
    assertThat(stage.heard).containsExactly(heard);
    stage.advance(1_100);
    assertThat(stage.clean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "DESCRIBE", "SETUP", "PLAY"})
  void endsWhereNoAnswerComes(String method) {
    camera.on(method, (request, line) -> null);
    stage.pull(false);
    stage.advance(9_900);
    assertThat(stage.heard).isEmpty();
    stage.advance(600);
    endsCleanly("ended RTSP_UNREACHABLE The other server does not answer " + method);
  }

  @Test
  void endsWithADescriptionOfAMegabyte() {
    camera.sdp = FakeCamera.START + "a=x:yyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(36_000);
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_FORMAT ");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsWithADescriptionThatIsNone() {
    camera.sdp = "<html>404</html>";
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_FORMAT ");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsWithADescriptionWithoutMediaOfUse() {
    camera.sdp =
        FakeCamera.START
            + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 MPEG4-ES/90000\r\n"
            + "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n";
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_FORMAT No media of use");
  }

  @Test
  void endsWithHeadersWithoutEnd() {
    camera.on(
        "OPTIONS",
        (request, line) -> {
          line.raw("RTSP/1.0 200 OK\r\n");
          line.raw("X-Header: and so on and so on and so on\r\n".repeat(1_000));
          return null;
        });
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_UNREACHABLE ");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void survivesRandomBytesAtEveryStep() {
    Random random = new Random(1);
    for (String method : METHODS) {
      for (int round = 0; round < 50; round++) {
        ClientStage one = new ClientStage();
        byte[] noise = new byte[1 + random.nextInt(4_000)];
        random.nextBytes(noise);
        one.camera.on(
            method,
            (request, line) -> {
              line.raw(noise);
              return null;
            });
        RtspLink link = one.flowing(false);
        one.advance(40_000);
        link.close(EndReason.STOPPED_BY_USER);
        one.advance(1_100);
        assertThat(one.heard.getLast()).startsWith("ended ");
        assertThat(one.clean()).as(method + " " + round).isTrue();
      }
    }
  }

  @Test
  void survivesEveryCorruptionOfAnAnswer() {
    for (String method : List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY")) {
      byte[] golden = goldenAnswer(method);
      for (int at = 0; at < golden.length; at++) {
        for (int flip : new int[] {0x01, 0x80, 0xFF}) {
          byte[] corrupt = golden.clone();
          corrupt[at] ^= (byte) flip;
          answersWith(method, corrupt, method + " " + at + " " + flip);
        }
        answersWith(method, Arrays.copyOf(golden, at), method + " cut " + at);
      }
    }
  }

  private static byte[] goldenAnswer(String method) {
    ClientStage one = new ClientStage();
    RtspResponse[] answer = new RtspResponse[1];
    one.camera.on(
        method,
        (request, line) -> {
          RtspResponse usual = one.camera.usual(request);
          RtspHeaders headers =
              usual.headers().with().set("CSeq", String.valueOf(request.header("CSeq"))).build();
          answer[0] = new RtspResponse(usual.status(), usual.reason(), headers, usual.body());
          return null;
        });
    one.pull(false);
    return RtspWriter.bytes(answer[0]);
  }

  private static void answersWith(String method, byte[] answer, String what) {
    ClientStage one = new ClientStage();
    one.camera.on(
        method,
        (request, line) -> {
          line.raw(answer);
          return null;
        });
    RtspLink link = one.pull(false);
    link.close(EndReason.STOPPED_BY_USER);
    one.advance(1_010);
    assertThat(one.heard.getLast()).as(what).startsWith("ended ");
    assertThat(one.clean()).as(what).isTrue();
  }

  @Test
  void dropsPacketsOfChannelsThatNobodyAgreedOn() {
    stage.flowing(false);
    for (int channel = 4; channel < 256; channel++) {
      camera.line().packet(channel, stage.picture());
    }
    camera.line().packet(0, new byte[0]);
    camera.line().packet(0, new byte[3]);
    camera.line().packet(1, new byte[3]);
    stage.advance(300);
    assertThat(stage.client.totals().dropped()).isEqualTo(252);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
  }

  @Test
  void findsTheNextPacketAfterOneOfAWrongLength() {
    stage.flowing(false);
    byte[] picture = stage.picture();
    byte[] framed = new byte[4 + picture.length];
    framed[0] = '$';
    framed[3] = 50; // it has more
    System.arraycopy(picture, 0, framed, 4, picture.length);
    camera.line().raw(framed);
    stage.media(5);
    stage.advance(300);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    assertThat(stage.client.totals().packets()).isGreaterThanOrEqualTo(29);
  }

  @Test
  void dialsAgainWhenTheConnectionBreaksInTheMiddleOfAPacket() {
    stage.flowing(true);
    MediaStream stream = stage.stream();
    camera.line().raw(new byte[] {'$', 0, 1, 0, (byte) 0x80, 96});
    stage.settle();
    stage.lane.run(() -> stage.network.connections().getFirst().left().breaks("reset"));
    stage.advance(1_100);
    stage.media(3);
    assertThat(stage.stream()).isSameAs(stream);
    assertThat(stage.heard)
        .containsExactly(
            "connected", "flowing cam", "interrupted reset", "connected", "flowing cam");
  }

  @Test
  void endsACameraThatAsksAndTakesNoAnswers() {
    stage.flowing(false);
    stage.network.connections().getFirst().left().blocked(true);
    for (int i = 0; i < 200; i++) {
      camera.line().raw("OPTIONS * RTSP/1.0\r\nCSeq: 5\r\n\r\n".repeat(100));
      stage.settle();
    }
    assertThat(stage.heard)
        .endsWith("ended RTSP_UNREACHABLE The other server asks and takes no answers");
  }

  @Test
  void bearsTwoTeardowns() {
    RtspLink link = stage.flowing(false);
    camera.line().raw("TEARDOWN * RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(2));
    stage.settle();
    link.close(EndReason.STOPPED_BY_USER);
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_100);
    assertThat(stage.heard)
        .containsExactly(
            "connected",
            "flowing cam",
            "ended STOPPED_BY_PUBLISHER The other server ends the stream");
    assertThat(camera.methods().stream().filter("TEARDOWN"::equals)).hasSize(1);
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void waitsASecondForTheAnswerToTeardown() {
    RtspLink link = stage.flowing(false);
    camera.on("TEARDOWN", (request, line) -> null);
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(900);
    assertThat(camera.line().closed).isFalse();
    assertThat(stage.hub.streams()).isEmpty();
    stage.advance(200);
    assertThat(camera.line().closed).isTrue();
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void takesNoHeaderFromAUrl() {
    RtspLink link = stage.pull("rtsp://camera/a%0D%0AX: 1/b c", false);
    assertThat(camera.requests).allMatch(each -> each.header("X") == null);
    assertThat(camera.last("DESCRIBE").uri()).isEqualTo("rtsp://camera/a%0D%0AX:%201/b%20c");
    assertThat(link.state()).isEqualTo(LinkState.CONNECTED);
    assertThat(RtspPullOrder.of("rtsp://camera/a\r\nX: 1", "n", publisher(), true)).isNull();
    assertThat(RtspPullOrder.of("http://camera/", "n", publisher(), true)).isNull();
  }

  private static Publisher publisher() {
    return new Publisher("p1", "m1", "RTSP");
  }

  @Test
  void takesNoHeaderFromTheDescription() {
    camera.sdp = FakeCamera.START + FakeCamera.SOUND.replace("trackID=2", "a\tb\u0001c\u007f d");
    stage.pull(false);
    stage.advance(1_100);
    assertThat(camera.requests).allMatch(each -> each.uri().chars().allMatch(c -> c > ' '));
  }

  /** Closes after each step, with and without an answer to it, over both ways. */
  @Test
  void leavesNothingBehindWhereverItIsClosed() {
    for (boolean tcp : new boolean[] {true, false}) {
      TreeSet<Integer> reached = new TreeSet<>();
      for (int drains = 0; drains < 60; drains++) {
        reached.add(closedAfter(drains, tcp));
      }
      assertThat(reached).as("requests so far").contains(0, 1, 2, 3, 4, 5);
      for (String hanging : METHODS) {
        closedWhileHanging(hanging, tcp);
      }
    }
  }

  private static int closedAfter(int drains, boolean tcp) {
    ClientStage one = new ClientStage("rtsp_interleaved_mode", Boolean.toString(tcp));
    one.network.datagrams().link(0, 1_000_000, 0);
    RtspLink[] link = new RtspLink[1];
    one.lane.execute(
        () ->
            link[0] =
                one.client.pull(
                    Objects.requireNonNull(
                        RtspPullOrder.of(ClientStage.URL, "cam", publisher(), true)),
                    one));
    int[] reached = new int[1];
    one.lane.execute(
        () ->
            chain(
                one,
                drains,
                () -> {
                  reached[0] = one.camera.requests.size();
                  link[0].close(EndReason.STOPPED_BY_USER);
                }));
    one.settle();
    one.advance(1_100);
    assertThat(one.heard)
        .as("%d %s", drains, tcp)
        .endsWith("ended STOPPED_BY_USER Stopped by user");
    assertThat(one.clean()).as("%d %s", drains, tcp).isTrue();
    return reached[0];
  }

  private static void chain(ClientStage one, int times, Runnable last) {
    if (times == 0) {
      last.run();
    } else {
      one.lane.flushAfterDrain(() -> chain(one, times - 1, last));
    }
  }

  private static void closedWhileHanging(String method, boolean tcp) {
    ClientStage one = new ClientStage("rtsp_interleaved_mode", Boolean.toString(tcp));
    one.camera.on(method, (request, line) -> null);
    RtspLink link = one.pull(true);
    for (int i = 0; i < 60; i++) {
      one.media(1);
      one.advance(500);
    }
    link.close(EndReason.SHUTDOWN);
    one.advance(1_100);
    assertThat(one.heard.getLast()).startsWith("ended SHUTDOWN");
    assertThat(one.clean()).as(method + " " + tcp).isTrue();
  }
}
