package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** The exact bytes of payloads, and what is read from payloads others may write. */
final class PayloadGoldensTest {

  private static List<String> payloads(Codec codec, boolean key, byte[] payload) {
    Frame frame = new Frame(0, 0, key, payload);
    return Collected.packets(codec, List.of(frame)).stream()
        .map(packet -> Media.hex(Collected.payload(packet)))
        .toList();
  }

  private static List<Frame> frames(Codec codec, RtpPacket... packets) {
    return Collected.frames(codec, List.of(packets)).units;
  }

  @Test
  void joinsSmallUnitsOfH264() {
    byte[] unit = Media.units(Media.hex("6742"), Media.hex("28EE"), Media.hex("6588"));
    assertThat(payloads(Media.H264, true, unit))
        .containsExactly(
            "78 0002 6742 0002 28EE 0002 6588".replace(" ", "").toLowerCase(java.util.Locale.ROOT));
    assertThat(payloads(Media.H264, false, Media.units(Media.hex("419A55"))))
        .containsExactly("419a55");
  }

  @Test
  void cutsLargeUnitsOfH264() {
    byte[] slice = Media.noise(new Random(1), 2_401, 0x65, 0x88);
    List<String> payloads = payloads(Media.H264, true, Media.units(slice));
    assertThat(payloads).hasSize(3);
    assertThat(payloads.get(0)).startsWith("7c8588").hasSize(2 * 802);
    assertThat(payloads.get(1)).startsWith("7c05").hasSize(2 * 802);
    assertThat(payloads.get(2)).startsWith("7c45").hasSize(2 * 802);
  }

  @Test
  void joinsAndCutsUnitsOfH265() {
    byte[] small = Media.units(Media.hex("4001AA"), Media.hex("4201BB"), Media.hex("4401CC"));
    assertThat(payloads(Media.H265, true, small))
        .containsExactly("600100034001aa00034201bb00034401cc");
    byte[] slice = Media.noise(new Random(1), 2_402, 0x26, 0x01, 0xAF);
    List<String> payloads = payloads(Media.H265, true, Media.units(slice));
    assertThat(payloads).hasSize(3);
    assertThat(payloads.get(0)).startsWith("620193af");
    assertThat(payloads.get(1)).startsWith("620113");
    assertThat(payloads.get(2)).startsWith("620153");
  }

  @Test
  void describesVp8AndVp9() {
    assertThat(payloads(Media.VP8, false, Media.hex("3155"))).containsExactly("908080013155");
    assertThat(payloads(Media.VP9, true, Media.hex("8249"))).containsExactly("8c80018249");
    assertThat(payloads(Media.VP9, false, Media.hex("8655"))).containsExactly("cc80018655");
    List<String> cut = payloads(Media.VP8, false, Media.noise(new Random(1), 1_300, 0x31));
    assertThat(cut).hasSize(2);
    assertThat(cut.get(0)).startsWith("9080800131");
    assertThat(cut.get(1)).startsWith("80808001");
    List<String> cut9 = payloads(Media.VP9, false, Media.noise(new Random(1), 1_300, 0x86));
    assertThat(cut9.get(0)).startsWith("c8800186");
    assertThat(cut9.get(1)).startsWith("c48001");
  }

  @Test
  void takesTheSizeFieldsOutOfAv1() {
    byte[] unit =
        Media.join(
            Media.hex("1200"),
            Media.obu(Obus.SEQUENCE_HEADER, Media.hex("0000AA")),
            Media.obu(Obus.FRAME, Media.hex("10BBCC")));
    assertThat(payloads(Media.AV1, true, unit)).containsExactly("2804080000aa3010bbcc");
    List<String> cut =
        payloads(Media.AV1, false, Media.obu(Obus.FRAME, Media.noise(new Random(1), 1_500, 0x30)));
    assertThat(cut).hasSize(2);
    assertThat(cut.get(0)).startsWith("503030").hasSize(2 * 1_200);
    assertThat(cut.get(1)).startsWith("90").hasSize(2 * (1 + 1_501 - 1_199));
  }

