package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** What players are offered. */
final class DescribeTest {

  @Test
  void writesTheDescriptionOfPicturesAndSound() throws Exception {
    Stage stage = new Stage();
    stage.lane.run(() -> stage.video.resize(320, 240));
    stage.picture(true);
    Presentation presentation = stage.described();
    String sdp = presentation.sdp(InetAddress.getByName("192.0.2.7"));
    List<String> lines = List.of(sdp.split("\r\n"));
    assertThat(sdp).endsWith("\r\n");
    assertThat(lines.get(1)).matches("o=- [0-9]+ 1 IN IP4 192\\.0\\.2\\.7");
    List<String> rest = new ArrayList<>(lines);
    rest.remove(1);
    assertThat(rest)
        .containsExactly(
            "v=0",
            "s=cam",
            "c=IN IP4 0.0.0.0",
            "t=0 0",
            "a=control:*",
            "a=range:npt=now-",
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:96 H264/90000",
            "a=fmtp:96 packetization-mode=1;profile-level-id=42c00d;"
                + "sprop-parameter-sets=Z0LADdoFB+wEQAAAAwBAAAAMg8UKqA==,aM4PyA==",
            "a=framesize:96 320-240",
            "a=control:trackID=0",
            "m=audio 0 RTP/AVP 8",
            "a=rtpmap:8 PCMA/8000",
            "a=control:trackID=1");
  }

  @Test
  void writesAddressesOfIp6() throws Exception {
    Stage stage = new Stage();
    stage.picture(true);
    assertThat(stage.described().sdp(InetAddress.getByName("2001:db8::1")))
        .contains(" 1 IN IP6 2001:db8:0:0:0:0:0:1\r\n")
        .contains("c=IN IP6 ::\r\n");
  }

  @Test
  void aNameCannotBringLinesOfItsOwn() throws Exception {
    ManualLane lane = new ManualLane();
    Track track = track(lane, new Codec.Pcmu());
    MediaStream stream = stream("a\r\na=control:x\u0000", lane, track);
    Presentation presentation = described(egress(Stage.asPublished()), stream, lane);
    assertThat(presentation.sdp(InetAddress.getLoopbackAddress()))
        .contains("s=a  a=control:x\r\n")
        .doesNotContain("\na=control:x");
  }

  @Test
  void everyCodecIsReadBackFromItsDescription() throws Exception {
    ManualLane lane = new ManualLane();
    List<Codec> codecs =
        List.of(
            new Codec.Vp8(),
            new Codec.Vp9(2),
            new Codec.Jpeg(),
            new Codec.Opus(true, true),
            new Codec.Aac(2, 44_100, 2),
            new Codec.Pcmu(),
            new Codec.Pcma(),
            new Codec.G722(),
            new Codec.G729(),
            new Codec.G726(4, false),
            new Codec.G726(5, true),
            new Codec.Speex(16_000),
            new Codec.Mp3(44_100, 2));
    for (Codec codec : codecs) {
      MediaStream stream = stream("cam", lane, track(lane, codec));
      Presentation presentation = described(egress(Stage.asPublished()), stream, lane);
      String sdp = presentation.sdp(InetAddress.getLoopbackAddress());
      MediaDescription media = SessionDescription.parse(sdp).media().getFirst();
      PayloadFormat format = media.payloads().getFirst();
      Codec read = SdpCodecs.codec(format);
      assertThat(read).as(sdp).isEqualTo(codec);
      int fixed = SdpCodecs.staticType(codec);
      boolean video = codec.kind() == Codec.Kind.VIDEO;
      assertThat(format.payloadType()).isEqualTo(fixed >= 0 ? fixed : video ? 96 : 97);
    }
  }

