package org.wcs.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmfTest {
  private static final int[] MASKS = {0x01, 0x80, 0xFF};

  private static List<AmfValue> read0(byte[] bytes) throws AmfException {
    return Amf0.read(bytes, 0, bytes.length, AmfLimits.DEFAULT);
  }

  private static List<AmfValue> read0(String hex) throws AmfException {
    return read0(AmfGoldens.bytes(hex));
  }

  private static List<AmfValue> read3(byte[] bytes) throws AmfException {
    return Amf3.read(bytes, 0, bytes.length, AmfLimits.DEFAULT);
  }

  private static List<AmfValue> read3(String hex) throws AmfException {
    return read3(AmfGoldens.bytes(hex));
  }

  @Test
  void readsAndWritesTheConnectCommand() throws AmfException {
    assertThat(read0(AmfGoldens.CONNECT)).isEqualTo(AmfGoldens.connect());
    assertThat(Amf0.write(AmfGoldens.connect())).isEqualTo(AmfGoldens.bytes(AmfGoldens.CONNECT));
  }

  @Test
  void readsEveryMarkerOfAmf0() throws AmfException {
    assertThat(read0(AmfGoldens.EVERYTHING_0)).isEqualTo(AmfGoldens.everything0());
  }

  @Test
  void readsEveryMarkerOfAmf3() throws AmfException {
    assertThat(read3(AmfGoldens.EVERYTHING_3)).isEqualTo(AmfGoldens.everything3());
  }

  @Test
  void readsBackWhatItWroteInAmf0() throws AmfException {
    assertThat(read0(Amf0.write(AmfGoldens.everything0()))).isEqualTo(AmfGoldens.everything0());
  }

  @Test
  void readsBackWhatItWroteInAmf3() throws AmfException {
    assertThat(read3(Amf3.write(AmfGoldens.everything3()))).isEqualTo(AmfGoldens.everything3());
  }

  @Test
  void writesIntegersOfEverySizeOfAmf3() throws AmfException {
    for (int value : new int[] {0, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455}) {
      List<AmfValue> both = List.of(new AmfValue.Int(value), new AmfValue.Int(-value));
      assertThat(read3(Amf3.write(both))).isEqualTo(both);
    }
    assertThat(read3(Amf3.write(List.of(new AmfValue.Int(268_435_456)))))
        .containsExactly(AmfValue.of(268_435_456));
    assertThat(Amf3.write(List.of(new AmfValue.Int(16_384))))
        .isEqualTo(AmfGoldens.bytes("04 818000"));
  }

  @Test
  void writesLongTextsWithALongLength() throws AmfException {
    List<AmfValue> value = List.of(AmfValue.of("x".repeat(70_000)));
    assertThat(Amf0.write(value)[0]).isEqualTo((byte) 0x0C);
    assertThat(read0(Amf0.write(value))).isEqualTo(value);
  }

  @Test
  void takesTheEndOfAMessageForTheEndOfItsLastObject() throws AmfException {
    assertThat(read0("08 00000000 0001 61 05"))
        .containsExactly(new AmfValue.EcmaArray(AmfGoldens.members("a", AmfValue.NULL)));
  }

  @Test
  void followsReferencesOfAmf0() throws AmfException {
    assertThat(read0("0a 00000002 03 0001 61 05 0000 09 07 0001"))
        .containsExactly(
            new AmfValue.StrictArray(
                List.of(
                    new AmfValue.Obj(AmfGoldens.members("a", AmfValue.NULL)),
                    new AmfValue.Obj(AmfGoldens.members("a", AmfValue.NULL)))));
  }

  @Test
  void followsReferencesToObjectsTraitsAndTextsOfAmf3() throws AmfException {
    AmfValue one = new AmfValue.Typed("C", AmfGoldens.members("y", new AmfValue.Int(2)));
    AmfValue two = new AmfValue.Typed("C", AmfGoldens.members("y", AmfValue.of("C")));
    assertThat(read3("0a 13 03 43 03 79 0402 0a 00 0a 01 06 00")).containsExactly(one, one, two);
  }

  @Test
  void refusesReferencesToNothingAndToThemselves() {
    for (String hex : new String[] {"07 0000", "03 0001 61 07 0000 0000 09", "11 0a 00"}) {
      assertThatThrownBy(() -> read0(hex)).isInstanceOf(AmfException.class);
    }
    for (String hex :
        new String[] {"0a 0b 01 03 61 0a 00 01", "06 02", "0a 05", "09 03 01 09 00"}) {
      assertThatThrownBy(() -> read3(hex)).isInstanceOf(AmfException.class);
    }
  }

  @Test
  void refusesValuesNestedTenThousandDeep() {
    assertThatThrownBy(() -> read0("0a 00000001".replace(" ", "").repeat(10_000)))
        .isInstanceOf(AmfException.class)
        .hasMessageContaining("deeper than 32");
    assertThatThrownBy(() -> read0("03 0001 61".replace(" ", "").repeat(10_000)))
        .isInstanceOf(AmfException.class);
    assertThatThrownBy(() -> read0("11" + "0903 01".replace(" ", "").repeat(10_000)))
        .isInstanceOf(AmfException.class);
    assertThatThrownBy(() -> read3("0a0b01 03 61".replace(" ", "").repeat(10_000)))
        .isInstanceOf(AmfException.class);
    assertThatThrownBy(() -> read3("11 03 00".replace(" ", "").repeat(10_000)))
        .isInstanceOf(AmfException.class);
  }

  @Test
  void takesValuesNestedAsDeepAsTheLimit() throws AmfException {
    String deep = "0a00000001".repeat(31) + "05";
    assertThat(read0(deep)).hasSize(1);
    assertThatThrownBy(() -> read0("0a00000001" + deep)).isInstanceOf(AmfException.class);
  }

  @Test
  void refusesHugeLengthsWithoutMakingRoomForThem() {
    for (String hex :
        new String[] {
          "0c 06400000 61", "0c ffffffff 61", "02 ffff 61", "0a 7fffffff 05", "0a ffffffff 05",
          "0f 7fffffff", "11 0c ffffffff 00", "11 06 ffffffff", "11 0d ffffffff 00",
              "11 09 fffffffe"
        }) {
      assertThatThrownBy(() -> read0(hex)).as(hex).isInstanceOf(AmfException.class);
    }
  }

  @Test
  void refusesMoreBytesThanAllowed() {
    byte[] text = Amf0.write(List.of(AmfValue.of("x".repeat(AmfLimits.DEFAULT.bytes()))));
    assertThatThrownBy(() -> read0(text)).isInstanceOf(AmfException.class);
  }

  @Test
  void refusesMoreValuesThanAllowed() throws AmfException {
    assertThat(read0("05".repeat(10_000))).hasSize(10_000);
    assertThatThrownBy(() -> read0("05".repeat(10_001)))
        .isInstanceOf(AmfException.class)
        .hasMessageContaining("10000 values");
    assertThatThrownBy(() -> read3("0d ce11 00".replace(" ", "") + "00000000".repeat(10_001)))
        .isInstanceOf(AmfException.class);
  }

  /** Each array holds the one before it twice: 2^30 values in 300 bytes. */
  @Test
  void refusesMessagesThatUnfoldIntoHugeOnes() {
    StringBuilder hex = new StringBuilder("0a 00000020 0a 00000001 05".replace(" ", ""));
    for (int i = 1; i < 31; i++) {
      String before = String.format("07%04x", i);
      hex.append("0a00000002").append(before).append(before);
    }
    assertThatThrownBy(() -> read0(hex.toString())).isInstanceOf(AmfException.class);
  }

  /** Each array holds only the one before it, which nests deeper each time. */
  @Test
  void countsTheDepthOfWhatReferencesReach() {
    StringBuilder hex = new StringBuilder("0a 00000030 0a 00000001 05".replace(" ", ""));
    for (int i = 1; i < 40; i++) {
      hex.append("0a00000001").append(String.format("07%04x", i));
    }
    assertThatThrownBy(() -> read0(hex.toString()))
        .isInstanceOf(AmfException.class)
        .hasMessageContaining("deeper");
  }

  @Test
  void refusesClassesThatWriteThemselves() {
    assertThatThrownBy(() -> read3("0a 07 03 43 00"))
        .isInstanceOf(AmfException.class)
        .hasMessageContaining("class C");
  }

  @Test
  void survivesEveryTruncationAndEveryCorruptionOfAByte() {
    survives(AmfGoldens.bytes(AmfGoldens.CONNECT));
    survives(AmfGoldens.bytes(AmfGoldens.EVERYTHING_0));
    survives(AmfGoldens.bytes(AmfGoldens.EVERYTHING_3));
    byte[] switched = AmfGoldens.bytes("11" + AmfGoldens.EVERYTHING_3.replace(" ", ""));
    survives(switched);
  }

  private static void survives(byte[] golden) {
    for (int length = 0; length < golden.length; length++) {
      survivesOne(Arrays.copyOf(golden, length));
    }
    for (int at = 0; at < golden.length; at++) {
      for (int mask : MASKS) {
        byte[] broken = golden.clone();
        broken[at] ^= (byte) mask;
        survivesOne(broken);
      }
      for (int value : new int[] {0, 0xFF}) {
        byte[] broken = golden.clone();
        broken[at] = (byte) value;
        survivesOne(broken);
      }
    }
  }

  /** Whatever is read can be written and reads the same; nothing but AmfException comes out. */
  static void survivesOne(byte[] bytes) {
    try {
      List<AmfValue> values = read0(bytes);
      assertThat(Amf0.write(Amf0.read(Amf0.write(values), 0, Amf0.write(values).length, WIDE)))
          .isEqualTo(Amf0.write(values));
    } catch (AmfException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
    try {
      Amf3.write(read3(bytes));
    } catch (AmfException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static final AmfLimits WIDE = new AmfLimits(64, 64 << 20, 1_000_000);

  @Test
  void survivesRandomBytes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      for (int k = 0; k < bytes.length; k += 2) {
        bytes[k] = (byte) random.nextInt(0x12);
      }
      survivesOne(bytes);
    }
  }

  @Test
  void givesTheOtherwiseValueForWhatIsAbsentOrOfAnotherType() throws AmfException {
    AmfValue object = AmfValue.object("a", 1, "b", "text", "c", true);
    assertThat(object.get("a").number(0)).isEqualTo(1);
    assertThat(object.get("b").text("")).isEqualTo("text");
    assertThat(object.get("c").bool(false)).isTrue();
    assertThat(object.get("d")).isSameAs(AmfValue.UNDEFINED);
    assertThat(object.get("a").get("x")).isSameAs(AmfValue.UNDEFINED);
    List<AmfValue> all = new ArrayList<>(read0(AmfGoldens.EVERYTHING_0));
    all.addAll(read3(AmfGoldens.EVERYTHING_3));
    for (AmfValue value : all) {
      assertThat(value.get("no such member")).isSameAs(AmfValue.UNDEFINED);
      assertThat(value.values()).doesNotContainNull();
      assertThat(value.text("-")).isNotNull();
      assertThat(value.number(-9)).isNotNaN();
      assertThat(value.bool(true) || !value.bool(false)).isTrue();
    }
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThatThrownBy(() -> new AmfLimits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AmfLimits(201, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
