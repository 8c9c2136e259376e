package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.net.SharedOctets;
import org.wcs.packetize.TrackLimits;
import org.wcs.rtp.Bytes;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtsp.egress.RecordedConnection.Piece;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;

/** Players over the RTSP connection. */
final class PlayTest {

  @Test
  void beginsWithTheKeptPicturesAndTheirSoundAndTellsItBefore() {
    Stage stage = new Stage();
    stage.groups(1, 10);
    stage.picture(true);
    stage.picture(false);
    TestPlayer player = stage.tcp().play();

    List<Piece> pieces = player.connection.take();
    List<Piece> video = pieces.stream().filter(each -> each.channel() == 0).toList();
    List<Piece> audio = pieces.stream().filter(each -> each.channel() == 2).toList();
    assertThat(video).hasSize(4 + 2);
    assertThat(video.getFirst().payload()).isEqualTo(Stage.SPS);
    assertThat(audio).hasSize(4); // that of two pictures
    assertThat(player.writtenBeforeStart).isZero();
    assertThat(player.starts)
        .containsExactly(
            new TrackStart(0, video.getFirst().sequence(), video.getFirst().timestamp()),
            new TrackStart(1, audio.getFirst().sequence(), audio.getFirst().timestamp()));
    assertThat(pieces.subList(0, 2)).extracting(Piece::channel).containsExactly(1, 3); // reports
  }

  @Test
  void writesEveryPacketWithAHeaderOfItsOwn() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    stage.pictureOctets = 10;
    stage.lane.run(() -> stage.publishPicture(false));