  @Test
  void waitsForAKeyFrameAndAsksForItAgainAndAgain() {
    Stage stage = new Stage(Stage.uncached());
    List<Presentation> made = new ArrayList<>();
    stage.lane.run(() -> stage.egress.describe(stage.stream, stage.lane, made::add));
    assertThat(stage.asked).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    stage.advance(2 * Stage.SECOND);
    assertThat(stage.asked.size()).isBetween(2, 3);
    stage.picture(false);
    assertThat(made).isEmpty();
    stage.picture(true);
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().tracks().getFirst().format().parameter("sprop-parameter-sets"))
        .isNotNull();
    assertThat(stage.video.frames().readers()).isZero();
    stage.advance(10 * Stage.SECOND);
    assertThat(made).hasSize(1);
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void tellsWhatIsKnownAfterTheLongestWait() {
    Stage stage = new Stage(Stage.uncached(), "rtsp.play_wait", "1500ms");
    List<Presentation> made = new ArrayList<>();
    stage.lane.run(() -> stage.egress.describe(stage.stream, stage.lane, made::add));
    stage.advance(1_499 * Stage.MILLI);
    assertThat(made).isEmpty();
    stage.advance(2 * Stage.MILLI);
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().tracks()).hasSize(2);
    assertThat(made.getFirst().tracks().getFirst().format().parameter("sprop-parameter-sets"))
        .isNull();
  }

  @Test
  void aStreamThatEndsMeanwhileIsToldOfAtOnce() {
    Stage stage = new Stage(Stage.uncached());
    List<Presentation> made = new ArrayList<>();
    stage.lane.run(() -> stage.egress.describe(stage.stream, stage.lane, made::add));
    stage.end();
    assertThat(made).hasSize(1);
  }

  @Test
  void countsAsAViewerUntilItIsClosed() {
    Stage stage = new Stage();
    stage.picture(true);
    Presentation presentation = stage.described();
    assertThat(stage.stream.viewers()).isOne();
    stage.lane.run(presentation::close);
    stage.lane.run(presentation::close);
    assertThat(stage.stream.viewers()).isZero();
    assertThat(stage.egress.numberings().size()).isZero();
  }

  @Test
  void whatIsTranscodedGoesOnUntilItIsPlayed() {
    ManualLane lane = new ManualLane();
    Track made = Tracks.ofFrames(0, Stage.H264, lane, wish -> {}, TrackLimits.USUAL);
    MediaStream stream = stream("cam", lane, track(lane, new Codec.Vp8()));
    Egress egress = egress((source, kind, wish) -> found(kind, made, true));
    List<Presentation> told = new ArrayList<>();
    lane.run(() -> egress.describe(stream, lane, told::add));
    assertThat(made.frames().readers()).isPositive();
    lane.run(() -> made.publish(new Frame(0, 0, true, keyFrame())));
    assertThat(told).hasSize(1);
    assertThat(made.frames().readers()).isOne(); // of packets, which are made of frames
    Player player = new Player(egress, told.getFirst(), lane);
    RecordedConnection connection = new RecordedConnection(lane);
    lane.run(
        () -> {
          player.setup(0, new Way.Interleaved(connection, 0, 1));
          player.play(facts -> {}, reason -> {});
        });
    assertThat(connection.take(0)).isNotEmpty();
    assertThat(made.frames().readers()).isOne();
    lane.run(player::close);
    lane.run(told.getFirst()::close);
    assertThat(made.frames().readers()).isZero();
  }

  @Test
  void refusesWhereNothingCanBeMade() {
    ManualLane lane = new ManualLane();
    MediaStream stream = stream("cam", lane, track(lane, new Codec.Vp8()));
    Egress egress =
        egress((source, kind, wish) -> new Rendition.Impossible(EndReason.NO_TRANSCODERS, "none"));
    Presentation presentation = described(egress, stream, lane);
    assertThat(presentation.refusal()).isEqualTo(EndReason.NO_TRANSCODERS);
    assertThat(presentation.tracks()).isEmpty();
    Egress empty = egress((source, kind, wish) -> new Rendition.Absent());
    assertThat(described(empty, stream, lane).refusal()).isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void wishesBeginWithTheCodecOfTheStreamIfItIsListed() {
    ManualLane lane = new ManualLane();
    MediaStream stream = stream("cam", lane, track(lane, new Codec.Vp9(3)));
    Wish all = new Wishes(List.of("h264", "vp9", "opus")).of(stream, Codec.Kind.VIDEO);
    assertThat(all.codecs())
        .containsExactly(new Codec.Vp9(3), new Codec.H264(0, 1), new Codec.Vp9(0));
    assertThat(all.reordering()).isTrue();
    Wish some = new Wishes(List.of("h264", "nonsense", "opus")).of(stream, Codec.Kind.VIDEO);
    assertThat(some.codecs()).containsExactly(new Codec.H264(0, 1));
    MediaStream telephone = stream("cam", lane, track(lane, new Codec.G726(3, true)));
    assertThat(new Wishes(List.of("g726")).of(telephone, Codec.Kind.AUDIO).codecs())
        .containsExactly(new Codec.G726(3, true), new Codec.G726(4, false));
  }

  private static Rendition found(Codec.Kind kind, Track track, boolean transcoded) {
    return kind == track.codec().kind()
        ? new Rendition.Ready(track, transcoded)
        : new Rendition.Absent();
  }

  private static byte[] keyFrame() {
    byte[] slice = new byte[300];
    Arrays.fill(slice, (byte) 0x55);
    slice[0] = 0x65;
    byte[] frame = new byte[0];
    for (byte[] unit : List.of(Stage.SPS, Stage.PPS, slice)) {
      byte[] longer = Arrays.copyOf(frame, frame.length + 4 + unit.length);
      longer[frame.length + 2] = (byte) (unit.length >>> 8);
      longer[frame.length + 3] = (byte) unit.length;
      System.arraycopy(unit, 0, longer, frame.length + 4, unit.length);
      frame = longer;
    }
    return frame;
  }

  private static Egress egress(Renditions renditions) {
    return new Egress(Stage.config(), renditions, Stage.EPOCH, new Random(1));
  }

  private static Track track(ManualLane lane, Codec codec) {
    return Tracks.ofPackets(0, codec, lane, wish -> {}, TrackLimits.USUAL);
  }

  private static MediaStream stream(String name, ManualLane lane, Track track) {
    return new MediaStream(
        name, new Publisher("s", "m", "Test"), lane, List.of(track), reason -> {});
  }

  private static Presentation described(Egress egress, MediaStream stream, ManualLane lane) {
    List<Presentation> made = new ArrayList<>();
    lane.run(() -> egress.describe(stream, lane, made::add));
    assertThat(made).hasSize(1);
    return made.getFirst();
  }
}
