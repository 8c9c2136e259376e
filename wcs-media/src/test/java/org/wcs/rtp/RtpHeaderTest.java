package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RtpHeaderTest {
  private static final byte[] PLAIN = Bytes.hex("80e0fffe 80000001 cafebabe 0102030405");
  private static final byte[] SOURCES =
      Bytes.hex("8260 0001 00000bb8 11223344 00000001 00000002 aa");
  private static final byte[] ONE_BYTE =
      Bytes.hex("9060 0001 00000bb8 11223344 bede0003 22abcdef 00 10 30 31 1234 0000 0506");
  private static final byte[] TWO_BYTE =
      Bytes.hex("9060 0001 00000bb8 11223344 1005 0003 01 02 abcd 00 20 00 03 03 112233 0506");
  private static final byte[] PADDED = Bytes.hex("a060 0001 00000bb8 11223344 aabb 00000004");
  private static final byte[] ALL =
      Bytes.hex("b1e0 0001 00000bb8 11223344 00000009 bede0001 51aabb00 deadbeef 000003");
  static final List<byte[]> GOLDENS = List.of(PLAIN, SOURCES, ONE_BYTE, TWO_BYTE, PADDED, ALL);

  private static boolean valid(byte[] packet) {
    return RtpHeader.valid(packet, 0, packet.length);
  }

  @Test
  void readsTheFixedFields_rfc3550() {
    assertThat(valid(PLAIN)).isTrue();
    assertThat(RtpHeader.marker(PLAIN, 0)).isTrue();
    assertThat(RtpHeader.payloadType(PLAIN, 0)).isEqualTo(96);
    assertThat(RtpHeader.sequence(PLAIN, 0)).isEqualTo(0xFFFE);
    assertThat(RtpHeader.timestamp(PLAIN, 0)).isEqualTo(0x80000001);
    assertThat(RtpHeader.ssrc(PLAIN, 0)).isEqualTo(0xCAFEBABE);
    assertThat(RtpHeader.hasExtension(PLAIN, 0)).isFalse();
    assertThat(RtpHeader.marker(SOURCES, 0)).isFalse();
  }

  @Test
  void tellsWhereThePayloadIsWhateverStandsBeforeAndBehindIt() {
    assertThat(payload(PLAIN)).containsExactly(12, 5);
    assertThat(payload(SOURCES)).containsExactly(20, 1);
    assertThat(payload(ONE_BYTE)).containsExactly(28, 2);
    assertThat(payload(TWO_BYTE)).containsExactly(28, 2);
    assertThat(payload(PADDED)).containsExactly(12, 2);
    assertThat(payload(ALL)).containsExactly(24, 4);
  }

  private static List<Integer> payload(byte[] packet) {
    assertThat(valid(packet)).isTrue();
    return List.of(
        RtpHeader.headerLength(packet, 0), RtpHeader.payloadLength(packet, 0, packet.length));
  }

  @Test
  void readsInTheMiddleOfABuffer() {
    byte[] buffer = Bytes.join(new byte[7], ALL, new byte[5]);
    assertThat(RtpHeader.valid(buffer, 7, ALL.length)).isTrue();
    assertThat(RtpHeader.headerLength(buffer, 7)).isEqualTo(24);
    assertThat(RtpHeader.payloadLength(buffer, 7, ALL.length)).isEqualTo(4);
    assertThat(RtpHeader.sequence(buffer, 7)).isEqualTo(1);
  }

  @Test
  void refusesOtherVersionsAndWhatDoesNotFit() {
    assertThat(valid(Bytes.hex("40e0fffe 80000001 cafebabe"))).isFalse();
    assertThat(valid(Bytes.hex("8fe0fffe 80000001 cafebabe 00"))).isFalse();
    assertThat(valid(Bytes.hex("90e0fffe 80000001 cafebabe bede0001"))).isFalse();
    assertThat(valid(Bytes.hex("90e0fffe 80000001 cafebabe bede"))).isFalse();
    assertThat(valid(Bytes.hex("a0e0fffe 80000001 cafebabe 00"))).isFalse();
    assertThat(valid(Bytes.hex("a0e0fffe 80000001 cafebabe 02"))).isFalse();
    assertThat(valid(new byte[0])).isFalse();
  }

  @Test
  void acceptsAPacketOfPaddingOnly() {
    byte[] probe = Bytes.hex("a0e0fffe 80000001 cafebabe 000003");
    assertThat(payload(probe)).containsExactly(12, 0);
  }

  @Test
  void findsElementsOfTheOneByteForm_rfc8285() {
    assertThat(element(ONE_BYTE, 2)).isEqualTo("abcdef");
    assertThat(element(ONE_BYTE, 1)).isEqualTo("30");
    assertThat(element(ONE_BYTE, 3)).isEqualTo("1234");
    assertThat(element(ONE_BYTE, 4)).isNull();
    assertThat(element(ALL, 5)).isEqualTo("aabb");
    assertThat(element(PLAIN, 1)).isNull();
  }

  @Test
  void findsElementsOfTheTwoByteFormEvenEmptyOnes_rfc8285() {
    assertThat(element(TWO_BYTE, 1)).isEqualTo("abcd");
    assertThat(element(TWO_BYTE, 0x20)).isEmpty();
    assertThat(element(TWO_BYTE, 3)).isEqualTo("112233");
    assertThat(element(TWO_BYTE, 4)).isNull();
  }

  @Test
  void stopsAtTheReservedIdentifierAndAtOtherProfiles() {
    byte[] reserved = Bytes.hex("9060 0001 00000bb8 11223344 bede0002 10aa f0 20 bb 0000 00");
    assertThat(element(reserved, 1)).isEqualTo("aa");
    assertThat(element(reserved, 2)).isNull();
    byte[] other = Bytes.hex("9060 0001 00000bb8 11223344 abcd0001 10aa0000");
    assertThat(element(other, 1)).isNull();
  }

  private static @org.jspecify.annotations.Nullable String element(byte[] packet, int id) {
    int found = HeaderExtensions.find(packet, 0, id);
    return found < 0
        ? null
        : java.util.HexFormat.of()
            .formatHex(
                packet,
                HeaderExtensions.offset(found),
                HeaderExtensions.offset(found) + HeaderExtensions.length(found));
  }

  @Test
  void nothingSpoiledLeadsOutsideTheBytes() {
    for (byte[] golden : GOLDENS) {
      Bytes.spoiled(golden, RtpHeaderTest::touch);
    }
  }

  /** Calls every view of what is valid; all must stay inside. */
  static void touch(byte[] packet) {
    if (!valid(packet)) {
      return;
    }
    int header = RtpHeader.headerLength(packet, 0);
    int payload = RtpHeader.payloadLength(packet, 0, packet.length);
    assertThat(header).isBetween(12, packet.length);
    assertThat(payload).isBetween(0, packet.length - header);
    for (int id = 0; id <= 255; id++) {
      int found = HeaderExtensions.find(packet, 0, id);
      if (found >= 0) {
        int end = HeaderExtensions.offset(found) + HeaderExtensions.length(found);
        assertThat(end).isLessThanOrEqualTo(header);
      }
    }
  }

  @Test
  void writesNumbersInNetworkOrder() {
    byte[] out = new byte[6];
    RtpHeader.writeShort(out, 0, 0x1_8002);
    RtpHeader.writeInt(out, 2, 0xFEDCBA98);
    assertThat(out).isEqualTo(Bytes.hex("8002 fedcba98"));
    assertThat(RtpHeader.readShort(out, 0)).isEqualTo(0x8002);
    assertThat(RtpHeader.readInt(out, 2)).isEqualTo(0xFEDCBA98);
  }
}
