package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.lane.Lane;
import org.wcs.net.PortRange;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/** A camera, our client, our server, and our client again. */
final class ClientChainTest {

  private final ClientStage stage = new ClientStage();
  private final StreamHub farHub = new StreamHub();
  private final List<String> heard = new ArrayList<>();

  private RtspProtocol server(String... settings) {
    Renditions asPublished =
        (stream, kind, wish) ->
            stream
                .track(kind)
                .<Rendition>map(track -> new Rendition.Ready(track, false))
                .orElseGet(Rendition.Absent::new);
    RtspProtocol protocol =
        new RtspProtocol(
            ClientStage.config(settings),
            stage.hub,
            asPublished,
            RtspPolicy.OPEN,
            new RtspRuntime(0, new PortRange(31_500, 31_599)));
    protocol.open(stage.network);
    stage.network.host("relay", protocol);
    return protocol;
  }

  private RtspLink pullAgain(String url, String... settings) {
    RtspClient client =
        new RtspClient(
            new RtspParts(
                ClientStage.config(settings),
                farHub,
                (stream, kind, wish) -> new Rendition.Absent(),
                RtspPolicy.OPEN,
                new RtspRuntime(0, new PortRange(31_600, 31_699))),
            stage.network);
    return client.pull(
        Objects.requireNonNull(
            RtspPullOrder.of(url, "far", new Publisher("p9", "m9", "RTSP"), false)),
        new LinkListener() {
          @Override
          public void flowing(MediaStream stream) {
            heard.add("flowing");
          }

          @Override
          public void ended(EndReason reason, String why) {
            heard.add("ended " + reason + " " + why);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void handsThePayloadsOnUntouched(String interleaved) {
    RtspProtocol server = server("rtsp.auth", "DIGEST", "rtsp.users", "me:secret");
    stage.flowing(false);
    RtspLink far = pullAgain("rtsp://me:secret@relay/cam", "rtsp_interleaved_mode", interleaved);
    stage.media(20);
    assertThat(heard).containsExactly("flowing");
    MediaStream stream = farHub.find("far").orElseThrow();
    assertThat(stream.tracks()).hasSize(2);
    Ear ear = new Ear(stage.lane);
    stream.track(Codec.Kind.VIDEO).orElseThrow().packets().subscribe(ear);
    stage.settle();
    ear.packets.clear();
    stage.media(20);
    stage.advance(500);
    assertThat(ear.packets.stream().filter(packet -> packet.payloadLength() == 100))
        .as("pictures, and not their parameter sets")
        .hasSize(20);
    assertThat(server.snapshot().totals().players()).isEqualTo(1);

    far.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_100);
    assertThat(server.snapshot().totals().players()).isZero();
    assertThat(farHub.streams()).isEmpty();
    server.close();
  }

  @Test
  void tellsThatTheServerHasNoSuchStream() {
    server("rtsp.play_wait", "100ms");
    pullAgain("rtsp://relay/nobody");
    stage.advance(500);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst()).startsWith("ended RTSP_NOT_FOUND");
  }

  @Test
  void endsWithTheStreamOfTheServer() {
    server();
    RtspLink camera = stage.flowing(false);
    pullAgain("rtsp://relay/cam");
    stage.media(20);
    camera.close(EndReason.STOPPED_BY_USER);
    stage.advance(2_500);
    assertThat(heard).hasSize(2);
    assertThat(heard.getLast()).startsWith("ended ");
    assertThat(farHub.streams()).isEmpty();
  }

  private static final class Ear implements Sink<RtpPacket> {
    private final Lane lane;
    private final List<RtpPacket> packets = new ArrayList<>();

    Ear(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(RtpPacket packet) {
      packets.add(packet);
    }
  }
}
