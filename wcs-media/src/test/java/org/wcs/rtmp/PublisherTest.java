package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** What comes of publishers that do not behave as in the books. */
final class PublisherTest {

  private final RtmpStage stage = new RtmpStage();

  private Feeder live(String name) {
    Feeder feeder = new Feeder(stage.publisher(name));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    return feeder;
  }

  private List<Frame> frames(String name, Codec.Kind kind) {
    List<Frame> frames = new ArrayList<>();
    stage.stream(name)
        .track(kind)
        .orElseThrow()
        .frames()
        .subscribe(new FrameEar(stage.lane, frames::add));
    stage.settle();
    return frames;
  }

  @Test
  void publishesSoundAloneAfterAWhile() {
    Feeder feeder = new Feeder(stage.publisher("radio"), true, false);
    feeder.configs();
    feeder.millis(500, 0);
    stage.settle();
    assertThat(stage.hub.find("radio")).isEmpty();
    stage.advance(1_000);
    assertThat(stage.stream("radio").tracks()).hasSize(1);
    List<Frame> frames = frames("radio", Codec.Kind.AUDIO);
    assertThat(frames).hasSizeGreaterThan(20);
  }

  @Test
  void publishesSoundAloneAtOnceWhenTheMetadataSaysSo() {
    TestClient publisher = stage.publisher("radio");
    publisher.say(
        new RtmpMessage.Data(
            1,
            0,
            "@setDataFrame",
            List.of(AmfValue.of("onMetaData"), AmfValue.object("audiocodecid", 10)),
            false));
    Feeder feeder = new Feeder(publisher, true, false);
    feeder.configs();
    feeder.sound();
    stage.settle();
    assertThat(stage.stream("radio").tracks()).hasSize(1);
  }

  @Test
  void publishesPicturesAloneAfterAWhile() {
    Feeder feeder = new Feeder(stage.publisher("cam"), false, true);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.advance(1_100);
    assertThat(stage.stream("cam").tracks()).hasSize(1);
    assertThat(stage.stream("cam").track(Codec.Kind.VIDEO)).isPresent();
  }

  @Test
  void beginsAnewWhenTheOtherKindOfMediaComesLate() {
    Feeder feeder = new Feeder(stage.publisher("cam"), false, true);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.advance(1_100);
    TestClient player = stage.player("cam");
    feeder.client.say(new RtmpMessage.Audio(1, 300, TestMedia.aacConfig()));
    feeder.millis(1_000, 200);
    stage.advance(1_100);
    assertThat(stage.stream("cam").tracks()).hasSize(2);
    assertThat(player.codes())
        .endsWith("NetStream.Play.UnpublishNotify", "NetStream.Play.PublishNotify");
  }