  @Test
  void framesSoundAsTheRfcsSay() {
    assertThat(payloads(Media.AUDIO.getFirst(), true, Media.hex("FC0102")))
        .containsExactly("fc0102");
    assertThat(payloads(Media.AAC, true, Media.hex("211A"))).containsExactly("00100010211a");
    assertThat(payloads(Media.MP3, true, Media.hex("FFFB9044")))
        .containsExactly("00000000fffb9044");
  }

  @Test
  void cutsLongG711IntoPacketsOf20Ms() {
    Random random = new Random(1);
    byte[] sound = Media.noise(random, 1_000);
    Codec pcmu = new Codec.Pcmu();
    List<RtpPacket> packets =
        Collected.packets(
            pcmu,
            List.of(
                new Frame(8_000, 8_000, true, java.util.Arrays.copyOf(sound, 400)),
                new Frame(8_400, 8_400, true, java.util.Arrays.copyOfRange(sound, 400, 1_000)),
                new Frame(20_000, 20_000, true, Media.noise(random, 80))));
    assertThat(packets)
        .extracting(RtpPacket::payloadLength)
        .containsExactly(160, 160, 160, 160, 160, 160, 40, 80);
    assertThat(packets)
        .extracting(RtpPacket::pts)
        .containsExactly(8_000L, 8_160L, 8_320L, 8_480L, 8_640L, 8_800L, 8_960L, 20_000L);
    byte[] back = new byte[0];
    for (RtpPacket packet : packets.subList(0, 7)) {
      back = Media.join(back, Collected.payload(packet));
    }
    assertThat(back).isEqualTo(sound);
  }

  @Test
  void remembersParameterSetsSentInPicturesOfTheirOwn() {
    byte[] sps = Media.real("h264.high.1280x720.sps");
    byte[] pps = Media.real("h264.high.1280x720.pps");
    byte[] idr = Media.hex("6588AA");
    byte[] delta = Media.hex("419A");
    List<Frame> frames =
        frames(
            Media.H264,
            Collected.packet(0, 0, true, sps),
            Collected.packet(1, 0, true, pps),
            Collected.packet(2, 3_000, true, idr),
            Collected.packet(3, 6_000, true, delta),
            Collected.packet(4, 9_000, true, idr));
    assertThat(frames).extracting(Frame::pts).containsExactly(3_000L, 6_000L, 9_000L);
    byte[] key = Media.units(sps, pps, idr);
    assertThat(frames.get(0).payload()).isEqualTo(key);
    assertThat(frames.get(1).payload()).isEqualTo(Media.units(delta));
    assertThat(frames.get(2).payload()).isEqualTo(key);
    assertThat(frames.get(2).key()).isTrue();
  }

  @Test
  void takesTheNewestParameterSetOfAnId() {
    byte[] old = Media.real("h264.high.320x240.sps");
    byte[] sps = Media.real("h264.high.1280x720.sps");
    byte[] pps = Media.real("h264.high.1280x720.pps");
    byte[] idr = Media.hex("6588AA");
    List<Frame> frames =
        frames(
            Media.H264,
            Collected.packet(0, 0, false, old),
            Collected.packet(1, 0, false, pps),
            Collected.packet(2, 0, true, idr),
            Collected.packet(3, 3_000, false, sps),
            Collected.packet(4, 3_000, true, idr));
    assertThat(frames.get(0).payload()).isEqualTo(Media.units(old, pps, idr));
    assertThat(frames.get(1).payload()).isEqualTo(Media.units(sps, pps, idr));
  }

  @Test
  void waitsForAKeyFrameThatCanBeDecoded() {
    Collected<Frame> frames =
        Collected.frames(Media.H264, List.of(Collected.packet(0, 0, true, Media.hex("6588AA"))));
    assertThat(frames.units).isEmpty();
    assertThat(frames.asked).hasSize(1);
  }