    Numbering numbers = Objects.requireNonNull(player.presentation.numbering(0));
    int sequence = 65_534 + numbers.sequenceOffset();
    int time = 903_600 + numbers.timestampOffset();
    byte[] first =
        Bytes.join(
            Bytes.hex("24000016" + "8060"),
            sixteen(sequence),
            word(time),
            word(numbers.ssrc()),
            Bytes.hex("41884242424242424242"));
    byte[] second =
        Bytes.join(
            Bytes.hex("24000011" + "80e0"),
            sixteen(sequence + 1),
            word(time),
            word(numbers.ssrc()),
            Bytes.hex("4188424242"));
    assertThat(player.connection.raw()).isEqualTo(Bytes.join(first, second));
    assertThat(player.presentation.tracks().getFirst().ssrc()).isEqualTo(numbers.ssrc());
  }

  private static byte[] word(int value) {
    return Bytes.join(sixteen(value >>> 16), sixteen(value));
  }

  private static byte[] sixteen(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  @Test
  void handsTheSameOctetsToAllPlayersOfAChannel() {
    Stage stage = new Stage();
    stage.picture(true);
    List<TestPlayer> players = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      players.add(stage.tcp().play());
    }
    players.forEach(player -> player.connection.shared.clear());
    stage.picture(false);
    List<SharedOctets> first = players.getFirst().connection.shared;
    assertThat(first).hasSize(3); // a picture in one piece, sound in two drains
    for (TestPlayer player : players) {
      assertThat(player.connection.shared).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(player.connection.shared.get(i)).isSameAs(first.get(i));
      }
    }
  }

  @Test
  void givesPlayersOnOtherChannelsTheSameUnderTheirNumber() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer usual = stage.tcp().play();
    Presentation presentation = stage.described();
    RecordedConnection connection = new RecordedConnection(stage.lane);
    Player other = new Player(stage.egress, presentation, stage.lane);
    stage.lane.run(
        () -> {
          other.setup(0, new Way.Interleaved(connection, 200, 255));
          other.play(facts -> {}, reason -> {});
        });
    stage.settle();
    usual.connection.take();
    connection.take();
    stage.picture(false);
    List<Piece> video = connection.take();
    assertThat(video).hasSize(2).allMatch(each -> each.channel() == 200);
    List<Piece> same = usual.connection.take(0);
    for (int i = 0; i < 2; i++) {
      assertThat(video.get(i).bytes()).isEqualTo(same.get(i).bytes());
    }
  }

  @Test
  void lateComersGetEveryPacketOnceAndInOrder() {
    Stage stage = new Stage();
    List<TestPlayer> players = new ArrayList<>();
    List<List<Integer>> seen = new ArrayList<>();
    for (int i = 0; i < 62; i++) {
      boolean key = i % 12 == 0;
      stage.lane.execute(() -> stage.publishPicture(key));
      if (i % 7 == 3) { // in the middle of a drain
        TestPlayer next = stage.tcp();
        players.add(next);
        seen.add(new ArrayList<>());
        stage.lane.execute(() -> stage.video(new byte[] {0x41, 1, 2}, false, false));
        stage.lane.execute(() -> next.player.play(facts -> {}, reason -> {}));
        stage.lane.execute(() -> stage.video(new byte[] {0x41, 1, 3}, false, false));
      }
      stage.lane.execute(stage::sound);
      stage.lane.execute(stage::sound);
      stage.advance(40 * Stage.MILLI);
      for (int p = 0; p < players.size(); p++) {
        List<Integer> numbers = seen.get(p);
        players.get(p).connection.take(0).forEach(each -> numbers.add(each.sequence()));
      }
    }
    for (List<Integer> numbers : seen) {
      assertThat(numbers).hasSizeGreaterThan(2);
      for (int i = 1; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1 & 0xFFFF);
      }
      assertThat(numbers.getLast()).isEqualTo(seen.getFirst().getLast());
    }
  }

  @Test
  void waitsForAKeyFrameWhereNothingIsKeptAndAsksForIt() {
    Stage stage = new Stage(Stage.uncached());
    Presentation presentation = presentationOfUncached(stage);
    stage.asked.clear();
    RecordedConnection connection = new RecordedConnection(stage.lane);
    Player player = new Player(stage.egress, presentation, stage.lane);
    List<List<TrackStart>> told = new ArrayList<>();
    stage.lane.run(
        () -> {
          player.setup(0, new Way.Interleaved(connection, 0, 1));
          player.setup(1, new Way.Interleaved(connection, 2, 3));
          player.play(told::add, reason -> {});
        });
    stage.settle();
    assertThat(stage.asked).contains(Feedback.KeyFrameNeeded.INSTANCE);
    stage.groups(0, 1);
    stage.picture(false);
    stage.picture(false);
    assertThat(connection.take()).isEmpty();
    assertThat(told).isEmpty();
    stage.picture(true);
    assertThat(told).hasSize(1);
    List<Piece> pieces = connection.take();
    assertThat(
            pieces.stream().filter(each -> each.channel() == 0).findFirst().orElseThrow().payload())
        .isEqualTo(Stage.SPS);
    assertThat(pieces.stream().filter(each -> each.channel() == 2)).isNotEmpty();
  }

  private static Presentation presentationOfUncached(Stage stage) {
    List<Presentation> made = new ArrayList<>();
    stage.lane.run(() -> stage.egress.describe(stage.stream, stage.lane, made::add));
    stage.picture(true);
    return made.getFirst();
  }

  @Test
  void answersWithWhatIsKnownWhenNoPictureComesAndThenSendsSoundAlone() {
    Stage stage = new Stage(Stage.uncached(), "rtsp.play_wait", "2s");
    Presentation presentation = presentationOfUncached(stage);
    RecordedConnection connection = new RecordedConnection(stage.lane);
    Player player = new Player(stage.egress, presentation, stage.lane);
    List<List<TrackStart>> told = new ArrayList<>();
    stage.lane.run(
        () -> {
          player.setup(0, new Way.Interleaved(connection, 0, 1));
          player.setup(1, new Way.Interleaved(connection, 2, 3));
          player.play(told::add, reason -> {});
        });
    for (int i = 0; i < 110; i++) {
      stage.lane.run(stage::sound);
      stage.advance(20 * Stage.MILLI);
    }
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).extracting(TrackStart::trackId).containsExactly(1);
    assertThat(connection.take(2)).hasSizeBetween(5, 20);
    stage.picture(false);
    assertThat(connection.take(0)).isEmpty();
    stage.picture(true);
    assertThat(connection.take(0)).hasSize(4);
  }

  @Test
  void soundAloneBeginsAtOnceWithLittleOfThePast() {
    Stage stage = new Stage();
    stage.groups(3, 50);
    Presentation presentation = stage.described();
    RecordedConnection connection = new RecordedConnection(stage.lane);
    Player player = new Player(stage.egress, presentation, stage.lane);
    stage.lane.run(
        () -> {
          player.setup(1, new Way.Interleaved(connection, 0, 1));
          player.play(facts -> {}, reason -> {});
        });
    stage.settle();
    assertThat(connection.take(0)).hasSize(6); // 100 ms
  }

  @Test
  void goesOnAtAKeyFrameAfterPacketsWereLostInside() {
    ManualLane lane = new ManualLane();
    ManualLane publisherLane = new ManualLane();
    Stage stage =
        new Stage(
            new TrackLimits(
                8,
                16 << 20,
                TrackLimits.USUAL.cache(),
                1_024,
                TrackLimits.USUAL.historyAge(),
                512,
                TrackLimits.USUAL.waitTime(),
                1_200),
            lane,
            publisherLane);
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    for (int i = 0; i < 20; i++) { // while the player's lane is busy
      publisherLane.run(() -> stage.publishPicture(false));
    }
    stage.settle();
    player.connection.take();
    stage.asked.clear();
    stage.picture(false); // does not find its way in before the next key frame
    assertThat(player.connection.take(0)).isEmpty();
    stage.picture(true);
    List<Piece> after = player.connection.take(0);
    assertThat(after).hasSize(4);
    assertThat(after.getFirst().payload()).isEqualTo(Stage.SPS);
    assertThat(stage.asked).contains(Feedback.KeyFrameNeeded.INSTANCE);
    assertThat(player.player.snapshot().skipped()).isGreaterThan(10);
  }

  @Test
  void leavesOutPicturesOfASlowPlayerUpToAKeyFrameAndCountsThem() {
    Stage stage = new Stage("rtsp.player_min_unsent", "65536", "rtsp.player_max_unsent", "131072");
    stage.pictureOctets = 8_000;
    stage.picture(true);
    TestPlayer slow = stage.tcp().play();
    TestPlayer fast = stage.tcp().play();
    slow.connection.blocked = true;
    for (int i = 1; i < 50; i++) {
      stage.picture(i % 10 == 0);
    }
    assertThat(slow.connection.unsent).isBetween(65_000L, 180_000L);
    long skipped = slow.player.snapshot().skipped();
    assertThat(skipped).isGreaterThan(50);
    assertThat(fast.player.snapshot().skipped()).isZero();
    assertThat(stage.egress.snapshot().skipped()).isEqualTo(skipped);
    slow.connection.take();
    slow.connection.blocked = false;
    slow.connection.unsent = 0;
    stage.picture(false);
    assertThat(slow.connection.take(0)).isEmpty();
    stage.picture(true);
    List<Piece> after = slow.connection.take(0);
    assertThat(after).hasSize(4);
    assertThat(after.getFirst().payload()).isEqualTo(Stage.SPS);
  }

  @Test
  void asksForAKeyFrameWhenASlowPlayerHasRoomAgain() {
    Stage stage = new Stage("rtsp.player_min_unsent", "65536", "rtsp.player_max_unsent", "131072");
    stage.pictureOctets = 30_000;
    stage.picture(true);
    TestPlayer slow = stage.tcp().play();
    slow.connection.blocked = true;
    stage.groups(1, 1);
    for (int i = 0; i < 20; i++) {
      stage.picture(false);
    }
    stage.advance(3 * Stage.SECOND);
    stage.asked.clear();
    slow.connection.blocked = false;
    slow.connection.unsent = 0;
    stage.lane.run(() -> slow.player.writable(true));
    assertThat(stage.asked).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void pausesAndBeginsAnewWithTheSameNumbers() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    stage.picture(false);
    int last = player.connection.take(0).getLast().sequence();
    player.pause();
    assertThat(player.player.playing()).isFalse();
    stage.picture(false);
    assertThat(player.connection.take()).isEmpty();
    stage.picture(true);
    player.play();
    List<Piece> again = player.connection.take(0);
    assertThat(again.getFirst().payload()).isEqualTo(Stage.SPS);
    assertThat(again.getFirst().sequence()).isEqualTo(last + 3 & 0xFFFF);
    assertThat(player.player.snapshot().packets()).isEqualTo(4 + 2 + 4 + 2 + 2 + 2);
  }

  @Test
  void saysByeAtTheEndOfTheStream() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    stage.lane.run(() -> stage.publishPicture(false));
    player.connection.take();
    stage.end();
    List<Piece> last = player.connection.take();
    assertThat(last).extracting(Piece::channel).containsExactly(1, 3);
    List<RtcpPacket> compound = compound(last.getFirst().bytes());
    assertThat(compound.getFirst()).isInstanceOf(RtcpPacket.SenderReport.class);
    assertThat(compound.getLast()).isEqualTo(new RtcpPacket.Bye(List.of(player.track(0).ssrc())));
    assertThat(player.ended).isEqualTo(EndReason.STOPPED_BY_PUBLISHER);
    player.close();
    assertThat(stage.stream.viewers()).isZero();
    assertThat(stage.egress.numberings().size()).isZero();
    assertThat(stage.egress.snapshot().players()).isZero();
  }

  @Test
  void aPlayerThatLeavesGetsNothingMoreAndTheTrackIsReadNoLonger() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    TestPlayer other = stage.tcp().play();
    assertThat(stage.video.packets().readers()).isOne();
    player.close();
    player.connection.take();
    other.connection.take();
    stage.picture(false);
    assertThat(player.connection.take()).isEmpty();
    assertThat(other.connection.take(0)).hasSize(2);
    other.close();
    assertThat(stage.video.packets().readers()).isZero();
    assertThat(stage.audio.packets().readers()).isZero();
    stage.advance(3 * Stage.SECOND);
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void oneThatLeavesWhileItWaitsIsToldNothing() {
    Stage stage = new Stage(Stage.uncached());
    Presentation presentation = presentationOfUncached(stage);
    Player player = new Player(stage.egress, presentation, stage.lane);
    List<Object> told = new ArrayList<>();
    RecordedConnection connection = new RecordedConnection(stage.lane);
    stage.lane.run(
        () -> {
          player.setup(0, new Way.Interleaved(connection, 0, 1));
          player.play(told::add, told::add);
        });
    stage.lane.run(player::close);
    stage.picture(true);
    stage.end();
    assertThat(told).isEmpty();
    assertThat(connection.take()).isEmpty();
  }

  @Test
  void oneThatWaitsIsToldWhenTheStreamEnds() {
    Stage stage = new Stage(Stage.uncached());
    Presentation presentation = presentationOfUncached(stage);
    Player player = new Player(stage.egress, presentation, stage.lane);
    List<Object> told = new ArrayList<>();
    RecordedConnection connection = new RecordedConnection(stage.lane);
    stage.lane.run(
        () -> {
          player.setup(0, new Way.Interleaved(connection, 0, 1));
          player.play(told::add, told::add);
        });
    stage.end();
    assertThat(told).containsExactly(List.of(), EndReason.STOPPED_BY_PUBLISHER);
    List<Object> later = new ArrayList<>();
    Player late = new Player(stage.egress, presentation, stage.lane);
    stage.lane.run(
        () -> {
          late.setup(0, new Way.Interleaved(connection, 0, 1));
          late.play(later::add, later::add);
        });
    stage.settle();
    assertThat(later).containsExactly(List.of(), EndReason.STOPPED_BY_PUBLISHER);
  }

  @Test
  void reportsTellOneMomentForSoundAndPictures() {
    Stage stage = new Stage();
    stage.groups(1, 5);
    TestPlayer player = stage.tcp().play();
    List<Piece> first = player.connection.take();
    assertMoments(player, first.get(0).bytes(), first.get(1).bytes(), stage.lane.nanoTime());
    stage.advance(5 * Stage.SECOND);
    List<Piece> later = player.connection.take();
    assertThat(later).hasSize(2);
    assertThat(later).extracting(Piece::channel).containsExactlyInAnyOrder(1, 3);
    Piece video = later.get(0).channel() == 1 ? later.get(0) : later.get(1);
    Piece audio = later.get(0).channel() == 1 ? later.get(1) : later.get(0);
    long at = RtcpMoment.of(video.bytes()).nanos() - Stage.EPOCH;
    assertMoments(player, video.bytes(), audio.bytes(), at);
  }

  private static void assertMoments(TestPlayer player, byte[] video, byte[] audio, long nanos) {
    Numbering pictures = Objects.requireNonNull(player.presentation.numbering(0));
    Numbering sound = Objects.requireNonNull(player.presentation.numbering(1));
    RtcpMoment first = RtcpMoment.of(video);
    RtcpMoment second = RtcpMoment.of(audio);
    assertThat(first.nanos()).isBetween(Stage.EPOCH + nanos - 1_000, Stage.EPOCH + nanos + 1_000);
    assertThat(second.nanos()).isEqualTo(first.nanos());
    // both clocks are at their reading when lane time is 10 s
    assertThat((int) first.rtp() - pictures.timestampOffset())
        .isBetween((int) (nanos * 9 / 100_000) - 2, (int) (nanos * 9 / 100_000) + 2);
    assertThat((int) second.rtp() - sound.timestampOffset())
        .isBetween((int) (nanos / 125_000) - 2, (int) (nanos / 125_000) + 2);
  }

  private record RtcpMoment(long nanos, long rtp) {
    static RtcpMoment of(byte[] compound) {
      RtcpPacket.SenderReport report = (RtcpPacket.SenderReport) compound(compound).getFirst();
      long seconds = (report.ntpTimestamp() >>> 32) - 2_208_988_800L;
      long fraction = (report.ntpTimestamp() & 0xFFFF_FFFFL) * Stage.SECOND >>> 32;
      return new RtcpMoment(seconds * Stage.SECOND + fraction + 1, report.rtpTimestamp());
    }
  }

  private static List<RtcpPacket> compound(byte[] bytes) {
    List<RtcpPacket> packets = RtcpCompound.parse(bytes, 0, bytes.length);
    assertThat(packets).isNotEmpty();
    return packets;
  }

  @Test
  void takesWhatThePlayerReports() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    byte[] report = new byte[32];
    RtcpWriter.beginReceiverReport(report, 0, 77);
    byte[] block =
        Bytes.join(
            word(player.track(0).ssrc()),
            word(0x10_000005),
            word(70_000),
            word(900), // 10 ms
            word(0),
            word(0));
    System.arraycopy(block, 0, report, 8, 24);
    RtcpWriter.endReceiverReport(report, 0, 32);
    assertThat(player.player.rtcp(0, report, 0, 32)).isTrue();
    PlayerSnapshot.Media video = player.player.snapshot().tracks().getFirst();
    assertThat(video.lost()).isEqualTo(5);
    assertThat(video.jitterMillis()).isEqualTo(10);
    assertThat(player.player.snapshot().tracks().get(1).lost()).isZero();

    stage.asked.clear();
    byte[] pli = new byte[12];
    RtcpWriter.pli(pli, 0, 77, player.track(0).ssrc());
    stage.lane.run(() -> player.player.rtcp(0, pli, 0, 12));
    assertThat(stage.asked).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void badReportsAreNoSignOfLifeAndDoNoHarm() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    Random random = new Random(7);
    assertThat(player.player.rtcp(0, new byte[40], 3, 20)).isFalse();
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      if (noise.length > 2) {
        noise[0] = (byte) (0x80 | noise[0] & 0x1F);
        noise[1] = (byte) (200 + i % 7);
      }
      player.player.rtcp(i % 4, noise, 0, noise.length);
    }
    stage.picture(false);
    assertThat(player.connection.take(0)).hasSize(4 + 2);
  }

  @Test
  void refusesTracksThatAreNotThereAndChangesWhilePlaying() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp();
    Way way = new Way.Interleaved(player.connection, 4, 5);
    assertThat(player.player.setup(2, way)).isFalse();
    assertThat(player.player.setup(-1, way)).isFalse();
    assertThat(player.player.setup(1, way)).isTrue();
    player.play();
    assertThat(player.player.setup(1, way)).isFalse();
    assertThat(player.connection.take(4)).isNotEmpty();
    List<List<TrackStart>> again = new ArrayList<>();
    stage.lane.run(() -> player.player.play(again::add, reason -> {}));
    assertThat(again).containsExactly(List.of());
  }

  @Test
  void aBrokenPlayerHarmsNobody() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer good = stage.tcp().play();
    TestPlayer bad = stage.tcp().play();
    bad.connection.failing = true;
    good.connection.take();
    stage.picture(false);
    stage.picture(false);
    assertThat(good.connection.take(0)).hasSize(4);
    assertThat(bad.ended).isEqualTo(EndReason.FAILED);
  }

  @Test
  void leavesOutPacketsThatNoFrameHolds() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    stage.lane.run(
        () -> {
          stage.video(new byte[65_530], false, false);
          stage.video(new byte[65_523], false, false);
          stage.video(new byte[100], true, false);
        });
    assertThat(player.connection.take(0))
        .extracting(each -> each.bytes().length)
        .containsExactly(65_535, 112);
  }

  @Test
  void putsPacketsInOrderAndWaitsOnlyWhileThatPays() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    TestPlayer udp = stage.udp().play();
    player.connection.take();
    udp.videoPath.datagrams.clear();
    stage.lane.run(() -> shuffled(stage, 1, 0, 2, 4, 3));
    assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(0, 1, 2, 3, 4);
    assertThat(udp.videoPath.datagrams)
        .extracting(each -> (int) each[13])
        .containsExactly(1, 0, 2, 4, 3);

    stage.lane.run(() -> shuffled(stage, 0, 2));
    assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(0);
    TestPlayer second = stage.tcp().play(); // the others wait no longer, and nobody gets it twice
    assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(2);
    assertThat(second.connection.take(0)).hasSize(4 + 5 + 2);

    for (int i = 0; i < 3; i++) {
      stage.lane.run(() -> shuffled(stage, 0, 2));
      assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(0);
      stage.advance(199 * Stage.MILLI);
      assertThat(player.connection.take(0)).isEmpty();
      stage.advance(2 * Stage.MILLI);
      assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(2);
    }
    second.connection.take();
    stage.lane.run(() -> shuffled(stage, 0, 2, 3, 1)); // not waited for, and too late
    assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(0, 2, 3);
    assertThat(second.connection.take(0)).extracting(PlayTest::tag).containsExactly(0, 2, 3);
    stage.lane.run(() -> shuffled(stage, 0, 2, 3, 1));
    assertThat(player.connection.take(0)).extracting(PlayTest::tag).containsExactly(0, 1, 2, 3);
    assertThat(player.player.snapshot().skipped()).isOne();
  }

  /** Publishes packets in this order; what comes next is numbered behind the highest. */
  private static void shuffled(Stage stage, int... order) {
    long first = stage.videoSequence();
    long last = first;
    for (int each : order) {
      stage.videoSequence(first + each);
      stage.video(new byte[] {0x41, (byte) each, 1}, false, false);
      last = Math.max(last, first + each + 1);
    }
    stage.videoSequence(last);
  }

  private static int tag(Piece piece) {
    return piece.payload()[1];
  }
}
