package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.config.TranscodeConfig;
import org.wcs.stream.EndReason;
import org.wcs.stream.Picture;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

final class TranscodePlanTest {

  private static final Codec MADE_H264 = new Codec.H264(TranscodePlan.H264_MADE_HERE, 1);
  private static final Codec BROWSER_H264 = new Codec.H264(0x42E01F, 1);
  private static final Codec ANY_H264 = new Codec.H264(0, 1);
  private static final Picture SMALL = new Picture(640, 360, 0, 0, 0);

  private final FakeWorkshop machine = new FakeWorkshop();
  private TranscodeConfig config = TestConfig.defaults();

  /** Rows: source; columns: what the player takes; the cell: pass, make, no. */
  @ParameterizedTest
  @CsvSource({
    "H264, pass make no no no",
    "H265, make make pass no no",
    "VP8, make pass no no no",
    "VP9, make make no pass no",
    "AV1, make make no no pass",
    "JPEG, make make no no no",
  })
  void videoPassesOrIsMadeAsH264OrVp8(String source, String row) {
    List<Codec> players =
        List.of(
            BROWSER_H264,
            new Codec.Vp8(),
            new Codec.H265(1, 0, 93),
            new Codec.Vp9(0),
            new Codec.Av1(0));
    checkRow(codec(source), players, row);
  }

  @ParameterizedTest
  @CsvSource({
    "opus,          pass make no make make make make",
    "mpeg4-generic, make pass no make make make make",
    "MPA,           make make pass make make make make",
    "speex,         make make no pass make make make",
    "PCMU,          make make no make pass make make",
    "PCMA,          make make no make make pass make",
    "G722,          make make no make make make pass",
    "G726-32,       make make no make make make make",
    "G729,          make make no make make make make",
  })
  void audioPassesOrIsMadeInAllButMp3(String source, String row) {
    checkRow(codec(source), AllCodecs.LIST.subList(5, 12), row);
  }

  @Test
  void whatOnlyCamerasSendPassesToThoseWhoTakeItAndIsNeverMade() {
    for (Codec codec : AllCodecs.LIST.subList(12, 15)) {
      assertThat(decide(facts(codec), Wish.of(codec))).isEqualTo(new TranscodePlan.PassThrough());
      Codec other = codec.kind() == Codec.Kind.VIDEO ? BROWSER_H264 : new Codec.Pcmu();
      assertThat(decide(facts(other), Wish.of(codec))).isInstanceOf(TranscodePlan.Impossible.class);
    }
    Codec otherOrder = new Codec.G726(4, true);
    assertThat(decide(facts(new Codec.G726(4, false)), Wish.of(otherOrder)))
        .isInstanceOf(TranscodePlan.Impossible.class);
  }

  @Test
  void reorderedPicturesPassToThoseWhoTakeThemOnly() {
    SourceFacts reordered = new SourceFacts(BROWSER_H264, true, 0, 0, 0, 0);
    Wish player = new Wish(List.of(ANY_H264), true, Picture.AS_IS);
    Wish browser = new Wish(List.of(ANY_H264), false, Picture.AS_IS);
    assertThat(decide(reordered, player)).isEqualTo(new TranscodePlan.PassThrough());
    assertThat(decide(reordered, browser)).isEqualTo(steps(BROWSER_H264, false, MADE_H264));
  }

  @Test
  void aProfileThatWasNotOfferedIsTranscoded() {
    Codec high = new Codec.H264(0x640028, 1);
    assertThat(decide(facts(high), Wish.of(BROWSER_H264))).isEqualTo(steps(high, false, MADE_H264));
    assertThat(decide(facts(high), Wish.of(ANY_H264))).isEqualTo(new TranscodePlan.PassThrough());
  }

  @ParameterizedTest
  @CsvSource({
    "42e01f, 42e01f, true",
    "42e01f, 42e034, true", // levels are not compared
    "42e01f, 4d0020, false",
    "42e01f, 640020, false",
    "640020, 4d0020, true",
    "640020, 640028, true",
    "640020, 6e0028, false", // High 10
    "000000, 6e0028, true",
  })
  void profilesOfH264PassToWhoeverDecodesThem(String offered, String sent, boolean passes) {
    Codec source = new Codec.H264(Integer.parseInt(sent, 16), 1);
    Codec player = new Codec.H264(Integer.parseInt(offered, 16), 1);
    assertThat(decide(facts(source), Wish.of(player)))
        .isEqualTo(passes ? new TranscodePlan.PassThrough() : steps(source, false, MADE_H264));
  }

  @Test
  void theFirstCodecOfTheWishThatCanBeMadeIsMade() {
    Codec av1 = new Codec.Av1(0);
    Wish wish = Wish.of(new Codec.H265(1, 0, 93), new Codec.Vp8(), BROWSER_H264);
    assertThat(decide(facts(av1), wish)).isEqualTo(steps(av1, false, new Codec.Vp8()));
    machine.unknown.add(new Codec.Vp8());
    assertThat(decide(facts(av1), wish)).isEqualTo(steps(av1, false, MADE_H264));
  }

  @Test
  void theSourcesOwnCodecIsMadeBeforeOthersOfTheWish() {
    Codec high = new Codec.H264(0x640028, 1);
    assertThat(decide(facts(high), Wish.of(new Codec.Vp8(), BROWSER_H264)))
        .isEqualTo(steps(high, false, MADE_H264));
  }

