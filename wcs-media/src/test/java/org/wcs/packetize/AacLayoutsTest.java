package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** AAC in the layouts that senders may choose, and none of them too far. */
final class AacLayoutsTest {
  private static final Codec.Aac AAC = new Codec.Aac(2, 48_000, 2);
  static final AacTransport LOW_BIT_RATE = accessUnits(6, 2, 2, 0, AacTransport.Fields.NONE);
  static final AacTransport EVERYTHING =
      accessUnits(13, 3, 3, 0, new AacTransport.Fields(16, 12, true, 5, 8));
  static final AacTransport CONSTANT = accessUnits(0, 0, 0, 20, AacTransport.Fields.NONE);
  static final AacTransport UNSIZED = accessUnits(0, 0, 0, 0, AacTransport.Fields.NONE);
  static final AacTransport FLAGS_ONLY =
      accessUnits(0, 0, 0, 0, new AacTransport.Fields(0, 0, true, 0, 0));
  static final AacTransport LATM = latm(true, null);
  static final AacTransport LATM_OUT_OF_BAND =
      latm(false, new StreamMuxConfig(AudioSpecificConfig.of(AAC), 2, 0, 12));

  static List<AacTransport> transports() {
    return List.of(
        AacTransport.of(AAC),
        LOW_BIT_RATE,
        EVERYTHING,
        CONSTANT,
        UNSIZED,
        FLAGS_ONLY,
        LATM,
        LATM_OUT_OF_BAND);
  }

  private static AacTransport accessUnits(
      int size, int index, int delta, int constant, AacTransport.Fields more) {
    return new AacTransport(
        AAC, 48_000, new AacTransport.AccessUnits(size, index, delta, constant, 0, more));
  }

  private static AacTransport latm(boolean inBand, @Nullable StreamMuxConfig config) {
    return new AacTransport(AAC, 48_000, new AacTransport.Latm(inBand, config));
  }

  private static List<Frame> frames(AacTransport transport, RtpPacket... packets) {
    Depacketizer depacketizer = Depacketizer.of(transport, TrackLimits.USUAL);
    Collected<Frame> frames = new Collected<>();
    for (RtpPacket packet : packets) {
      depacketizer.apply(packet, frames);
    }
    return frames.units;
  }

  private static RtpPacket packet(int sequence, long pts, boolean marker, String hex) {
    return Collected.packet(sequence, pts, marker, Media.hex(hex));
  }

  private static void emits(List<Frame> frames, String... expected) {
    assertThat(frames)
        .extracting(frame -> frame.pts() + " " + Media.hex(frame.payload()))
        .containsExactly(expected);
  }

  @Test
  void readsLowBitRate() {
    // two headers of 6 + 2 bits: 2 and 3 bytes
    emits(
        frames(LOW_BIT_RATE, packet(1, 2_048, true, "0010 08 0c aabb ccddee")),
        "2048 aabb",
        "3072 ccddee");
  }

  @Test
  void passesOverFieldsThatAacHasNoUseFor() {
    BitWriter bits = new BitWriter();
    bits.put(13 + 3 + 1 + 1 + 1 + 5 + 13 + 3 + 17 + 13 + 1 + 5, 16);
    put(bits, 2, 13, 0, 3, 0, 1, 0, 1, 1, 1, 7, 5); // neither CTS nor DTS
    put(bits, 1, 13, 0, 3, 1, 1, 0x1234, 16, 1, 1, 0x56, 12, 0, 1, 7, 5); // both
    byte[] headers = bits.bytes();
    byte[] payload = Media.join(headers, Media.hex("10 ffff aabb cc")); // 16 bits of auxiliary data
    emits(frames(EVERYTHING, Collected.packet(1, 0, true, payload)), "0 aabb", "1024 cc");
  }

  private static void put(BitWriter bits, int... valuesAndLengths) {
    for (int i = 0; i < valuesAndLengths.length; i += 2) {
      bits.put(valuesAndLengths[i], valuesAndLengths[i + 1]);
    }
  }

  @Test
  void cutsUnitsOfConstantSizeAndTakesASingleOneWithoutHeader() {
    byte[] noise = Media.noise(new Random(1), 40);
    assertThat(frames(CONSTANT, Collected.packet(1, 0, true, noise)))
        .extracting(frame -> frame.payload().length)
        .containsExactly(20, 20);
    emits(frames(UNSIZED, packet(1, 7, true, "aabb")), "7 aabb");
    emits(frames(FLAGS_ONLY, packet(1, 7, true, "0001 80 aabb")), "7 aabb");
  }

  @Test
  void movesTimesFromTheClockOfRtpToTheSamplingRate() {
    AacTransport transport =
        new AacTransport(new Codec.Aac(2, 8_000, 1), 90_000, LOW_BIT_RATE.layout());
    emits(
        frames(
            transport,
            packet(1, 90_000, true, "0010 04 08 aa bbcc"),
            packet(2, 113_040, true, "0008 04 dd")),
        "8000 aa",
        "9024 bbcc",
        "10048 dd");
  }

  @Test
  void readsSeveralFramesAndForeignBitsOfAnElement() {
    // two frames of 2 and 1 bytes, each behind its length, then 12 bits of somebody else
    emits(frames(LATM_OUT_OF_BAND, packet(1, 0, true, "02 aabb 01 cc abc0")), "0 aabb", "1024 cc");
  }

