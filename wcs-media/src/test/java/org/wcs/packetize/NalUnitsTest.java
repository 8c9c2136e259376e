package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NalUnitsTest {

  @Test
  void walksUnitsAndPassesOverEmptyOnes() {
    byte[] unit = Media.hex("00000002 6742 00000000 00000001 68");
    int first = NalUnits.first(unit);
    assertThat(first).isEqualTo(4);
    assertThat(NalUnits.length(unit, first)).isEqualTo(2);
    int second = NalUnits.next(unit, first);
    assertThat(second).isEqualTo(14);
    assertThat(NalUnits.length(unit, second)).isEqualTo(1);
    assertThat(NalUnits.next(unit, second)).isEqualTo(-1);
  }

  @Test
  void writesStartCodesInPlaceOfLengths() {
    byte[] unit = Media.hex("00000002 6742 00000001 68");
    assertThat(NalUnits.toAnnexB(unit)).isEqualTo(Media.hex("00000001 6742 00000001 68"));
  }

  @Test
  void readsStartCodesOfThreeAndFourBytesAndDropsZerosBetweenUnits() {
    byte[] stream = Media.hex("99 00000001 674200 000001 6801 0000 000001 65800003 000000");
    assertThat(NalUnits.ofAnnexB(stream, 0, stream.length))
        .isEqualTo(Media.hex("00000002 6742 00000002 6801 00000004 65800003"));
    assertThat(NalUnits.ofAnnexB(stream, 0, 3)).isEmpty();
  }

  @Test
  void streamsWithStartCodesComeBack() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[][] made = new byte[1 + random.nextInt(5)][];
      for (int i = 0; i < made.length; i++) {
        made[i] = Media.noise(random, 1 + random.nextInt(50), 0x65);
        for (int at = 1; at < made[i].length; at++) {
          made[i][at] |= 2; // no start code inside, no zero at the end
        }
      }
      byte[] units = Media.units(made);
      byte[] stream = NalUnits.toAnnexB(units);
      assertThat(NalUnits.ofAnnexB(stream, 0, stream.length)).isEqualTo(units);
    }
  }

  @Test
  void takesLengthsOfOtherSizes() {
    byte[] two = Media.hex("0002 6742 0000 0001 68 0005 65");
    assertThat(NalUnits.of(two, 0, two.length, 2))
        .isEqualTo(Media.hex("00000002 6742 00000001 68"));
    byte[] four = Media.hex("FF 00000002 6742");
    assertThat(NalUnits.of(four, 1, 6, 4)).isEqualTo(Media.hex("00000002 6742"));
    byte[] one = Media.hex("02 6742 01 68");
    assertThat(NalUnits.of(one, 0, one.length, 1))
        .isEqualTo(Media.hex("00000002 6742 00000001 68"));
  }

  @Test
  void leavesOutDelimitersAndFiller() {
    byte[] slice = Media.hex("6588");
    byte[] h264 = Media.units(Media.hex("0910"), slice, Media.hex("0CFFFF80"));
    assertThat(NalUnits.withoutBallast(NalSyntax.H264, h264)).isEqualTo(Media.units(slice));
    byte[] clean = Media.units(slice, slice);
    assertThat(NalUnits.withoutBallast(NalSyntax.H264, clean)).isSameAs(clean);
    byte[] irap = Media.hex("2601AF");
    byte[] h265 = Media.units(Media.hex("460110"), irap, Media.hex("4C01FF80"));
    assertThat(NalUnits.withoutBallast(NalSyntax.H265, h265)).isEqualTo(Media.units(irap));
  }

  @Test
  void partsParameterSetsFromPicturesAndJoinsThemAgain() {
    byte[] slice = Media.units(Media.hex("6588"));
    byte[] sets = Media.h264Sets();
    byte[] key = Media.join(sets, slice);
    assertThat(NalUnits.parameterSets(NalSyntax.H264, key)).isEqualTo(sets);
    assertThat(NalUnits.withoutParameterSets(NalSyntax.H264, key)).isEqualTo(slice);
    assertThat(NalUnits.withParameterSets(NalSyntax.H264, sets, slice)).isEqualTo(key);
    assertThat(NalUnits.withParameterSets(NalSyntax.H264, sets, key)).isSameAs(key);
    assertThat(NalUnits.parameterSets(NalSyntax.H264, slice)).isEmpty();
  }

  @Test
  void knowsKeyPictures() {
    assertThat(NalUnits.key(NalSyntax.H264, Media.units(Media.hex("0605"), Media.hex("6588"))))
        .isTrue();
    assertThat(NalUnits.key(NalSyntax.H264, Media.units(Media.hex("419A")))).isFalse();
    assertThat(NalUnits.key(NalSyntax.H265, Media.units(Media.hex("2A01AF")))).isTrue();
    assertThat(NalUnits.key(NalSyntax.H265, Media.units(Media.hex("0201D0")))).isFalse();
  }

  @Test
  void neverThrowsOnSpoiltUnits() {
    byte[] good = Media.join(Media.h264Sets(), Media.units(Media.hex("6588840000"), new byte[0]));
    Media.spoiled(
        good,
        bad -> {
          byte[] stream = NalUnits.toAnnexB(bad);
          assertThat(stream.length).isLessThanOrEqualTo(bad.length);
          assertThat(NalUnits.ofAnnexB(stream, 0, stream.length).length)
              .isLessThanOrEqualTo(2 * bad.length);
          for (int prefix = 1; prefix <= 4; prefix++) {
            assertThat(NalUnits.of(bad, 0, bad.length, prefix).length)
                .isLessThanOrEqualTo(5 * bad.length);
          }
          for (NalSyntax syntax : NalSyntax.values()) {
            byte[] sets = NalUnits.parameterSets(syntax, bad);
            byte[] rest = NalUnits.withoutParameterSets(syntax, bad);
            assertThat(sets.length + rest.length).isLessThanOrEqualTo(bad.length);
            assertThat(NalUnits.withoutBallast(syntax, bad).length).isLessThanOrEqualTo(bad.length);
          }
        });
  }
}
