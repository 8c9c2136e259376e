package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wcs.net.DialOrder;
import org.wcs.peer.LinkState;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;

/** The client against a camera that does as it should, and against one that fails. */
final class RtspClientTest {

  private final ClientStage stage = new ClientStage();
  private final FakeCamera camera = stage.camera;

  @Test
  void pullsOverTheConnectionAndPublishesTheStream() {
    RtspLink link = stage.flowing(false);
    assertThat(camera.methods()).containsExactly("OPTIONS", "DESCRIBE", "SETUP", "SETUP", "PLAY");
    assertThat(camera.last("DESCRIBE").header("Accept")).isEqualTo("application/sdp");
    assertThat(camera.last("SETUP").header("Transport"))
        .isEqualTo("RTP/AVP/TCP;unicast;interleaved=2-3");
    assertThat(camera.last("PLAY").header("Range")).isEqualTo("npt=0.000-");
    assertThat(camera.last("PLAY").header("Session")).isEqualTo("12345678");
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    assertThat(link.transport()).isEqualTo("TCP");
    assertThat(stage.stream().tracks()).hasSize(2);
    stage.advance(300);
    assertThat(link.packets()).isEqualTo(20);
    assertThat(link.bytes()).isEqualTo(10 * (112 + 172));
    assertThat(link.url()).isEqualTo("rtsp://camera/live");
    assertThat(stage.client.totals().flowing()).isEqualTo(1);

    link.close(EndReason.TERMINATED_BY_REST);
    stage.settle();
    assertThat(stage.heard).endsWith("ended TERMINATED_BY_REST Stopped by rest /terminate");
    assertThat(camera.methods()).endsWith("TEARDOWN");
    assertThat(link.state()).isEqualTo(LinkState.STOPPED);
    assertThat(stage.clean()).isTrue();
    assertThat(stage.client.totals().packets()).isEqualTo(20);
  }

  @Test
  void dialsFromThePortsForCameras() {
    stage.pull("rtsps://camera/live", false);
    DialOrder order = stage.network.dialled().getFirst();
    assertThat(order.local().from()).isEqualTo(32_000);
    assertThat(order.local().to()).isEqualTo(32_999);
    assertThat(order.tls()).isTrue();
    assertThat(order.port()).isEqualTo(322);
  }

  @Test
  void pullsByUdpWhereThatIsWanted() {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    RtspLink link = udp.pull(false);
    assertThat(udp.camera.last("SETUP").header("Transport"))
        .isEqualTo("RTP/AVP;unicast;client_port=31002-31003");
    assertThat(udp.camera.knocks)
        .contains("6970 12", "6971 8", "6972 12", "6973 8"); // before any packet can come
    udp.datagrams(10);
    assertThat(udp.heard).containsExactly("connected", "flowing cam");
    assertThat(link.transport()).isEqualTo("UDP");
    udp.advance(5_000);
    assertThat(udp.camera.knocks.stream().filter(knock -> knock.startsWith("6971")).count())
        .as("receiver reports")
        .isGreaterThan(1);
    link.close(EndReason.STOPPED_BY_USER);
    udp.settle();
    assertThat(udp.clean()).isTrue();
  }

  @Test
  void keepsTheWaysThroughRoutersOpen() {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    udp.pull(false);
    udp.advance(2_500);
    assertThat(udp.camera.knocks.stream().filter("6970 12"::equals))
        .as("before PLAY, and each second without media")
        .hasSize(3);
    udp.datagrams(10);
    udp.camera.knocks.clear();
    for (int i = 0; i < 60; i++) {
      udp.datagrams(1);
      udp.advance(480);
    }
    assertThat(udp.camera.methods()).endsWith("GET_PARAMETER");
    assertThat(udp.camera.knocks).containsOnlyOnce("6970 12").containsOnlyOnce("6972 12");
  }

  @Test
  void takesNothingOfStrangers() throws Exception {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    udp.pull(false);
    InetAddress stranger = InetAddress.getByAddress(new byte[] {10, 9, 8, 7});
    for (int i = 0; i < 10; i++) {
      udp.camera.datagram(new InetSocketAddress(stranger, 6_970), 0, false, udp.picture());
      udp.camera.datagram(new InetSocketAddress(stranger, 6_971), 0, true, new byte[20]);
    }
    udp.advance(500);
    assertThat(udp.heard).containsExactly("connected");
    assertThat(udp.client.totals().dropped()).isEqualTo(20);
    assertThat(udp.client.totals().packets()).isZero();
    udp.datagrams(10);
    assertThat(udp.heard).endsWith("flowing cam");
  }

  @Test
  void asksForUdpWhereTheConnectionIsRefusedAndRemembersIt() {
    camera.overTcp = false;
    RtspLink link = stage.pull(true);
    assertThat(camera.lines).hasSize(1);
    stage.datagrams(10);
    assertThat(stage.heard).containsExactly("connected", "flowing cam");
    assertThat(link.transport()).isEqualTo("UDP");
    camera.requests.clear();
    stage.network.connections().getFirst().left().breaks("reset");
    stage.advance(1_100);
    assertThat(camera.requests.get(2).header("Transport")).contains("client_port");
  }

