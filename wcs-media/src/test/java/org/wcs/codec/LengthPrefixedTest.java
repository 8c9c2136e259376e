package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LengthPrefixedTest {
  private static final byte[] FRAME = hex("00000003 674201 00000002 6801 00000004 65000102");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  @Test
  void startCodesTakeThePlaceOfLengths() throws Exception {
    assertThat(LengthPrefixed.toStartCodes(FRAME))
        .isEqualTo(hex("00000001 674201 00000001 6801 00000001 65000102"));
    assertThat(LengthPrefixed.ofH264(LengthPrefixed.toStartCodes(FRAME))).isEqualTo(FRAME);
  }

  @Test
  void leavesOutEverythingButSlicesAndParameterSets() {
    byte[] stream = hex("00000001 09f0 000001 0605ff80 00000001 674201 000001 6801 000001 65aa 00");
    assertThat(LengthPrefixed.ofH264(stream))
        .isEqualTo(hex("00000003 674201 00000002 6801 00000002 65aa"));
    assertThat(LengthPrefixed.ofH264(hex("0102"))).isEmpty();
    assertThat(LengthPrefixed.ofH264(hex("000001"))).isEmpty();
  }

  @Test
  void findsTheFirstOfAType() {
    assertThat(LengthPrefixed.firstH264(FRAME, 7)).isEqualTo(hex("674201"));
    assertThat(LengthPrefixed.firstH264(FRAME, 5)).isEqualTo(hex("65000102"));
    assertThat(LengthPrefixed.firstH264(FRAME, 1)).isEmpty();
  }

  @Test
  void everyDamageIsEitherPassedOnOrRefused() {
    int refused = 0;
    for (int at = 0; at < FRAME.length; at++) {
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        byte[] damaged = FRAME.clone();
        damaged[at] ^= (byte) flip;
        refused += isRefused(damaged) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(12, FRAME.length * 3);
    for (int length = 1; length < FRAME.length; length++) {
      boolean whole = length == 7 || length == 13;
      assertThat(isRefused(java.util.Arrays.copyOf(FRAME, length))).isEqualTo(!whole);
    }
    assertThatThrownBy(() -> LengthPrefixed.toStartCodes(hex("ffffffff65")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("4294967295");
  }

  private static boolean isRefused(byte[] frame) {
    try {
      return LengthPrefixed.toStartCodes(frame).length != frame.length;
    } catch (CodecException e) {
      return true;
    }
  }
}
