package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** RFC 2435: images from scans, and what the headers of the format leave open. */
final class JpegTest {
  private static final Codec JPEG = new Codec.Jpeg();

  /** Offset 0, type 1 (4:2:0), this quality, 16x16. */
  private static byte[] payload(int quality, int width, int height, String rest) {
    return Media.join(
        Media.hex("00 000000 01"),
        new byte[] {(byte) quality, (byte) (width / 8), (byte) (height / 8)},
        Media.hex(rest));
  }

  private static List<Frame> frames(RtpPacket... packets) {
    return Collected.frames(JPEG, List.of(packets)).units;
  }

  private static RtpPacket packet(int sequence, long pts, byte[] payload) {
    return Collected.packet(sequence, pts, true, payload);
  }

  @Test
  void makesTheTablesOfQualityFactors() {
    // The same as libjpeg makes of its quality 50, which are those of the standard.
    byte[] fifty = JpegTables.quantization(50);
    assertThat(Media.hex(fifty)).startsWith("100b0c0e0c0a100e0d0e1211101318281a").hasSize(256);
    assertThat(Media.hex(fifty)).contains("1112121815182f1a1a2f6342384263");
    assertThat(JpegTables.quantization(99)[0]).isEqualTo((byte) 1);
    assertThat(JpegTables.quantization(1)[0]).isEqualTo((byte) 255);
    JpegImage put = JpegImage.parse(RtpCapture.of("gstreamer122-jpeg").units().getFirst());
    assertThat(put.tables()).isEqualTo(fifty);
    JpegImage forty =
        JpegImage.parse(RtpCapture.of("gstreamer122-jpeg-restarts").units().getFirst());
    assertThat(forty.tables()).isEqualTo(JpegTables.quantization(40));
  }

  @Test
  void anImageWithoutTablesGetsThoseOfItsQuality() {
    List<Frame> frames = frames(packet(1, 0, payload(50, 16, 24, "aabbcc")));
    JpegImage image = JpegImage.parse(frames.getFirst().payload());
    assertThat(image.tables()).isEqualTo(JpegTables.quantization(50));
    assertThat(image.width()).isEqualTo(16);
    assertThat(image.height()).isEqualTo(24);
    assertThat(image.type()).isEqualTo(1);
    assertThat(Media.hex(frames.getFirst().payload())).endsWith("aabbccffd9");
    assertThat(frames.getFirst().key()).isTrue();
  }

  @Test
  void tablesOfAQualityFactorNeedNotComeAgain() {
    byte[] tables = JpegTables.quantization(30);
    String told = "00 00 0080" + Media.hex(tables);
    List<Frame> frames =
        frames(
            packet(1, 0, payload(200, 16, 16, "00 00 0000 aa")), // not known yet
            packet(2, 1, payload(200, 16, 16, told + "bb")),
            packet(3, 2, payload(200, 16, 16, "00 00 0000 cc")),
            packet(4, 3, payload(255, 16, 16, "00 00 0000 dd"))); // must be told each time
    assertThat(frames).extracting(Frame::pts).containsExactly(1L, 2L);
    for (Frame frame : frames) {
      assertThat(JpegImage.parse(frame.payload()).tables()).isEqualTo(tables);
    }
  }

  @Test
  void oneTableServesAllComponentsAndWideOnesKeepTheirBits() {
    String one = "00 00 0040" + "11".repeat(64);
    Frame frame = frames(packet(1, 0, payload(255, 16, 16, one + "aa"))).getFirst();
    assertThat(Arrays.copyOf(JpegImage.parse(frame.payload()).tables(), 2))
        .isEqualTo(new byte[] {0x11, 0x11});
    String wide = "00 01 00c0" + "0102".repeat(64) + "11".repeat(64);
    Frame deep = frames(packet(1, 0, payload(255, 16, 16, wide + "aa"))).getFirst();
    assertThat(Media.hex(deep.payload())).contains("ffdb00c410" + "0102".repeat(64) + "01" + "11");
  }

