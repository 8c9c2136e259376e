package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void readsHeadersOfMp3() {
    byte[] header = bytes("fffb9064");
    assertThat(Mp3Header.parse(header, 0, 4)).isEqualTo(new Mp3Header(44_100, 2, 1152, 417));
    // MPEG-2, 22.05 kHz, 64 kbit/s, mono
    byte[] low = bytes("fff380c0");
    assertThat(Mp3Header.parse(low, 0, 4)).isEqualTo(new Mp3Header(22_050, 1, 576, 208));
    for (String hex : new String[] {"fffb90", "fefb9064", "fffd9064", "fffbf064", "fffb9c64"}) {
      byte[] bad = bytes(hex);
      assertThat(Mp3Header.parse(bad, 0, bad.length)).as(hex).isNull();
    }
  }

  @Test
  void tellsHowLongAPacketOfOpusLasts() {
    assertThat(OpusPacket.samples(slice("fc"))).isEqualTo(960);
    assertThat(OpusPacket.samples(slice("fd"))).isEqualTo(1920);
    assertThat(OpusPacket.samples(slice("1800"))).isEqualTo(2880);
    assertThat(OpusPacket.samples(slice("e306"))).isEqualTo(720);
    assertThat(OpusPacket.samples(slice("ff3f"))).isZero();
    assertThat(OpusPacket.samples(slice("ff"))).isZero();
    assertThat(OpusPacket.samples(slice(""))).isZero();
  }

  private static Slice slice(String hex) {
    byte[] bytes = bytes(hex);
    return new Slice(bytes, 0, bytes.length);
  }

  @Test
  void countsSamplesThroughTheRoundingOfMilliseconds() {
    AudioTicks ticks = new AudioTicks(44_100, 44_100);
    for (int i = 0; i < 100_000; i++) {
      long exact = i * 1024L;
      assertThat(ticks.next(Math.round(exact / 44.1), 0, 1024)).isEqualTo(exact);
    }
  }

  @Test
  void keepsNearAClockThatRunsFaster() {
    AudioTicks ticks = new AudioTicks(48_000, 48_000);
    Random random = new Random(1);
    long before = -1024;
    for (int i = 0; i < 100_000; i++) {
      // 300 millionths faster, and half a millisecond of jitter
      double true48 = i * 1024 * 1.0003;
      long given = Math.round(true48 / 48 + random.nextDouble() - 0.5);
      long next = ticks.next(given, 0, 1024);
      assertThat(next - before).isBetween(1024L - 12, 1024L + 12);
      assertThat((double) next).isBetween(true48 - 48 * 3, true48 + 48 * 3);
      before = next;
    }
  }

  @Test
  void followsGapsAndJumpsAtOnce() {
    AudioTicks ticks = new AudioTicks(48_000, 48_000);
    assertThat(ticks.next(0, 0, 1024)).isZero();
    assertThat(ticks.next(21, 0, 1024)).isEqualTo(1024);
    // one frame of 21.3 ms is missing
    assertThat(ticks.next(64, 0, 1024)).isEqualTo(64 * 48);
    assertThat(ticks.next(3_600_000, 0, 1024)).isEqualTo(3_600_000L * 48);
    assertThat(ticks.next(5, 0, 1024)).isEqualTo(5 * 48);
  }

  @Test
  void takesTheMillisecondsWhereTheLengthIsNotKnown() {
    AudioTicks ticks = new AudioTicks(16_000, 16_000);
    assertThat(ticks.next(7, 0, 0)).isEqualTo(112);
    assertThat(ticks.next(9, 500_000, 0)).isEqualTo(152);
  }
}
