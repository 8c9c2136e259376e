package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.lane.Lane;
import org.wcs.net.PortRange;
import org.wcs.peer.LinkState;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/** A camera's stream pushed to a server of ours, or to one that does what a test tells it. */
final class ClientPushTest {

  private static final String FAR = "rtsp://far/live/there";

  private final ClientStage stage = new ClientStage();
  private final StreamHub farHub = new StreamHub();

  private static Rendition asPublished(MediaStream stream, Codec.Kind kind) {
    return stream
        .track(kind)
        .<Rendition>map(track -> new Rendition.Ready(track, false))
        .orElseGet(Rendition.Absent::new);
  }

  private static RtspParts parts(StreamHub hub, int firstPort, String... settings) {
    Renditions renditions = (stream, kind, wish) -> asPublished(stream, kind);
    return new RtspParts(
        ClientStage.config(settings),
        hub,
        renditions,
        RtspPolicy.OPEN,
        new RtspRuntime(0, new PortRange(firstPort, firstPort + 99)));
  }

  private RtspProtocol server(String... settings) {
    RtspParts parts = parts(farHub, 31_500, settings);
    RtspProtocol protocol =
        new RtspProtocol(
            parts.config(), farHub, parts.renditions(), parts.policy(), parts.runtime());
    protocol.open(stage.network);
    stage.network.host("far", protocol);
    return protocol;
  }

  private FakeCamera scripted() {
    FakeCamera server = new FakeCamera(stage.network.datagrams(), stage.lane);
    server.on("ANNOUNCE", (request, line) -> FakeCamera.status(200));
    server.on("RECORD", (request, line) -> FakeCamera.status(200, "Session", server.session));
    stage.network.host("far", server);
    return server;
  }

  private RtspClient client(String... settings) {
    return new RtspClient(parts(stage.hub, 31_600, settings), stage.network);
  }

  /** Pushes what the camera sends; forgets what was told of that. */
  private RtspLink push(RtspClient client, String url, boolean lasting) {
    stage.heard.clear();
    RtspUrl to = Objects.requireNonNull(RtspUrl.parse(url));
    RtspLink link = client.push(new RtspPushOrder(stage.stream(), to, lasting), stage);
    stage.settle();
    return link;
  }

  private String ended() {
    return stage.heard.getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void bringsThePayloadsToTheOtherServerUntouched(String interleaved) {
    RtspProtocol far = server("rtsp.auth", "DIGEST", "rtsp.users", "me:secret");
    stage.flowing(true);
    RtspClient client = client("rtsp_interleaved_mode", interleaved);
    RtspLink link = push(client, "rtsp://me:secret@far/live/there", true);
    stage.media(20);
    assertThat(stage.heard).contains("connected", "flowing cam");
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    assertThat(link.url()).isEqualTo(FAR);
    assertThat(link.transport()).isEqualTo(interleaved.equals("true") ? "TCP" : "UDP");
    assertThat(stage.stream().viewers()).as("a push is a viewer").isEqualTo(1);
    assertThat(far.snapshot().totals().publishers()).isEqualTo(1);
    assertThat(client.totals().pushes()).isEqualTo(1);
    assertThat(client.totals().pulls()).isZero();

    MediaStream there = farHub.streams().iterator().next();
    assertThat(there.tracks()).hasSize(2);
    for (Codec.Kind kind : Codec.Kind.values()) {
      Ear near = ear(stage.stream(), kind);
      Ear distant = ear(there, kind);
      stage.settle();
      stage.advance(600);
      near.payloads.clear();
      distant.payloads.clear();
      stage.media(20);
      stage.advance(600);
      assertThat(near.payloads).hasSizeGreaterThanOrEqualTo(20);
      assertThat(distant.payloads).isEqualTo(near.payloads);
    }
    assertThat(link.packets()).isPositive();
    assertThat(link.bytes()).isGreaterThan(link.packets() * 12);

    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_100);
    assertThat(ended()).startsWith("ended STOPPED_BY_USER");
    assertThat(farHub.streams()).isEmpty();
    assertThat(stage.stream().viewers()).isZero();
    assertThat(client.totals().pushes()).isZero();
    assertThat(stage.network.datagrams().open()).isZero();
  }