  @Test
  void sizesBeyond2040PixelsComeInTheHeaderExtensionOfOnvif() {
    byte[] payload = payload(50, 0, 0, "aabb");
    byte[] extension =
        Media.hex("ffd8 0006 ffc0 0011 08 0870 0f00 03 012200 021101 031101 ffff ffff ff");
    byte[] wire = Media.join(Media.hex("90 9a 0001 00000000 00000001"), extension, payload);
    int header = wire.length - payload.length;
    RtpPacket packet = new RtpPacket(wire, header, payload.length, true, 1, 0, true, 0);
    String image = Media.hex(frames(packet).getFirst().payload());
    assertThat(image).contains("ffc00011080870" + "0f00" + "03");
    assertThat(frames(packet(1, 0, payload))).isEmpty();
  }

  @Test
  void reservedTypesAndQualitiesMakeNoImages() {
    for (int quality : new int[] {0, 100, 127}) {
      assertThat(frames(packet(1, 0, payload(quality, 16, 16, "aa")))).isEmpty();
    }
    byte[] other = payload(50, 16, 16, "aa");
    for (int type : new int[] {2, 63, 66, 128, 255}) {
      other[4] = (byte) type;
      assertThat(frames(packet(1, 0, other))).isEmpty();
    }
  }

  @Test
  void whatIsMissingInTheMiddleMakesNoImage() {
    byte[] second = payload(50, 16, 16, "bb");
    second[3] = 2; // but one byte came before
    List<Frame> frames =
        frames(
            Collected.packet(1, 0, false, payload(50, 16, 16, "aa")),
            packet(2, 0, second),
            packet(3, 1, payload(50, 16, 16, "cc")));
    assertThat(frames).extracting(Frame::pts).containsExactly(1L);
  }

  @Test
  void imagesSurviveBothWaysAndOthersAreLeftOut() {
    byte[] header = JpegHeader.of(320, 240, 64, 5, tables());
    byte[] image = Media.join(header, Media.noise(new Random(1), 5_000), Media.hex("ffd9"));
    List<Frame> sent = List.of(new Frame(0, 0, true, image), new Frame(1, 1, true, image));
    List<RtpPacket> packets = Collected.packets(JPEG, sent);
    assertThat(packets).hasSizeGreaterThan(8);
    assertThat(Collected.frames(JPEG, packets).units)
        .extracting(Frame::payload)
        .containsExactly(image, image);
    List<byte[]> bad = new ArrayList<>();
    bad.add(JpegHeader.of(4_000, 240, 1, 0, tables()));
    bad.add(Media.hex("ffd8ffd9"));
    bad.add(Media.hex("ffd8ffc2000b080010001001011100"));
    byte[] progressive = image.clone();
    progressive[Media.hex(image).indexOf("ffc00011") / 2 + 1] = (byte) 0xC2;
    bad.add(progressive);
    byte[] ownCodes = image.clone();
    ownCodes[Media.hex(image).indexOf("ffc4") / 2 + 25]++;
    bad.add(ownCodes);
    for (byte[] each : bad) {
      assertThat(Collected.packets(JPEG, List.of(new Frame(0, 0, true, each)))).isEmpty();
    }
  }

  private static byte[] tables() {
    byte[] both = JpegTables.quantization(70);
    return JpegHeader.tables(both, 0, both.length, 0);
  }

  @Test
  void spoiltImagesMakePacketsThatCanBeReadOrNone() {
    byte[] image = Media.join(JpegHeader.of(320, 240, 1, 0, tables()), Media.hex("aabbccddffd9"));
    Media.spoiled(
        image,
        bad -> {
          List<RtpPacket> packets = Collected.packets(JPEG, List.of(new Frame(0, 0, true, bad)));
          assertThat(packets.size()).isLessThan(3);
          List<Frame> again = Collected.frames(JPEG, packets).units;
          assertThat(again.isEmpty()).isEqualTo(packets.isEmpty());
        });
  }
}