  @Test
  void endsAPictureWhereTheTimeChangesIfNobodyMarksIt() {
    byte[] key = Media.hex("10 50ba019d012a0005d0020187");
    List<Frame> frames =
        frames(
            Media.VP8,
            Collected.packet(0, 0, false, key),
            Collected.packet(1, 3_000, false, Media.hex("10 3155")),
            Collected.packet(2, 6_000, false, Media.hex("10 3166")));
    assertThat(frames).extracting(Frame::pts).containsExactly(0L, 3_000L);
  }

  @Test
  void readsVp9OfTheFlexibleModeAndWithItsStructure() {
    byte[] key = Media.real("vp9.320x240.key");
    byte[] structure = Media.hex("9A 8001 18 0140 00F0 01 04 01");
    RtpPacket first = Collected.packet(0, 0, true, Media.join(structure, key));
    byte[] flexible = Media.hex("DC 8002 0302");
    byte[] delta = Media.real("vp9.320x240.delta");
    RtpPacket second = Collected.packet(1, 3_000, true, Media.join(flexible, delta));
    List<Frame> frames = frames(Media.VP9, first, second);
    assertThat(frames.get(0).payload()).isEqualTo(key);
    assertThat(frames.get(0).key()).isTrue();
    assertThat(frames.get(1).payload()).isEqualTo(delta);
  }

  @Test
  void readsAv1WithCountedAndUncountedElementsAndSizeFields() {
    byte[] sequence = Media.hex("08 0000AA");
    byte[] frame = Media.hex("3010BB");
    byte[] sized = Media.hex("32 02 10BB");
    byte[] expected = Media.hex("0A03 0000AA 3202 10BB");
    for (byte[] payload :
        new byte[][] {
          Media.join(Media.hex("08 04"), sequence, Media.hex("03"), frame),
          Media.join(Media.hex("28 04"), sequence, frame),
          Media.join(Media.hex("28 04"), sequence, sized),
          Media.join(Media.hex("38 02 1200 04"), sequence, frame),
        }) {
      List<Frame> frames = frames(Media.AV1, Collected.packet(0, 0, true, payload));
      assertThat(frames).hasSize(1);
      assertThat(frames.getFirst().payload()).isEqualTo(expected);
      assertThat(frames.getFirst().key()).isTrue();
    }
  }

  @Test
  void readsSeveralUnitsOfAacInAPacket() {
    List<Frame> frames =
        frames(
            Media.AAC, Collected.packet(0, 5_000, true, Media.hex("0020 0010 0018 AAAA BBBBBB")));
    assertThat(frames).extracting(Frame::pts).containsExactly(5_000L, 6_024L);
    assertThat(frames.get(1).payload()).isEqualTo(Media.hex("BBBBBB"));
  }

  @Test
  void readsSeveralFramesOfMp3InAPacketAndFragments() {
    Random random = new Random(1);
    byte[] one = Media.sound(Media.MP3, 0, 0, random).payload();
    byte[] two = Media.sound(Media.MP3, 0, 0, random).payload();
    byte[] both = Media.join(new byte[4], one, two);
    byte[] start = Media.join(new byte[4], java.util.Arrays.copyOf(one, 300));
    byte[] rest = Media.join(Media.hex("0000012C"), java.util.Arrays.copyOfRange(one, 300, 417));
    List<Frame> frames =
        frames(
            Media.MP3,
            Collected.packet(0, 0, true, both),
            Collected.packet(1, 9_000, false, start),
            Collected.packet(2, 9_000, false, rest));
    assertThat(frames).extracting(Frame::pts).containsExactly(0L, 2_351L, 9_000L);
    assertThat(frames.get(1).payload()).isEqualTo(two);
    assertThat(frames.get(2).payload()).isEqualTo(one);
  }

  @Test
  void largeAccessUnitsOfAacComeInFragments() {
    byte[] unit = Media.noise(new Random(1), 3_000);
    List<RtpPacket> packets = Collected.packets(Media.AAC, List.of(new Frame(1, 1, true, unit)));
    assertThat(packets).hasSize(3);
    assertThat(packets).extracting(RtpPacket::marker).containsExactly(false, false, true);
    List<Frame> frames = Collected.frames(Media.AAC, packets).units;
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().payload()).isEqualTo(unit);
  }
}
