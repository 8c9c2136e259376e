package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.unit.Codec;

final class PublishAndPlayTest {

  private final RtmpStage stage = new RtmpStage();

  @Test
  void answersConnectWithWindowBandwidthChunkSizeAndSuccess() {
    TestClient client = stage.connected();
    assertThat(client.heard(RtmpMessage.WindowAcknowledgementSize.class)).hasSize(1);
    assertThat(client.heard(RtmpMessage.SetPeerBandwidth.class)).hasSize(1);
    assertThat(client.heard(RtmpMessage.SetChunkSize.class))
        .containsExactly(new RtmpMessage.SetChunkSize(ChunkWriter.SHARED_CHUNK_SIZE));
    RtmpMessage.Command result = client.commands("_result").getFirst();
    assertThat(result.transactionId()).isEqualTo(1);
    assertThat(result.argument(0).get("code").text("")).isEqualTo("NetConnection.Connect.Success");
    assertThat(result.argument(0).get("objectEncoding").number(-1)).isZero();
    assertThat(result.argument(0).members()).doesNotContainKey("fourCcList");
  }

  @Test
  void answersAnEnhancedClientWithItsCodecs() {
    TestClient client =
        stage.connected(
            "objectEncoding",
            3,
            "fourCcList",
            new AmfValue.StrictArray(List.of(AmfValue.of("hvc1"), AmfValue.of("av01"))));
    AmfValue information = client.commands("_result").getFirst().argument(0);
    assertThat(information.get("objectEncoding").number(0)).isEqualTo(3);
    assertThat(information.get("fourCcList").values()).contains(AmfValue.of("hvc1"));
  }

