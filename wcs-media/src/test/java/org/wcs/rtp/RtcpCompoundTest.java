package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RtcpCompoundTest {
  private static final int SSRC = 0x11223344;
  private final byte[] out = new byte[1_200];

  private static List<RtcpPacket> parse(byte[] bytes) {
    return RtcpCompound.parse(bytes, 0, bytes.length);
  }

  private byte[] written(int end) {
    return Arrays.copyOf(out, end);
  }

  @Test
  void readsEveryGolden() {
    RtcpGoldens.BYTES.forEach(
        (name, bytes) ->
            assertThat(parse(bytes)).as(name).containsExactly(RtcpGoldens.MEANING.get(name)));
  }

  @Test
  void readsCompoundsInOrderAndInTheMiddleOfABuffer() {
    byte[] all = Bytes.join(RtcpGoldens.BYTES.values().toArray(byte[][]::new));
    assertThat(parse(all)).containsExactlyElementsOf(RtcpGoldens.MEANING.values());
    byte[] inside = Bytes.join(new byte[5], all, new byte[3]);
    assertThat(RtcpCompound.parse(inside, 5, all.length)).isEqualTo(parse(all));
  }

  @Test
  void nothingSpoiledThrows() {
    List<byte[]> goldens = new ArrayList<>(RtcpGoldens.BYTES.values());
    goldens.add(Bytes.join(goldens.toArray(byte[][]::new)));
    for (byte[] golden : goldens) {
      Bytes.spoiled(golden, bytes -> assertThat(parse(bytes)).doesNotContainNull());
    }
  }

  @Test
  void aCompoundCutShortIsEmpty() {
    RtcpGoldens.BYTES.forEach(
        (name, bytes) ->
            assertThat(RtcpCompound.parse(bytes, 0, bytes.length - 1)).as(name).isEmpty());
  }

  @Test
  void oneBadPacketSpoilsTheCompound() {
    byte[] bad = Bytes.join(RtcpGoldens.bytes("sr"), Bytes.hex("82c90001 11223344"));
    assertThat(parse(bad)).isEmpty();
    assertThat(parse(Bytes.hex("a0c90001 112233ff"))).isEmpty();
  }

  @Test
  void feedbackThatAnnouncesFarMoreThanIsSentIsRefused() {
    String runs = "1fff1fff1fff1fff1fff1fff1fff1fff0008 0000";
    assertThat(parse(Bytes.hex("8fcd0009 00000001 11223344 0000 ffff 000000 00" + runs))).isEmpty();
  }

  @Test
  void writesTheSenderReport() {
    RtcpWriter.Moment moment = new RtcpWriter.Moment(0xE000000180000000L, 90_000);
    int end = RtcpWriter.senderReport(out, 0, SSRC, moment, 0x5_80000064L, 50_000);
    assertThat(written(end)).isEqualTo(RtcpGoldens.bytes("sr"));
  }

  @Test
  void writesTheReceiverReport() {
    int blocks = RtcpWriter.beginReceiverReport(out, 0, SSRC);
    assertThat(written(RtcpWriter.endReceiverReport(out, 0, blocks)))
        .isEqualTo(RtcpGoldens.bytes("rr"));
    byte[] golden = RtcpGoldens.bytes("rr-blocks");
    System.arraycopy(golden, 8, out, 8, 48);
    assertThat(written(RtcpWriter.endReceiverReport(out, 0, blocks + 48))).isEqualTo(golden);
  }

  @Test
  void writesTheSourceDescriptionWithANameOfAnyLength() {
    assertThat(written(RtcpWriter.sourceDescription(out, 0, SSRC, RtcpWriter.cname("wcs-01"))))
        .isEqualTo(RtcpGoldens.bytes("sdes"));
    for (int length = 0; length <= 255; length++) {
      String name = "n".repeat(length);
      Arrays.fill(out, (byte) 0x55);
      int end = RtcpWriter.sourceDescription(out, 0, SSRC, RtcpWriter.cname(name));
      assertThat(end % 4).isZero();
      assertThat(out[end - 1]).isZero();
      assertThat(parse(written(end))).containsExactly(new RtcpPacket.SourceDescription(SSRC, name));
    }
    assertThatThrownBy(() -> RtcpWriter.cname("n".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesByePliAndFir() {
    assertThat(written(RtcpWriter.bye(out, 0, SSRC))).isEqualTo(RtcpGoldens.bytes("bye"));
    assertThat(written(RtcpWriter.pli(out, 0, 1, SSRC))).isEqualTo(RtcpGoldens.bytes("pli"));
    assertThat(written(RtcpWriter.fir(out, 0, 1, SSRC, 0x107))).isEqualTo(RtcpGoldens.bytes("fir"));
  }

  @Test
  void writesTheNackInAsFewWordsAsPossible() {
    int[] missing = {0xFFFE, 0xFFFF, 1, 14, 100};
    assertThat(written(RtcpWriter.nack(out, 0, 1, SSRC, missing, 5)))
        .isEqualTo(RtcpGoldens.bytes("nack"));
    int[] run = new int[64];
    for (int i = 0; i < run.length; i++) {
      run[i] = 65_500 + i & 0xFFFF;
    }
    int end = RtcpWriter.nack(out, 0, 1, SSRC, run, run.length);
    assertThat(end).isEqualTo(12 + 4 * 4);
    List<Integer> expected = Arrays.stream(run).boxed().toList();
    assertThat(parse(written(end))).containsExactly(new RtcpPacket.Nack(1, SSRC, expected));
  }

  @Test
  void writesTheRembWithAtMostTheLastBitsLost() {
    int[] media = {SSRC, 2};
    int end = RtcpWriter.remb(out, 0, 1, 500_000, media);
    assertThat(written(end)).isEqualTo(RtcpGoldens.bytes("remb"));
    for (long rate : new long[] {0, 1, 0x3FFFF, 0x40000, 3_456_789, 1L << 44, Long.MAX_VALUE}) {
      end = RtcpWriter.remb(out, 0, 1, rate, media);
      RtcpPacket.Remb remb = (RtcpPacket.Remb) parse(written(end)).getFirst();
      assertThat(remb.bitsPerSecond()).isBetween(rate - (rate >>> 17), rate);
      assertThat(remb.ssrcs()).containsExactly(SSRC, 2);
    }
    end = RtcpWriter.remb(out, 0, 1, -5, media);
    assertThat(parse(written(end))).containsExactly(new RtcpPacket.Remb(1, 0, List.of(SSRC, 2)));
  }

  @Test
  void writesOneBehindTheOther() {
    int at = RtcpWriter.endReceiverReport(out, 0, RtcpWriter.beginReceiverReport(out, 0, SSRC));
    at = RtcpWriter.sourceDescription(out, at, SSRC, RtcpWriter.cname("wcs-01"));
    at = RtcpWriter.pli(out, at, 1, SSRC);
    at = RtcpWriter.bye(out, at, SSRC);
    assertThat(written(at))
        .isEqualTo(
            Bytes.join(
                RtcpGoldens.bytes("rr"),
                RtcpGoldens.bytes("sdes"),
                RtcpGoldens.bytes("pli"),
                RtcpGoldens.bytes("bye")));
  }
}