  @Test
  void readsElementsInFragmentsWithOrWithoutMarker() {
    AacTransport transport = latm(false, StreamMuxConfig.of(AudioSpecificConfig.of(AAC)));
    emits(
        frames(
            transport,
            packet(1, 0, false, "04 aabb"),
            packet(2, 0, true, "ccdd"),
            packet(3, 1_024, false, "02 11"),
            packet(4, 1_024, false, "22"),
            packet(5, 2_048, false, "01 33"),
            packet(6, 3_072, true, "01 44")),
        "0 aabbccdd",
        "1024 1122",
        "2048 33",
        "3072 44");
  }

  @Test
  void theRestOfAnElementWhoseBeginningIsLostMakesNoFrame() {
    AacTransport transport = latm(false, StreamMuxConfig.of(AudioSpecificConfig.of(AAC)));
    List<RtpPacket> packets = new ArrayList<>();
    packets.add(packet(1, 0, true, "01 aa"));
    packets.add(packet(3, 1_024, true, "02 11 22 33")); // its first fragment was 2
    for (int i = 4; i < 1_000; i++) {
      packets.add(packet(i, i * 1_024L, true, "01 bb"));
    }
    List<Frame> frames = frames(transport, packets.toArray(new RtpPacket[0]));
    assertThat(frames.stream().filter(frame -> frame.pts() == 1_024)).isEmpty();
    assertThat(frames).hasSize(997);
  }

  @Test
  void framesOfAnotherConfigurationAreNotOfThisTrack() {
    String same = "4000" + "2320" + "3fc0"; // useSameStreamMux 1 would come first
    assertThat(StreamMuxConfig.parse(Media.hex(same), 0, 6).audio())
        .isEqualTo(AudioSpecificConfig.of(AAC));
    AacTransport other = new AacTransport(new Codec.Aac(2, 44_100, 2), 44_100, LATM.layout());
    Frame frame = new Frame(0, 0, true, Media.hex("aabb"));
    RtpPacket[] packets = Collected.latm(LATM, List.of(frame)).toArray(new RtpPacket[0]);
    emits(frames(LATM, packets), "0 aabb");
    assertThat(frames(other, packets)).isEmpty();
  }

  @Test
  void readsConfigurationsOfBothVersions() {
    BitWriter bits = new BitWriter();
    put(bits, 1, 1, 0, 1, 0, 2, 9, 8); // version 1, taraBufferFullness in one byte
    put(bits, 1, 1, 0, 6, 0, 4, 0, 3);
    put(bits, 0, 2, 40, 8); // the AudioSpecificConfig has 40 bits
    for (byte each : Media.hex("131056e598")) {
      bits.put(each & 0xFF, 8);
    }
    put(bits, 1, 3, 100, 9); // frames of 120 bytes
    put(bits, 1, 1, 0, 2, 24, 8); // other data of 24 bits
    put(bits, 1, 1, 0xAB, 8); // crc
    byte[] bytes = bits.bytes();
    StreamMuxConfig config = StreamMuxConfig.parse(bytes, 0, bytes.length);
    assertThat(config.audio()).isEqualTo(new AudioSpecificConfig(5, 24_000, 48_000, 2));
    assertThat(config.frameBytes()).isEqualTo(120);
    assertThat(config.otherDataBits()).isEqualTo(24);
    assertThat(StreamMuxConfig.parse(Media.hex("c0"), 0, 1)).isNull();
    assertThat(StreamMuxConfig.parse(Media.hex("4010232000"), 0, 5)).isNull(); // two programs
    StreamMuxConfig usual = StreamMuxConfig.of(AudioSpecificConfig.of(AAC));
    assertThat(usual.bytes()).isEqualTo(Media.hex("400023203fc0"));
  }

  @Test
  void passesOverAnExtensionWhereThereIsNoRoomForOne() {
    byte[] bytes = Media.hex("40002310adca00");
    StreamMuxConfig config = StreamMuxConfig.parse(bytes, 0, bytes.length);
    assertThat(config).isNotNull();
    assertThat(config.audio().codec()).isEqualTo(new Codec.Aac(2, 48_000, 1));
    assertThat(config.frameBytes()).isZero();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void spoiltPayloadsNeverThrowNorGrow(AacTransport transport) {
    for (String hex :
        new String[] {
          "0010 08 0c aabb ccddee",
          "0020 0010 0008 aabb cc",
          "02 aabb 01 cc abc0",
          "2000119 01fe000aabb",
          "20001190 1fe0 05 aabbccddee"
        }) {
      byte[] good = Media.hex(hex.replace(" ", ""));
      Media.spoiled(
          good,
          bad -> {
            for (Frame frame :
                frames(
                    transport,
                    Collected.packet(1, 0, false, bad),
                    Collected.packet(2, 0, true, bad),
                    Collected.packet(4, 5, true, bad))) {
              assertThat(frame.payload().length).isBetween(1, 2 * bad.length);
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void noiseNeverThrowsNorGrows(AacTransport transport) {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<RtpPacket> packets = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        byte[] noise = Media.noise(random, random.nextInt(60));
        packets.add(Collected.packet(i, i / 3 * 1_024L, random.nextBoolean(), noise));
      }
      for (Frame frame : frames(transport, packets.toArray(new RtpPacket[0]))) {
        assertThat(frame.payload().length).isBetween(1, 60 * 60);
      }
    }
  }
}