  @Test
  void tellsAPlayerWhenAllThatIsMadeForItHasFailed() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient player = stage.player("cam");
    MediaStream stream = stage.stream("cam");
    stage.lane.run(() -> stream.tracks().getFirst().frames().end(EndReason.FAILED));
    assertThat(player.codes()).endsWith("NetStream.Play.Start");
    stage.lane.run(() -> stream.tracks().getLast().frames().end(EndReason.FAILED));
    stage.settle();
    assertThat(player.codes()).endsWith("NetStream.Play.Failed");
    assertThat(stage.protocol.fanOuts()).isZero();
  }

  @Test
  void refusesAPlayerThatNothingCanBeMadeFor() {
    RtmpStage strict =
        new RtmpStage(
            RtmpPolicy.OPEN,
            (source, kind, wish) ->
                new Rendition.Impossible(EndReason.TRANSCODING_DISABLED, "no way"));
    Feeder feeder = new Feeder(strict.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    strict.settle();
    TestClient player = strict.player("cam");
    assertThat(player.codes()).containsExactly("NetStream.Play.Failed");
    assertThat(player.commands("onStatus").getLast().argument(0).get("description").text(""))
        .isEqualTo("Transcoding required, but disabled");
    assertThat(strict.stream("cam").viewers()).isZero();
  }

  @Test
  void understandsCommandsInAmf3() {
    TestClient client = stage.client();
    stage.settle();
    AmfValue object = AmfValue.object("app", "live", "tcUrl", "rtmp://h/live", "objectEncoding", 3);
    client.say(new RtmpMessage.Command(0, 0, "connect", 1, object, List.of(), true));
    client.say(new RtmpMessage.Command(0, 0, "createStream", 2, AmfValue.NULL, List.of(), true));
    client.say(
        new RtmpMessage.Command(
            1, 0, "publish", 3, AmfValue.NULL, List.of(AmfValue.of("cam")), true));
    stage.settle();
    assertThat(client.codes()).containsExactly("NetStream.Publish.Start");
    assertThat(client.commands("_result")).hasSize(2);
  }

  @Test
  void publishesOnceBothCodecsAndTheFirstPictureAreThere() {
    TestClient publisher = stage.publisher("cam");
    assertThat(publisher.codes()).containsExactly("NetStream.Publish.Start");
    assertThat(stage.hub.find("cam")).isEmpty();
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aacConfig()));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aac(0)));
    stage.settle();
    assertThat(stage.hub.find("cam")).isEmpty();
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avc(true, 0, 500, 0)));
    stage.settle();
    MediaStream stream = stage.stream("cam");
    assertThat(stream.live()).isTrue();
    assertThat(stream.tracks()).hasSize(2);
    Codec video = stream.track(Codec.Kind.VIDEO).orElseThrow().codec();
    assertThat(video).isInstanceOf(Codec.H264.class);
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().width()).isEqualTo(320);
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().height()).isEqualTo(240);
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().reordered()).isFalse();
    assertThat(stream.track(Codec.Kind.AUDIO).orElseThrow().codec())
        .isEqualTo(new Codec.Aac(2, 44_100, 2));
  }

  @Test
  void sendsAPlayerHeadersThenTheGroupOfPicturesThenWhatFollows() {
    TestClient publisher = stage.publisher("cam");
    Feeder feeder = new Feeder(publisher);
    feeder.configs();
    feeder.millis(500, 250);
    stage.settle();

    TestClient player = stage.player("cam");
    assertThat(player.codes()).containsExactly("NetStream.Play.Reset", "NetStream.Play.Start");
    stage.advance(50);
    List<RtmpMessage.Video> video = player.heard(RtmpMessage.Video.class);
    assertThat(video.getFirst().body()).isEqualTo(TestMedia.avcConfig());
    assertThat(video.get(1).body()[0]).isEqualTo((byte) 0x17);
    assertThat(video).hasSize(1 + 6); // frames at 280 to 480
    List<RtmpMessage.Audio> audio = player.heard(RtmpMessage.Audio.class);
    assertThat(audio.getFirst().body()).isEqualTo(TestMedia.aacConfig());
    assertThat(inOrder(player)).isTrue();

    int before = player.heard.size();
    feeder.millis(100, 250);
    stage.settle();
    assertThat(player.heard.size()).isGreaterThan(before);
    assertThat(player.broken).isNull();
    assertThat(inOrder(player)).isTrue();
  }

  @Test
  void playsToAPlayerThatWasThereFirst() {
    TestClient player = stage.player("cam");
    assertThat(player.codes()).isEmpty();
    TestClient publisher = stage.publisher("cam");
    Feeder feeder = new Feeder(publisher);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    assertThat(player.codes()).containsExactly("NetStream.Play.Reset", "NetStream.Play.Start");
    assertThat(player.heard(RtmpMessage.Video.class)).hasSize(1 + 5);
  }

  @Test
  void tellsPlayersTheEndAndPlaysOnWhenTheStreamComesBack() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient player = stage.player("cam");
    feeder.client.call(0, "deleteStream", AmfValue.of(1));
    stage.settle();
    assertThat(player.codes()).endsWith("NetStream.Play.UnpublishNotify");
    assertThat(player.heard(RtmpMessage.UserControl.class))
        .anyMatch(control -> control.kind() == RtmpMessage.UserControl.Kind.STREAM_EOF);
    assertThat(stage.hub.find("cam")).isEmpty();

    Feeder again = new Feeder(stage.publisher("cam"));
    again.configs();
    again.millis(200, 1_000);
    stage.settle();
    assertThat(player.codes()).endsWith("NetStream.Play.PublishNotify");
    assertThat(stage.stream("cam").viewers()).isEqualTo(1);
  }

  @Test
  void leavesNothingBehindWhenThePlayersLeave() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    TestClient one = stage.player("cam");
    TestClient two = stage.player("cam");
    assertThat(stage.protocol.fanOuts()).isEqualTo(2);
    assertThat(stage.stream("cam").viewers()).isEqualTo(2);
    one.call(1, "closeStream");
    two.end.breaks("gone");
    stage.settle();
    assertThat(stage.protocol.fanOuts()).isZero();
    assertThat(stage.stream("cam").viewers()).isZero();
    assertThat(stage.stream("cam").tracks()).allMatch(track -> track.frames().readers() == 0);
  }

  @Test
  void sendsMetadataOfThePublisherPutRight() {
    TestClient publisher = stage.publisher("cam");
    publisher.say(
        new RtmpMessage.Data(
            1,
            0,
            "@setDataFrame",
            List.of(
                AmfValue.of("onMetaData"),
                AmfValue.object("encoder", "x", "width", 9, "videocodecid", 7, "audiocodecid", 10)),
            false));
    Feeder feeder = new Feeder(publisher);
    feeder.configs();
    feeder.millis(100, 1_000);
    stage.settle();
    TestClient player = stage.player("cam");
    RtmpMessage.Data metadata =
        player.heard(RtmpMessage.Data.class).stream()
            .filter(data -> data.name().equals("onMetaData"))
            .findFirst()
            .orElseThrow();
    assertThat(metadata.argument(0).get("encoder").text("")).isEqualTo("x");
    assertThat(metadata.argument(0).get("width").number(0)).isEqualTo(320);
  }

  private static boolean inOrder(TestClient player) {
    long last = 0;
    for (RtmpMessage message : player.heard) {
      if (message instanceof RtmpMessage.Audio || message instanceof RtmpMessage.Video) {
        if (message.timestamp() + 1 < last) {
          return false;
        }
        last = message.timestamp();
      }
    }
    return true;
  }
}
