package org.wcs.mpegts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TsWriterTest {

  private static final Adts STEREO = new Adts(2, 48_000, 2);
  private static final byte[] UNITS =
      HexFormat.of().parseHex("000000026742000000036588840000000141");

  private final TsWriter writer = new TsWriter(new TsProgram(TsProgram.Video.H264, STEREO));

  private byte[] segment() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    writer.finish().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static int pid(byte[] segment, int at) {
    return (segment[at + 1] & 0x1F) << 8 | segment[at + 2] & 0xFF;
  }

  /** The content of all packets of a PID, one after another. */
  private static byte[] content(byte[] segment, int pid) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < segment.length; at += 188) {
      assertThat(segment[at]).isEqualTo((byte) 0x47);
      if (pid(segment, at) == pid) {
        int skip = (segment[at + 3] & 0x20) == 0 ? 4 : 5 + (segment[at + 4] & 0xFF);
        all.write(segment, at + skip, 188 - skip);
      }
    }
    return all.toByteArray();
  }

  @Test
  void beginsEachSegmentWithTheTables() {
    writer.begin();
    assertThat(HexFormat.of().formatHex(segment()))
        .startsWith("47400010" + "0000b00d0001c100000001f0002ab104b2" + "ffff")
        .contains("47500010" + "0002b0170001c10000e100f0001be100f0000fe101f0002f44b99b" + "ffff");
  }

  @Test
  void namesTheStreamTypeOfH265WithItsRegistration() {
    TsWriter hevc = new TsWriter(new TsProgram(TsProgram.Video.H265, STEREO));
    hevc.begin();
    String tables = HexFormat.of().formatHex(hevc.finish().getFirst());
    assertThat(tables).contains("24e100f0060504" + "48455643" + "0fe101f000");
  }

  @Test
  void putsStartCodesInThePlaceOfLengths() {
    assertThat(writer.video(90_000, 90_000, true, UNITS)).isTrue();
    byte[] pes = content(segment(), 0x100);
    assertThat(HexFormat.of().formatHex(pes))
        .isEqualTo(
            "000001e0"
                + "0020"
                + "848005"
                + "210005bf21"
                + "0000000109f0"
                + "000000016742"
                + "00000001658884"
                + "0000000141");
  }

  @Test
  void refusesLengthsThatDoNotFit() {
    for (String hex : List.of("", "00", "00000000", "0000000567", "ffffffff67", "0000000167ff")) {
      byte[] units = HexFormat.of().parseHex(hex);
      assertThat(writer.video(0, 0, true, units)).as(hex).isFalse();
    }
    for (int at = 0; at < UNITS.length; at++) {
      for (int value : new int[] {UNITS[at] ^ 1, UNITS[at] ^ 0x80, ~UNITS[at], 0, 0xFF}) {
        byte[] corrupt = UNITS.clone();
        corrupt[at] = (byte) value;
        writer.video(0, 0, true, corrupt);
        writer.video(0, 0, true, Arrays.copyOf(UNITS, at));
      }
    }
    assertThat(segment().length % 188).isZero();
  }

  @Test
  void countsPacketsOfEachPidOverSegments() {
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      writer.begin();
      writer.video(3_600L * i, 3_600L * i, i == 0, unit(10 * i * i + 1));
      writer.audio(3_600L * i, 1_920, new byte[i * 7]);
      byte[] segment = segment();
      for (int at = 0; at < segment.length; at += 188) {
        int counter = segment[at + 3] & 0x0F;
        Integer before = last.put(pid(segment, at), counter);
        assertThat(counter).isEqualTo(before == null ? 0 : before + 1 & 0x0F);
      }
    }
  }

  @Test
  void keepsEveryByteOfUnitsOfEveryLength() {
    for (int length = 1; length < 600; length++) {
      byte[] units = unit(length);
      writer.video(0, 0, false, units);
      byte[] pes = content(segment(), 0x100);
      assertThat(pes).hasSize(14 + 6 + units.length);
      assertThat(Arrays.copyOfRange(pes, 24, pes.length))
          .isEqualTo(Arrays.copyOfRange(units, 4, units.length));
    }
  }

  @Test
  void writesLargePicturesWithoutALength() {
    writer.video(0, 0, true, unit(200_000));
    byte[] pes = content(segment(), 0x100);
    assertThat(pes).hasSize(14 + 6 + 200_004);
    assertThat(pes[4]).isZero();
    assertThat(pes[5]).isZero();
  }

  @Test
  void tellsBothTimesOfReorderedPicturesAndWrapsThem() {
    long wrap = 1L << 33;
    writer.video(wrap + 7_200, wrap + 3_600, false, unit(5));
    byte[] pes = content(segment(), 0x100);
    assertThat(HexFormat.of().formatHex(pes))
        .startsWith("000001e0001c84c00a" + "3100013841" + "1100011c21");
  }

  @Test
  void tellsTheClockWithEachPicture() {
    writer.video(90_000, 90_000, true, unit(5));
    byte[] packet = segment();
    assertThat(packet[5] & 0x50).isEqualTo(0x50); // random access, clock
    long base =
        (packet[6] & 0xFFL) << 25
            | (packet[7] & 0xFFL) << 17
            | (packet[8] & 0xFFL) << 9
            | (packet[9] & 0xFFL) << 1
            | (packet[10] & 0xFFL) >> 7;
    assertThat(base).isEqualTo(45_000);
  }

  @Test
  void gathersSoundIntoFewPackets() {
    for (int i = 0; i < 8; i++) {
      assertThat(writer.audio(1_920L * i, 1_920, new byte[] {1, 2, 3})).isTrue();
    }
    byte[] pes = content(segment(), 0x101);
    assertThat(HexFormat.of().formatHex(pes))
        .startsWith("000001c0")
        .contains("fff14c80015ffc010203");
    assertThat(pes).hasSize(14 + 8 * 10);
  }

  @Test
  void beginsAnotherPacketAfterAGapInTheSound() {
    writer.audio(0, 1_920, new byte[3]);
    writer.audio(9_000, 1_920, new byte[3]);
    assertThat(content(segment(), 0x101)).hasSize(2 * (14 + 10));
  }

  @Test
  void refusesFramesThatNoHeaderCanAnnounce() {
    assertThat(writer.audio(0, 1_920, new byte[Adts.LONGEST_FRAME])).isTrue();
    assertThat(writer.audio(1_920, 1_920, new byte[Adts.LONGEST_FRAME + 1])).isFalse();
    assertThat(new TsWriter(new TsProgram(TsProgram.Video.H264, null)).audio(0, 1, new byte[1]))
        .isFalse();
    assertThat(new TsWriter(new TsProgram(null, STEREO)).video(0, 0, true, UNITS)).isFalse();
    assertThatThrownBy(() -> new TsProgram(null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Adts.carries(2, 44_101, 2)).isFalse();
    assertThat(Adts.carries(5, 44_100, 2)).isFalse();
    assertThat(Adts.carries(2, 44_100, 7)).isFalse();
    assertThat(Adts.carries(2, 44_100, 8)).isTrue();
  }

  private static byte[] unit(int length) {
    byte[] unit = new byte[length + 4];
    for (int i = 4; i < unit.length; i++) {
      unit[i] = (byte) (i * 31 + 7);
    }
    unit[0] = (byte) (length >> 24);
    unit[1] = (byte) (length >> 16);
    unit[2] = (byte) (length >> 8);
    unit[3] = (byte) length;
    return unit;
  }
}