  @Test
  void passingIsPreferredToACodecTheWishLikesBetter() {
    assertThat(decide(facts(new Codec.Vp8()), Wish.of(BROWSER_H264, new Codec.Vp8())))
        .isEqualTo(new TranscodePlan.PassThrough());
  }

  @ParameterizedTest
  @CsvSource({"640,360,0,0,0", "0,360,0,0,0", "0,0,500000,0,0", "0,0,0,30,0", "0,0,0,0,15"})
  void anyWishForThePictureIsTranscoded(int width, int height, int bits, int quality, int fps) {
    Picture picture = new Picture(width, height, bits, quality, fps);
    assertThat(decide(facts(BROWSER_H264), new Wish(List.of(BROWSER_H264), true, picture)))
        .isEqualTo(
            new TranscodePlan.Steps(
                BROWSER_H264, width + height > 0, new Output(MADE_H264, picture)));
  }

  @Test
  void wishesForThePictureDoNotConcernSound() {
    Wish wish = new Wish(List.of(new Codec.Pcma()), false, SMALL);
    assertThat(decide(facts(new Codec.Pcma()), wish)).isEqualTo(new TranscodePlan.PassThrough());
    assertThat(decide(facts(new Codec.Pcmu()), wish))
        .isEqualTo(steps(new Codec.Pcmu(), false, new Codec.Pcma()));
  }

  @Test
  void forbiddenTranscodingIsSaidOnlyWhereItWouldHelp() {
    config = TestConfig.switches(true, false);
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(BROWSER_H264)))
        .isEqualTo(EndReason.TRANSCODING_DISABLED);
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(new Codec.H265(1, 0, 93))))
        .isEqualTo(EndReason.NO_COMMON_CODECS);
    assertThat(decide(facts(new Codec.Vp8()), Wish.of(new Codec.Vp8())))
        .isEqualTo(new TranscodePlan.PassThrough());
  }

  @Test
  void nothingPassesWhereTheProxyIsDisabled() {
    config = TestConfig.switches(false, true);
    assertThat(decide(facts(new Codec.Vp8()), Wish.of(new Codec.Vp8())))
        .isEqualTo(steps(new Codec.Vp8(), false, new Codec.Vp8()));
    config = TestConfig.switches(true, true);
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(new Codec.Vp8())))
        .isEqualTo(EndReason.TRANSCODING_DISABLED);
  }

  @Test
  void aMachineWithoutTheCodecHasNoTranscoder() {
    Codec h265 = new Codec.H265(1, 0, 93);
    machine.unknown.add(h265);
    assertThat(reason(facts(h265), Wish.of(BROWSER_H264))).isEqualTo(EndReason.NO_TRANSCODERS);
    machine.unknown.add(MADE_H264);
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(BROWSER_H264)))
        .isEqualTo(EndReason.NO_TRANSCODERS);
  }

  @Test
  void packetizationMode0CannotBeMade() {
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(new Codec.H264(0x42E01F, 0))))
        .isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void whatMakesNoDifferenceToPlayersIsMadeEqual() {
    Codec stereo = new Codec.Aac(2, 44_100, 2);
    assertThat(decide(facts(stereo), Wish.of(new Codec.Opus(false, true))))
        .isEqualTo(steps(stereo, false, new Codec.Opus(true, false)));
    Codec mono = new Codec.Speex(16_000);
    assertThat(decide(facts(mono), Wish.of(new Codec.Aac(2, 48_000, 2))))
        .isEqualTo(steps(mono, false, new Codec.Aac(2, 48_000, 1)));
    assertThat(decide(facts(new Codec.Vp8()), Wish.of(new Codec.H264(0x64001F, 1))))
        .isEqualTo(steps(new Codec.Vp8(), false, MADE_H264));
  }

  @Test
  void soundIsNeverMadeOfPictures() {
    assertThat(reason(facts(new Codec.Vp8()), Wish.of(new Codec.Pcma())))
        .isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void pacesThatContradictEachOtherAreRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new TranscodeConfig.Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), 10, 3))
        .hasMessageContaining("transcoder_skip_encode_after=2000 ms");
  }

  private void checkRow(Codec source, List<Codec> players, String row) {
    String[] cells = row.split(" ");
    for (int i = 0; i < players.size(); i++) {
      String found =
          switch (decide(facts(source), Wish.of(players.get(i)))) {
            case TranscodePlan.PassThrough pass -> "pass";
            case TranscodePlan.Steps steps -> "make";
            case TranscodePlan.Impossible impossible -> "no";
          };
      assertThat(found).as("%s to %s", source, players.get(i)).isEqualTo(cells[i]);
    }
  }

  private TranscodePlan decide(SourceFacts source, Wish wish) {
    return TranscodePlan.decide(source, wish, machine, config);
  }

  private EndReason reason(SourceFacts source, Wish wish) {
    TranscodePlan plan = decide(source, wish);
    assertThat(plan).isInstanceOf(TranscodePlan.Impossible.class);
    return ((TranscodePlan.Impossible) plan).reason();
  }

  private static TranscodePlan steps(Codec decode, boolean scale, Codec made) {
    return new TranscodePlan.Steps(decode, scale, new Output(made, Picture.AS_IS));
  }

  private static SourceFacts facts(Codec codec) {
    return new SourceFacts(codec, false, 0, 0, 0, 0);
  }

  private static Codec codec(String name) {
    return AllCodecs.LIST.stream()
        .filter(each -> each.encodingName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