  @Test
  void asksForTheConnectionWhereUdpIsRefused() {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    udp.camera.byUdp = false;
    RtspLink link = udp.pull(false);
    udp.media(10);
    assertThat(udp.heard).containsExactly("connected", "flowing cam");
    assertThat(link.transport()).isEqualTo("TCP");
    assertThat(udp.network.datagrams().open()).isZero();
  }

  @Test
  void failsWhereNeitherWayIsGiven() {
    camera.overTcp = false;
    camera.byUdp = false;
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_UNREACHABLE SETUP: 461");
    stage.advance(1_100);
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void keepsToOneWayWhereThatIsWanted() {
    ClientStage strict = new ClientStage("rtsp_client.transport_fallback", "false");
    strict.camera.overTcp = false;
    strict.pull(false);
    assertThat(strict.heard.getFirst()).startsWith("ended RTSP_UNREACHABLE SETUP: 461");
    assertThat(strict.camera.methods()).containsExactly("OPTIONS", "DESCRIBE", "SETUP", "SETUP");
  }

  @Test
  void dialsOnceMoreForTheOtherWayAndNotOnAndOn() {
    camera.on(
        "SETUP",
        (request, line) ->
            request.uri().endsWith("2") ? FakeCamera.status(461) : camera.usual(request));
    stage.pull(false);
    assertThat(stage.heard).hasSize(1);
    assertThat(stage.heard.getFirst()).startsWith("ended RTSP_UNREACHABLE SETUP: 461");
    assertThat(camera.lines).hasSize(2);
  }

  @Test
  void turnsToUdpWhenTheConnectionStaysSilent() {
    RtspLink link = stage.pull(false);
    stage.advance(9_900);
    assertThat(camera.lines).hasSize(1);
    stage.advance(500);
    assertThat(camera.lines).hasSize(2);
    assertThat(link.transport()).isEqualTo("UDP");
    assertThat(camera.lines.getFirst().closed).isTrue();
    stage.datagrams(10);
    assertThat(stage.heard).endsWith("flowing cam");
  }

  @Test
  void turnsToTheConnectionWhenUdpStaysSilent() {
    ClientStage udp = new ClientStage("rtsp_interleaved_mode", "false");
    RtspLink link = udp.pull(false);
    udp.advance(10_400);
    udp.media(10);
    assertThat(udp.heard).endsWith("flowing cam");
    assertThat(link.transport()).isEqualTo("TCP");
    assertThat(udp.network.datagrams().open()).isZero();
  }

  @Test
  void endsWhenBothWaysStaySilent() {
    stage.pull(false);
    stage.advance(21_000);
    assertThat(stage.heard).endsWith("ended RTP_ACTIVITY The camera sends no media");
    stage.advance(1_100);
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void dialsAgainWhenMediaStopAndViewersStay() {
    stage.flowing(false);
    MediaStream stream = stage.stream();
    stream.attach();
    stage.advance(10_500);
    assertThat(stage.heard).endsWith("interrupted The camera sends no media");
    assertThat(stage.stream()).isSameAs(stream);
    stage.advance(1_000);
    stage.media(10);
    assertThat(camera.lines).hasSize(2);
    assertThat(camera.requests.getLast().method()).isEqualTo("PLAY");
    assertThat(stage.stream()).isSameAs(stream);
    assertThat(stage.heard).endsWith("connected", "flowing cam");
  }

  @Test
  void givesUpBetweenConnectionsWhenTheLastViewerLeaves() {
    stage.flowing(false);
    stage.stream().attach();
    MediaStream stream = stage.stream();
    stage.network.host("camera", null);
    stage.lane.run(() -> stage.network.connections().getFirst().left().breaks("reset"));
    stage.advance(5_000);
    assertThat(stage.heard).endsWith("interrupted Connection refused");
    stream.detach();
    stage.advance(300);
    assertThat(stage.heard).endsWith("ended STOPPED_BY_USER Nobody watches any more");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsABrokenConnectionThatNobodyWatches() {
    stage.flowing(false);
    stage.lane.run(() -> stage.network.connections().getFirst().left().breaks("reset"));
    stage.settle();
    assertThat(stage.heard).endsWith("ended RTSP_UNREACHABLE reset");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void dialsALastingOrderLaterAndLaterAndGivesUp() {
    stage.network.host("camera", null);
    RtspLink link = stage.pull(true);
    assertThat(stage.heard).containsExactly("interrupted Connection refused");
    stage.advance(900);
    assertThat(stage.network.dialled()).hasSize(1);
    stage.advance(200);
    assertThat(stage.network.dialled()).hasSize(2);
    stage.advance(1_500);
    assertThat(stage.network.dialled()).hasSize(2);
    stage.advance(300_000);
    assertThat(stage.network.dialled()).hasSize(11);
    assertThat(stage.heard).hasSize(11).endsWith("ended RTSP_UNREACHABLE Connection refused");
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void tellsWhatTheReferenceTellsForEachFailure() {
    assertThat(endWith("DESCRIBE", 404)).isEqualTo(EndReason.RTSP_NOT_FOUND);
    assertThat(endWith("DESCRIBE", 454)).isEqualTo(EndReason.RTSP_NOT_FOUND);
    assertThat(endWith("DESCRIBE", 401)).isEqualTo(EndReason.RTSP_UNREACHABLE);
    assertThat(endWith("DESCRIBE", 403)).isEqualTo(EndReason.RTSP_UNREACHABLE);
    assertThat(endWith("DESCRIBE", 500)).isEqualTo(EndReason.RTSP_UNREACHABLE);
    assertThat(endWith("PLAY", 404)).isEqualTo(EndReason.RTSP_NOT_FOUND);
    assertThat(endWith("PLAY", 453)).isEqualTo(EndReason.RTSP_UNREACHABLE);
    assertThat(endWith("SETUP", 503)).isEqualTo(EndReason.RTSP_UNREACHABLE);
    assertThat(EndReason.RTSP_NOT_FOUND.text()).isEqualTo("Rtsp stream not found");
    assertThat(EndReason.RTSP_UNREACHABLE.text()).isEqualTo("Failed to connect to rtsp stream");
    assertThat(EndReason.RTSP_FORMAT.text()).isEqualTo("Rtsp has wrong format");
  }

  private static EndReason endWith(String method, int status) {
    ClientStage stage = new ClientStage();
    stage.camera.on(method, (request, line) -> FakeCamera.status(status));
    stage.pull(false);
    stage.advance(1_100);
    assertThat(stage.clean()).as(method + " " + status).isTrue();
    return EndReason.valueOf(stage.heard.getLast().split(" ", -1)[1]);
  }

  @Test
  void stopsALastingOrderWhenTheCameraEndsItsStreamOnlyForAMoment() {
    stage.flowing(true);
    stage.camera.line().raw("TEARDOWN * RTSP/1.0\r\nCSeq: 9\r\n\r\n");
    stage.settle();
    assertThat(camera.answers.getLast().status()).isEqualTo(200);
    assertThat(stage.heard).endsWith("interrupted The other server ends the stream");
    stage.advance(1_100);
    stage.media(3);
    assertThat(stage.heard).endsWith("flowing cam");
  }

  @Test
  void endsWithAByeOfTheCamera() {
    stage.flowing(false);
    stage.stream().attach();
    byte[] bye = {(byte) 0x81, (byte) 203, 0, 1, 0, 0, 0, 7};
    byte[] report = new byte[28];
    report[0] = (byte) 0x80;
    report[1] = (byte) 200;
    report[3] = 6;
    report[7] = 7;
    byte[] both = new byte[36];
    System.arraycopy(report, 0, both, 0, 28);
    System.arraycopy(bye, 0, both, 28, 8);
    stage.camera.line().packet(1, both);
    stage.advance(2_000);
    assertThat(stage.heard)
        .endsWith("ended STOPPED_BY_PUBLISHER The camera says that its stream has ended");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void endsALinkWhoseNameIsTaken() {
    stage.flowing(true);
    stage.heard.clear();
    stage.client.pull(
        Objects.requireNonNull(
            RtspPullOrder.of(ClientStage.URL, "cam", new Publisher("p2", "m2", "RTSP"), true)),
        stage);
    stage.settle();
    stage.media(3);
    assertThat(stage.heard).contains("ended NAME_IN_USE the name is in use");
    assertThat(stage.client.pulls()).isEqualTo(1);
  }

  @Test
  void endsALinkWhoseStreamIsStoppedByTheServer() {
    stage.flowing(true);
    stage.stream().stop(EndReason.TERMINATED_BY_REST);
    stage.settle();
    assertThat(stage.heard).hasSize(3);
    assertThat(stage.heard.getLast()).startsWith("ended TERMINATED_BY_REST");
    assertThat(camera.methods()).endsWith("TEARDOWN");
    assertThat(stage.clean()).isTrue();
  }

  @Test
  void dialsFromTheAddressForCameras() {
    ClientStage bound = new ClientStage("rtsp_client_address", "127.0.0.5");
    bound.pull(false);
    assertThat(bound.network.dialled().getFirst().localAddress())
        .isEqualTo(InetAddress.ofLiteral("127.0.0.5"));
    assertThat(stage.pull(false).state()).isEqualTo(LinkState.CONNECTED);
    assertThat(stage.network.dialled().getFirst().localAddress()).isNull();
  }

  @Test
  void closesAllLinksWithTheProtocol() {
    stage.flowing(true);
    stage.client.close();
    stage.settle();
    assertThat(stage.heard).endsWith("ended SHUTDOWN Requested stream shutdown");
    assertThat(stage.clean()).isTrue();
    assertThat(List.of(camera.line().closed)).containsExactly(true);
  }
}