  @Test
  void endsWithItsStream() {
    server();
    RtspLink camera = stage.flowing(false);
    RtspClient client = client();
    RtspLink link = push(client, FAR, true);
    stage.media(20);
    camera.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_500);
    assertThat(link.state()).isEqualTo(LinkState.STOPPED);
    assertThat(stage.heard.stream().filter(each -> each.startsWith("ended"))).hasSize(2);
    assertThat(farHub.streams()).isEmpty();
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void endsWithItsStreamWhileItWaitsForTheServer() {
    RtspLink camera = stage.flowing(false);
    RtspClient client = client();
    RtspLink link = push(client, FAR, true);
    assertThat(ended()).startsWith("interrupted ");
    camera.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_500);
    assertThat(link.state()).isEqualTo(LinkState.STOPPED);
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void callsAgainWhenTheServerIsGone() {
    FakeCamera far = scripted();
    stage.flowing(true);
    RtspLink link = push(client(), FAR, true);
    stage.media(10);
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    far.line().connection.close();
    stage.advance(200);
    assertThat(ended()).startsWith("interrupted ");
    stage.media(200);
    assertThat(ended()).isEqualTo("flowing cam");
    assertThat(far.lines).hasSize(2);
    assertThat(far.line().reports).isNotEmpty();
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_100);
    assertThat(far.methods().getLast()).isEqualTo("TEARDOWN");
  }

  @Test
  void callsAgainWhenTheServerTearsItDownButNotForOnce() {
    FakeCamera far = scripted();
    stage.flowing(true);
    for (boolean lasting : new boolean[] {true, false}) {
      RtspLink link = push(client(), FAR, lasting);
      stage.media(10);
      far.line().raw("TEARDOWN " + FAR + " RTSP/1.0\r\nCSeq: 1\r\n\r\n");
      stage.advance(200);
      assertThat(ended()).startsWith(lasting ? "interrupted " : "ended ");
      link.close(EndReason.STOPPED_BY_USER);
      stage.advance(200);
    }
    assertThat(stage.stream().viewers()).isZero();
  }

  @Test
  void saysWhatIsToBeRecordedAndHow() {
    FakeCamera far = scripted();
    stage.flowing(true);
    push(client(), FAR, true);
    stage.media(5);
    assertThat(far.methods())
        .startsWith("OPTIONS", "ANNOUNCE", "SETUP", "SETUP", "RECORD")
        .doesNotContain("DESCRIBE", "PLAY");
    RtspRequest announced = far.last("ANNOUNCE");
    assertThat(announced.uri()).isEqualTo(FAR);
    assertThat(announced.header("Content-Type")).isEqualTo("application/sdp");
    assertThat(announced.text()).contains("m=video", "sprop-parameter-sets=", "m=audio");
    RtspRequest setup = far.last("SETUP");
    assertThat(setup.uri()).isEqualTo(FAR + "/trackID=1");
    assertThat(setup.header("Transport")).contains("interleaved=2-3", "mode=record");
    assertThat(far.last("RECORD").uri()).isEqualTo(FAR);
  }

  @Test
  void sendsByUdpWhatTheServerDoesNotTakeOverTheConnection() {
    FakeCamera far = scripted();
    far.overTcp = false;
    stage.flowing(true);
    RtspLink link = push(client(), FAR, true);
    stage.media(10);
    assertThat(link.transport()).isEqualTo("UDP");
    assertThat(far.knocks).hasSizeGreaterThan(10);
    assertThat(far.line().reports).isEmpty();
  }

  @Test
  void staysAliveByWhatTheServerKnows() {
    FakeCamera far = scripted();
    stage.flowing(true);
    RtspLink link = push(client(), FAR, true);
    stage.media(2_000);
    assertThat(far.methods()).contains("GET_PARAMETER");
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
  }

  @Test
  void callsAgainWhereNothingIsTakenAnyMore() {
    FakeCamera far = scripted();
    stage.flowing(true);
    RtspLink link = push(client("rtsp_client.media_timeout", "2s"), FAR, true);
    stage.media(10);
    stage.network.connections().getLast().left().blocked(true);
    stage.media(80);
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    stage.media(40);
    assertThat(ended()).startsWith("interrupted ");
    stage.media(100);
    assertThat(ended()).isEqualTo("flowing cam");
    assertThat(far.lines).hasSize(2);
  }

  @Test
  void saysGoodbyeForEachTrackWhenTheStreamEnds() {
    FakeCamera far = scripted();
    RtspLink camera = stage.flowing(false);
    push(client(), FAR, true);
    stage.media(10);
    camera.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_500);
    long goodbyes = far.line().reports.stream().filter(ClientPushTest::saysBye).count();
    assertThat(goodbyes).isEqualTo(2);
    assertThat(far.methods().getLast()).isEqualTo("TEARDOWN");
    assertThat(far.line().closed).isTrue();
  }

  @Test
  void goesOverTheConnectionWhereAServerByUdpDoesNotSayWhereTo() {
    FakeCamera far = scripted();
    far.on(
        "SETUP",
        (request, line) -> {
          String asked = String.valueOf(request.header("Transport"));
          return FakeCamera.status(200, "Transport", asked, "Session", far.session);
        });
    stage.flowing(true);
    RtspLink link = push(client("rtsp_interleaved_mode", "false"), FAR, true);
    stage.media(20);
    assertThat(link.transport()).isEqualTo("TCP");
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    assertThat(far.line().reports).isNotEmpty();
    assertThat(stage.network.datagrams().open()).isZero();
  }

  /** RFC 3550 section 6.1: the packets of a compound; interleaved ones are given as they came. */
  private static boolean saysBye(byte[] packet) {
    for (int at = 0; at + 4 <= packet.length; ) {
      int type = packet[at + 1] & 0xFF;
      if (type == 203) {
        return true;
      }
      boolean rtcp = type >= 200 && type <= 204;
      at = rtcp ? at + 4 + 4 * ((packet[at + 2] & 0xFF) << 8 | packet[at + 3] & 0xFF) : 1 << 20;
    }
    return false;
  }

  @Test
  void givesUpWhereThePasswordIsWrong() {
    server("rtsp.auth", "DIGEST", "rtsp.users", "me:secret");
    stage.flowing(true);
    RtspLink link = push(client(), "rtsp://me:wrong@far/live/there", true);
    stage.advance(5_000);
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
    assertThat(ended()).startsWith("ended RTSP_UNREACHABLE").doesNotContain("wrong@", "secret");
    assertThat(farHub.streams()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANNOUNCE", "SETUP", "RECORD"})
  void endsOnceWhatIsRefusedAndNotToLast(String method) {
    FakeCamera far = scripted();
    far.on(method, (request, line) -> FakeCamera.status(403));
    stage.flowing(true);
    RtspLink link = push(client(), FAR, false);
    stage.advance(1_500);
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
    assertThat(stage.heard).hasSize(1);
    assertThat(ended()).startsWith("ended RTSP_UNREACHABLE").contains("403");
    assertThat(far.line().closed).isTrue();
    assertThat(stage.stream().viewers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "ANNOUNCE", "SETUP", "RECORD", "nothing"})
  void canBeClosedAtEveryStep(String silent) {
    FakeCamera far = scripted();
    far.on(silent, (request, line) -> null);
    stage.flowing(true);
    int timers = stage.lane.timers();
    RtspLink link = push(client(), FAR, true);
    stage.media(3);
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_200);
    assertThat(ended()).startsWith("ended STOPPED_BY_USER");
    assertThat(stage.heard.stream().filter(each -> each.startsWith("ended"))).hasSize(1);
    assertThat(far.line().closed).isTrue();
    assertThat(stage.stream().viewers()).isZero();
    assertThat(stage.lane.timers()).isLessThanOrEqualTo(timers);
  }

  private Ear ear(MediaStream stream, Codec.Kind kind) {
    Ear ear = new Ear(stage.lane);
    stream.track(kind).orElseThrow().packets().subscribe(ear);
    return ear;
  }

  private static final class Ear implements Sink<RtpPacket> {
    private final Lane lane;
    private final List<String> payloads = new ArrayList<>();

    Ear(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(RtpPacket packet) {
      int from = packet.payloadOffset();
      byte[] all = packet.wire();
      payloads.add(Arrays.toString(Arrays.copyOfRange(all, from, from + packet.payloadLength())));
    }
  }
}
