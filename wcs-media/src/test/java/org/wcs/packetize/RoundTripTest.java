package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.rtp.KeyFrameDetector;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** Frames to packets and back, whatever the network does in between. */
final class RoundTripTest {

  static Stream<Codec> codecs() {
    return Stream.concat(Media.VIDEO.stream(), Media.AUDIO.stream());
  }

  static Stream<Codec> video() {
    return Media.VIDEO.stream();
  }

  static Stream<Codec> audio() {
    return Media.AUDIO.stream();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void framesComeBackAsTheyWere(Codec codec) {
    List<Frame> frames = Media.frames(codec, 200, new Random(1));
    Collected<Frame> back = Collected.frames(codec, Collected.packets(codec, frames));
    assertThat(back.asked).isEmpty();
    same(frames, back.units);
  }

  @ParameterizedTest
  @MethodSource("video")
  void hugePicturesComeBack(Codec codec) {
    Random random = new Random(2);
    List<Frame> frames =
        List.of(
            Media.picture(codec, 1, true, 2_000_000, random),
            Media.picture(codec, 2, false, 70_000, random),
            Media.picture(codec, 3, false, 1_199, random),
            Media.picture(codec, 4, false, 1_200, random),
            Media.picture(codec, 5, false, 2_400, random),
            Media.picture(codec, 6, false, 3, random));
    same(frames, Collected.frames(codec, Collected.packets(codec, frames)).units);
  }

  @ParameterizedTest
  @MethodSource("video")
  void picturesOfEverySizeComeBack(Codec codec) {
    Random random = new Random(3);
    List<Frame> frames = new ArrayList<>();
    for (int size = 1_100; size < 1_300; size++) {
      frames.add(Media.picture(codec, size, true, size, random));
      frames.add(Media.picture(codec, size * 2L, false, 2 * size, random));
    }
    same(frames, Collected.frames(codec, Collected.packets(codec, frames)).units);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void packetsAreNumberedAndMarked(Codec codec) {
    List<Frame> frames = Media.frames(codec, 50, new Random(4));
    List<RtpPacket> packets = Collected.packets(codec, frames);
    Map<Long, Frame> byTime = new HashMap<>();
    frames.forEach(frame -> byTime.put(frame.pts(), frame));
    long lastPts = -1;
    for (int i = 0; i < packets.size(); i++) {
      RtpPacket packet = packets.get(i);
      assertThat(packet.sequence()).isEqualTo(i);
      assertThat(packet.payloadOffset()).isEqualTo(12);
      assertThat(packet.payloadLength()).isBetween(1, 1_200);
      assertThat(packet.wire()[0]).isEqualTo((byte) 0x80);
      assertThat(RtpHeader.sequence(packet.wire(), 0)).isEqualTo(i & 0xFFFF);
      assertThat(RtpHeader.timestamp(packet.wire(), 0)).isEqualTo((int) packet.pts());
      assertThat(RtpHeader.marker(packet.wire(), 0)).isEqualTo(packet.marker());
      boolean first = packet.pts() != lastPts;
      lastPts = packet.pts();
      if (codec instanceof Codec.Video video) {
        boolean last = i + 1 == packets.size() || packets.get(i + 1).pts() != packet.pts();
        assertThat(packet.marker()).isEqualTo(last);
        assertThat(packet.resync()).isEqualTo(first && byTime.get(packet.pts()).key());
        if (packet.resync()) {
          assertThat(KeyFrameDetector.startsKeyFrame(video, packet.wire(), 12, 1_200)).isTrue();
        }
      } else {
        assertThat(packet.resync()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void disorderAndDoubletsDoNotMatter(Codec codec) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Frame> frames = Media.frames(codec, 100, random);
      List<RtpPacket> packets = Collected.packets(codec, frames);
      Collected<Frame> back = Collected.frames(codec, disordered(packets, random));
      same(frames, back.units);
      assertThat(back.asked).isEmpty();
    }
  }

  /** The first packet stays first: where a reader starts, nothing before it is waited for. */
  private static List<RtpPacket> disordered(List<RtpPacket> packets, Random random) {
    List<RtpPacket> disordered = new ArrayList<>(packets);
    for (int i = 1; i < disordered.size(); i++) {
      int other = Math.max(1, i - random.nextInt(10));
      Collections.swap(disordered, i, other);
    }
    for (int i = 0; i < packets.size() / 5; i++) {
      int at = random.nextInt(disordered.size());
      disordered.add(at + 1, disordered.get(at));
    }
    return Collected.arriving(disordered);
  }

  @ParameterizedTest
  @MethodSource("video")
  void lostPacketsCostPicturesUpToTheNextKeyFrame(Codec codec) {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Frame> frames = Media.frames(codec, 100, random);
      List<RtpPacket> packets = Collected.packets(codec, frames);
      Map<Long, Frame> byTime = new HashMap<>();
      frames.forEach(frame -> byTime.put(frame.pts(), frame));
      List<RtpPacket> left = new ArrayList<>(packets);
      for (int i = 0; i < 1 + seed / 4; i++) {
        left.remove(1 + random.nextInt(left.size() / 2));
      }
      Collected<Frame> back = Collected.frames(codec, left);
      boolean decodable = false;
      long expected = -1;
      for (Frame frame : back.units) {
        Frame sent = byTime.get(frame.pts());
        assertThat(frame.payload()).isEqualTo(sent.payload());
        decodable = frame.key() || frame.pts() == expected;
        assertThat(decodable).as("seed %s, picture %s", seed, frame.pts()).isTrue();
        expected = frame.pts() + Media.step(codec);
      }
      assertThat(back.units).hasSizeGreaterThan(10);
      assertThat(back.units.getLast().pts()).isEqualTo(frames.getLast().pts());
      assertThat(back.asked.isEmpty()).isEqualTo(back.units.size() == frames.size());
    }
  }

  @ParameterizedTest
  @MethodSource("audio")
  void lostPacketsCostTheirSoundAlone(Codec codec) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Frame> frames = Media.frames(codec, 100, random);
      List<RtpPacket> packets = Collected.packets(codec, frames);
      assertThat(packets).hasSize(100);
      List<RtpPacket> left = new ArrayList<>(packets);
      List<Frame> expected = new ArrayList<>(frames);
      for (int i = 0; i < 5; i++) {
        int at = 1 + random.nextInt(60);
        left.remove(at);
        expected.remove(at);
      }
      Collected<Frame> back = Collected.frames(codec, left);
      same(expected, back.units);
      assertThat(back.asked).isEmpty();
    }
  }

  private static void same(List<Frame> expected, List<Frame> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).pts()).isEqualTo(expected.get(i).pts());
      assertThat(actual.get(i).dts()).isLessThanOrEqualTo(actual.get(i).pts());
      assertThat(actual.get(i).key()).isEqualTo(expected.get(i).key());
      assertThat(actual.get(i).payload()).isEqualTo(expected.get(i).payload());
    }
  }
}
