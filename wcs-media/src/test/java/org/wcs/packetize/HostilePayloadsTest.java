package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Feedback;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** Nothing a publisher sends makes either side throw or grow. */
final class HostilePayloadsTest {

  static Stream<Codec> codecs() {
    return Stream.concat(Media.VIDEO.stream(), Media.AUDIO.stream());
  }

  /** A key frame, then a picture whose packets are spoilt in every way, then a key frame. */
  @ParameterizedTest
  @MethodSource("codecs")
  void spoiltPayloadsAreDroppedAndTheNextKeyFrameIsTaken(Codec codec) {
    Random random = new Random(1);
    Frame before = frame(codec, 3_000, random);
    Frame spoilt = frame(codec, 6_000, random);
    Frame after = frame(codec, 9_000, random);
    Frame last = frame(codec, 12_000, random);
    List<RtpPacket> good = Collected.packets(codec, List.of(before, spoilt, after, last));
    for (int i = 0; i < good.size(); i++) {
      int at = i;
      if (good.get(i).pts() == 6_000) {
        byte[] payload = Collected.payload(good.get(i));
        Media.spoiled(payload, bad -> survives(codec, good, at, bad, last));
      }
    }
  }

  private static Frame frame(Codec codec, long pts, Random random) {
    return codec instanceof Codec.Video
        ? Media.picture(codec, pts, true, 60, random)
        : Media.sound(codec, pts, 40, random);
  }

  private static void survives(
      Codec codec, List<RtpPacket> good, int at, byte[] bad, Frame expected) {
    List<RtpPacket> packets = new ArrayList<>(good);
    RtpPacket replaced = good.get(at);
    packets.set(at, Collected.packet(replaced.sequence(), replaced.pts(), replaced.marker(), bad));
    Collected<Frame> frames = Collected.frames(codec, packets);
    Frame last = frames.units.getLast();
    assertThat(last.pts()).isEqualTo(expected.pts());
    assertThat(last.key()).isTrue();
    frames.units.forEach(HostilePayloadsTest::isNoLargerThanWhatCame);
  }

  private static void isNoLargerThanWhatCame(Frame frame) {
    assertThat(frame.payload().length).isBetween(1, 10_000);
    assertThat(frame.dts()).isLessThanOrEqualTo(frame.pts());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void noiseIsDropped(Codec codec) {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<RtpPacket> packets = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long sequence = random.nextInt(10) == 0 ? random.nextInt(1 << 20) : i;
        byte[] noise = Media.noise(random, random.nextInt(40));
        packets.add(Collected.packet(sequence, i / 3 * 3_000L, random.nextBoolean(), noise));
      }
      Collected<Frame> frames = Collected.frames(codec, Collected.arriving(packets));
      assertThat(frames.units.size()).isLessThan(10_000);
      frames.units.forEach(HostilePayloadsTest::isNoLargerThanWhatCame);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void spoiltFramesMakePacketsThatFitOrNone(Codec codec) {
    Frame good = frame(codec, 3_000, new Random(1));
    ManualLane lane = new ManualLane();
    Packetizer packetizer = Packetizer.of(codec, lane, new RetransmissionCache(16, 1), 1_200);
    Media.spoiled(
        good.payload(),
        bad -> {
          Collected<RtpPacket> packets = new Collected<>();
          packetizer.apply(new Frame(1, 1, true, bad), packets);
          for (RtpPacket packet : packets.units) {
            assertThat(packet.payloadLength()).isBetween(1, 1_200);
          }
        });
  }

  @Test
  void picturesWithoutEndAreGivenUp() {
    List<RtpPacket> packets = new ArrayList<>();
    packets.add(Collected.packet(0, 0, false, Media.hex("10 50ba019d012a0005d0020187")));
    for (int i = 1; i < 20_000; i++) {
      packets.add(Collected.packet(i, 0, false, Media.noise(new Random(i), 1_200, 0x00)));
    }
    Frame key = Media.picture(Media.VP8, 3_000, true, 10, new Random(1));
    byte[] whole = Media.join(Media.hex("10"), key.payload());
    packets.add(Collected.packet(20_000, 3_000, true, whole));
    Collected<Frame> frames = Collected.frames(Media.VP8, packets);
    assertThat(frames.units).hasSize(1);
    assertThat(frames.units.getFirst().payload()).isEqualTo(key.payload());
  }

  @Test
  void asksAgainEachSecondWhileNoKeyFrameComes() {
    List<RtpPacket> packets = new ArrayList<>();
    for (int i = 0; i < 3_500; i++) {
      packets.add(Collected.packet(i, i * 90L, true, Media.hex("10 3155")));
    }
    Collected<Frame> frames = Collected.frames(Media.VP8, packets);
    assertThat(frames.units).isEmpty();
    assertThat(frames.asked).hasSize(4).containsOnly(Feedback.KeyFrameNeeded.INSTANCE);
  }
}
