package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wcs.net.SharedOctets;
import org.wcs.rtp.Bytes;
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
}
