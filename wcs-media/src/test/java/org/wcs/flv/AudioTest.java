package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;

class AudioTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static AudioSpecificConfig config(String hex) {
    byte[] bytes = bytes(hex);
    return AudioSpecificConfig.parse(bytes, 0, bytes.length);
  }

  @Test
  void readsAudioSpecificConfigs() {
    assertThat(config("1210")).isEqualTo(new AudioSpecificConfig(2, 44_100, 44_100, 2));
    assertThat(config("1188")).isEqualTo(new AudioSpecificConfig(2, 48_000, 48_000, 1));
    // spectral band replication, 22.05 kHz doubled
    assertThat(config("2b8a0800")).isEqualTo(new AudioSpecificConfig(5, 22_050, 44_100, 1));
    // 5.1 and 7.1
    assertThat(config("11b0").channels()).isEqualTo(6);
    assertThat(config("11b8").channels()).isEqualTo(8);
    // a rate in 24 bits
    assertThat(config("17802ee010").sampleRate()).isEqualTo(24_000);
  }

  @Test
  void hasNoCodecForFramesOf960SamplesUnknownChannelsAndOtherObjectTypes() {
    assertThat(config("1214").codec()).isNull();
    assertThat(config("1200").codec()).isNull();
    assertThat(config("3a10").codec()).isNull();
    assertThat(config("1210").codec()).isEqualTo(new Codec.Aac(2, 44_100, 2));
    assertThat(config("0a10").codec()).isEqualTo(new Codec.Aac(1, 44_100, 2));
  }

  @Test
  void refusesAudioSpecificConfigsThatAreCutOffOrReserved() {
    for (String hex : new String[] {"", "12", "1680", "0210", "17ffff", "2b8a", "1240"}) {
      assertThat(config(hex)).as(hex).isNull();
    }
  }

  @Test
  void writesAudioSpecificConfigsThatReadTheSame() {
    int[] rates = {96_000, 48_000, 44_100, 22_050, 8_000, 37_000};
    for (int type : new int[] {2, 5, 29}) {
      for (int rate : rates) {
        for (int channels : new int[] {1, 2, 6, 8}) {
          AudioSpecificConfig made = AudioSpecificConfig.of(new Codec.Aac(type, rate, channels));
          byte[] written = made.bytes();
          assertThat(AudioSpecificConfig.parse(written, 0, written.length)).isEqualTo(made);
        }
      }
    }
    assertThat(AudioSpecificConfig.of(new Codec.Aac(2, 44_100, 2)).bytes())
        .isEqualTo(bytes("1210"));
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