  @Test
  void letsViewersWaitWhenNoKeyFrameComes() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    TestClient player = stage.player("cam");
    feeder.millis(3_000, 0);
    stage.advance(1_100);
    assertThat(stage.stream("cam").live()).isTrue();
    assertThat(player.heard(RtmpMessage.Video.class)).isEmpty();
    assertThat(player.heard(RtmpMessage.Audio.class)).isNotEmpty();
    feeder.millis(80, 1);
    feeder.millis(80, 40);
    stage.settle();
    assertThat(player.heard(RtmpMessage.Video.class)).isNotEmpty();
  }

  @Test
  void refusesTheNameToAnotherPublisher() {
    live("cam");
    TestClient other = stage.connected("token", "another");
    other.publish("cam");
    stage.settle();
    assertThat(other.codes()).containsExactly("NetStream.Publish.BadName");
    assertThat(stage.stream("cam").live()).isTrue();
  }

  @Test
  void givesTheNameToTheSamePublisherAndKeepsItsViewers() {
    Feeder old = live("cam");
    TestClient player = stage.player("cam");
    MediaStream stream = stage.stream("cam");
    Feeder fresh = new Feeder(stage.publisher("cam"));
    stage.settle();
    assertThat(fresh.client.codes()).containsExactly("NetStream.Publish.Start");
    assertThat(old.client.closed).isTrue();
    int before = player.heard.size();
    fresh.configs();
    fresh.millis(200, 1_000);
    stage.settle();
    assertThat(stage.stream("cam")).isSameAs(stream);
    assertThat(player.heard.size()).isGreaterThan(before);
    assertThat(player.codes()).doesNotContain("NetStream.Play.UnpublishNotify");
    assertThat(increasing(player)).isTrue();
  }

  @Test
  void keepsTheStreamAcrossAGapOfThePublisher() {
    Feeder old = live("cam");
    TestClient player = stage.player("cam");
    MediaStream stream = stage.stream("cam");
    stage.lane.run(() -> old.client.end.breaks("reset"));
    stage.advance(3_000);
    assertThat(stage.stream("cam")).isSameAs(stream);
    TestClient other = stage.connected("token", "another");
    other.publish("cam");
    stage.settle();
    assertThat(other.codes()).containsExactly("NetStream.Publish.BadName");

    List<Frame> frames = frames("cam", Codec.Kind.VIDEO);
    long last = frames.getLast().dts();
    Feeder fresh = new Feeder(stage.publisher("cam")).startingAt(1_000_000);
    fresh.configs();
    fresh.millis(200, 200);
    stage.settle();
    assertThat(stage.stream("cam")).isSameAs(stream);
    assertThat(player.codes()).doesNotContain("NetStream.Play.UnpublishNotify");
    long resumed = frames.get(frames.size() - 5).dts() - last;
    assertThat(resumed).isBetween(2_900 * 90L, 3_300 * 90L);
    assertThat(increasing(player)).isTrue();
  }

  @Test
  void keepsTheStreamWhenThePublisherComesBackOnAnotherLane() {
    Feeder old = live("cam");
    TestClient player = stage.player("cam");
    MediaStream stream = stage.stream("cam");
    stage.lane.run(() -> old.client.end.breaks("reset"));
    TestClient again = stage.client(stage.anotherLane());
    stage.settle();
    again.connect("live");
    again.publish("cam");
    stage.settle();
    int before = player.heard(RtmpMessage.Video.class).size();
    Feeder fresh = new Feeder(again);
    fresh.configs();
    fresh.millis(400, 200);
    stage.settle();
    assertThat(stage.stream("cam")).isSameAs(stream);
    assertThat(player.heard(RtmpMessage.Video.class)).hasSize(before + 10);
    again.call(1, "closeStream");
    stage.settle();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void endsAPublisherWhoseCodecsNobodyKnowsAnyMore() {
    TestClient publisher = stage.publisher("old");
    for (int i = 0; i < 13; i++) {
      publisher.say(new RtmpMessage.Video(1, i * 1_000L, TestMedia.hex("2200000000ff")));
      stage.advance(1_000);
    }
    assertThat(publisher.codes()).endsWith("NetStream.Publish.Idle");
    assertThat(publisher.closed).isTrue();
    assertThat(stage.protocol.snapshot().totals().publishers()).isZero();
  }

  @Test
  void refusesANameThatIsPublishedByOtherMeans() {
    stage.hub.publish(foreign("cam"));
    TestClient client = stage.publisher("cam");
    assertThat(client.codes()).containsExactly("NetStream.Publish.BadName");
  }

  @Test
  void endsAPublisherWhoseNameIsTakenBeforeItsMediaComes() {
    TestClient client = stage.publisher("cam");
    stage.hub.publish(foreign("cam"));
    Feeder feeder = new Feeder(client);
    feeder.configs();
    feeder.millis(100, 1_000);
    stage.settle();
    assertThat(client.codes())
        .containsExactly("NetStream.Publish.Start", "NetStream.Publish.BadName");
    assertThat(client.closed).isTrue();
    assertThat(stage.stream("cam").publisher().protocol()).isEqualTo("WebRTC");
  }

  private MediaStream foreign(String name) {
    return new MediaStream(
        name, new Publisher("s", "m", "WebRTC"), stage.lane, List.of(), reason -> {});
  }

  @Test
  void endsTheStreamWhenThePublisherPublishesFalse() {
    Feeder feeder = live("cam");
    feeder.client.call(1, "publish", AmfValue.of(false));
    stage.settle();
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(feeder.client.closed).isFalse();
    feeder.client.call(1, "publish", AmfValue.of("again"), AmfValue.of("live"));
    feeder.configs();
    feeder.millis(1_000, 40);
    stage.settle();
    assertThat(stage.stream("again").live()).isTrue();
  }

  @Test
  void refusesNamesThatAreNone() {
    TestClient client = stage.connected();
    client.publish(" ");
    client.call(1, "publish", AmfValue.of("a\nb"), AmfValue.of("live"));
    client.call(1, "publish", AmfValue.of("x".repeat(2_000)), AmfValue.of("live"));
    stage.settle();
    assertThat(client.codes()).hasSize(3).containsOnly("NetStream.Publish.BadName");
  }

  @Test
  void ignoresAFurtherTrackThatComesLate() {
    Feeder feeder = live("cam");
    MediaStream stream = stage.stream("cam");
    // enhanced audio, multitrack, one track with the number 1: sequence start of AAC
    feeder.client.say(
        new RtmpMessage.Audio(1, 200, TestMedia.hex("95" + "00" + "6d703461" + "01" + "1210")));
    feeder.millis(200, 1_000);
    stage.settle();
    assertThat(stage.stream("cam")).isSameAs(stream);
  }

  @Test
  void makesTracksOfAllTracksThatAreAnnouncedInTime() {
    TestClient publisher = stage.publisher("cam");
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aacConfig()));
    publisher.say(
        new RtmpMessage.Audio(1, 0, TestMedia.hex("95" + "00" + "6d703461" + "01" + "1190")));
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avc(true, 0, 300, 0)));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aac(0)));
    stage.settle();
    assertThat(stage.stream("cam").tracks()).hasSize(3);
    assertThat(stage.stream("cam").track(Codec.Kind.AUDIO).orElseThrow().codec())
        .isEqualTo(new Codec.Aac(2, 44_100, 2));
  }

  @Test
  void endsTheStreamWhenThePublisherStaysAway() {
    Feeder feeder = live("cam");
    TestClient player = stage.player("cam");
    stage.lane.run(() -> feeder.client.end.breaks("reset"));
    stage.advance(5_100);
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(player.codes()).endsWith("NetStream.Play.UnpublishNotify");
  }

  @Test
  void beginsAnewWhenThePublisherComesBackWithAnotherCodec() {
    Feeder old = live("cam");
    MediaStream stream = stage.stream("cam");
    stage.lane.run(() -> old.client.end.breaks("reset"));
    stage.settle();
    TestClient again = stage.publisher("cam");
    again.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    again.say(new RtmpMessage.Audio(1, 0, TestMedia.hex("af001190"))); // 48 kHz, stereo
    again.say(new RtmpMessage.Video(1, 0, TestMedia.avc(true, 0, 300, 0)));
    again.say(new RtmpMessage.Audio(1, 0, TestMedia.aac(0)));
    stage.advance(1_100);
    assertThat(stage.stream("cam")).isNotSameAs(stream);
    assertThat(stage.stream("cam").track(Codec.Kind.AUDIO).orElseThrow().codec())
        .isEqualTo(new Codec.Aac(2, 48_000, 2));
  }

  @Test
  void goesOnWhenTheParameterSetsChange() {
    Feeder feeder = live("cam");
    MediaStream stream = stage.stream("cam");
    List<StreamEvent> events = new ArrayList<>();
    stream.listen((source, event) -> events.add(event));
    TestClient player = stage.player("cam");
    Track video = stream.track(Codec.Kind.VIDEO).orElseThrow();
    feeder.client.say(new RtmpMessage.Video(1, 400, TestMedia.avcConfig(TestMedia.SPS_HIGH)));
    feeder.client.say(new RtmpMessage.Video(1, 400, TestMedia.avc(true, 80, 300, 99)));
    stage.settle();
    assertThat(stage.stream("cam")).isSameAs(stream);
    assertThat(video.width()).isEqualTo(640);
    assertThat(video.reordered()).isTrue();
    assertThat(events).contains(new StreamEvent.Resized(640, 360));
    RtmpMessage.Data metadata = player.heard(RtmpMessage.Data.class).getLast();
    assertThat(metadata.argument(0).get("width").number(0)).isEqualTo(640);
    List<RtmpMessage.Video> seen = player.heard(RtmpMessage.Video.class);
    assertThat(seen.get(seen.size() - 2).body())
        .startsWith(TestMedia.avcConfig(TestMedia.SPS_HIGH));
  }

  @Test
  void seesReorderingInACompositionTime() {
    TestClient publisher = stage.publisher("cam");
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aacConfig()));
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avc(true, 80, 300, 0)));
    stage.settle();
    Track video = stage.stream("cam").track(Codec.Kind.VIDEO).orElseThrow();
    assertThat(video.reordered()).isTrue();
    Frame first = frames("cam", Codec.Kind.VIDEO).getFirst();
    assertThat(first.pts() - first.dts()).isEqualTo(80 * 90);
  }

  @Test
  void goesOnWhenTheTimestampsWrap() {
    long start = (1L << 32) - 300;
    Feeder feeder = new Feeder(stage.publisher("cam")).startingAt(start);
    feeder.configs();
    feeder.millis(200, 2_000);
    stage.settle();
    List<Frame> frames = frames("cam", Codec.Kind.VIDEO);
    feeder.millis(400, 40);
    stage.settle();
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).dts() - frames.get(i - 1).dts()).isEqualTo(40 * 90);
    }
  }

  @Test
  void goesOnWithoutAJumpWhenTheTimestampsJump() {
    Feeder feeder = live("cam");
    List<Frame> video = frames("cam", Codec.Kind.VIDEO);
    List<Frame> audio = frames("cam", Codec.Kind.AUDIO);
    for (long start : new long[] {500_000, 3_000, 4_000_000_000L}) {
      feeder.startingAt(start);
      stage.advance(40);
      feeder.millis(400, 40);
    }
    stage.settle();
    for (List<Frame> frames : List.of(video, audio)) {
      int rate = frames == video ? 90_000 : 44_100;
      for (int i = 1; i < frames.size(); i++) {
        long step = frames.get(i).dts() - frames.get(i - 1).dts();
        assertThat(step).isPositive().isLessThan(rate / 5);
      }
    }
  }

  @Test
  void timesSoundByItsSamples() {
    Feeder feeder = live("cam");
    List<Frame> frames = frames("cam", Codec.Kind.AUDIO);
    feeder.millis(10_000, 1_000);
    stage.settle();
    assertThat(frames).hasSizeGreaterThan(400);
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).pts() - frames.get(i - 1).pts()).isEqualTo(1_024);
    }
  }

  @Test
  void keepsSoundAndPicturesTogetherWhenTheSoundRunsTooSlowly() {
    TestClient publisher = stage.publisher("cam");
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avcConfig()));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aacConfig()));
    publisher.say(new RtmpMessage.Video(1, 0, TestMedia.avc(true, 0, 300, 0)));
    publisher.say(new RtmpMessage.Audio(1, 0, TestMedia.aac(0)));
    stage.settle();
    List<Frame> frames = frames("cam", Codec.Kind.AUDIO);
    for (int i = 1; i < 5_000; i++) { // says 23 ms where it is 23.22
      publisher.say(new RtmpMessage.Audio(1, i * 23L, TestMedia.aac(i)));
    }
    stage.settle();
    long expected = 4_999L * 23 * 44_100 / 1_000;
    assertThat(Math.abs(frames.getLast().pts() - expected)).isLessThan(44_100 / 40);
  }

  @Test
  void putsSoundAndPicturesOnOneClock() {
    live("cam");
    Track video = stage.stream("cam").track(Codec.Kind.VIDEO).orElseThrow();
    Track audio = stage.stream("cam").track(Codec.Kind.AUDIO).orElseThrow();
    assertThat(video.clock()).isNotNull().isEqualTo(audio.clock());
  }

  @Test
  void endsAPublisherThatSendsNoMedia() {
    RtmpStage quick = new RtmpStage("rtmp.media_timeout", "3s");
    Feeder feeder = new Feeder(quick.publisher("cam"));
    feeder.configs();
    feeder.millis(100, 1_000);
    quick.settle();
    quick.advance(4_100);
    assertThat(quick.hub.find("cam")).isEmpty();
    assertThat(feeder.client.closed).isTrue();
  }

  @Test
  void endsThePublisherWhenAnOperatorStopsTheStream() {
    Feeder feeder = live("cam");
    stage.stream("cam").stop(EndReason.TERMINATED_BY_REST);
    stage.settle();
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(feeder.client.closed).isTrue();
    assertThat(stage.protocol.snapshot().totals().publishers()).isZero();
  }

  @Test
  void passesDataOnToPlayersAndAsJsonToTheStream() {
    Feeder feeder = live("cam");
    List<StreamEvent> events = new ArrayList<>();
    stage.stream("cam").listen((source, event) -> events.add(event));
    TestClient player = stage.player("cam");
    feeder.client.say(
        new RtmpMessage.Data(
            1, 0, "onCuePoint", List.of(AmfValue.object("name", "goal\n", "time", 1.5)), false));
    stage.settle();
    assertThat(events)
        .contains(
            new StreamEvent.Data(
                "{\"name\":\"onCuePoint\",\"data\":[{\"name\":\"goal\\u000a\",\"time\":1.5}]}"));
    assertThat(player.heard(RtmpMessage.Data.class))
        .anyMatch(data -> data.name().equals("onCuePoint"));
  }

  @Test
  void countsBodiesItCannotRead() {
    Feeder feeder = live("cam");
    feeder.client.say(new RtmpMessage.Video(1, 100, new byte[0]));
    feeder.client.say(new RtmpMessage.Video(1, 100, TestMedia.hex("17")));
    feeder.client.say(new RtmpMessage.Audio(1, 100, TestMedia.hex("af")));
    feeder.client.say(new RtmpMessage.Video(1, 100, TestMedia.hex("2200000000ff")));
    feeder.millis(100, 1_000);
    stage.settle();
    assertThat(stage.stream("cam").live()).isTrue();
    assertThat(feeder.client.closed).isFalse();
  }

  private static boolean increasing(TestClient player) {
    long last = 0;
    for (RtmpMessage.Video message : player.heard(RtmpMessage.Video.class)) {
      if (message.timestamp() < last) {
        return false;
      }
      last = message.timestamp();
    }
    return true;
  }
}
