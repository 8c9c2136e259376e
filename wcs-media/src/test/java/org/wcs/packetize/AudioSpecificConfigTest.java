package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;

/** What an AAC decoder must know before the first frame. */
final class AudioSpecificConfigTest {
  private static AudioSpecificConfig config(String hex) {
    byte[] bytes = Media.hex(hex);
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
        .isEqualTo(Media.hex("1210"));
  }

  @Test
  void writesWhatTheStandardSays() {
    // table 1.15: object type, index of the rate, channels
    assertThat(written(2, 48_000, 1)).isEqualTo("1188");
    assertThat(written(2, 44_100, 1)).isEqualTo("1208");
    assertThat(written(2, 50_000, 2)).isEqualTo("178061a810");
    assertThat(written(5, 22_050, 2)).isEqualTo("2b920800");
  }

  private static String written(int objectType, int sampleRate, int channels) {
    return Media.hex(AudioSpecificConfig.of(objectType, sampleRate, channels).bytes());
  }

  @Test
  void leavesReplicationToTheFramesWhereItIsAskedForTheCore() {
    for (int type : new int[] {2, 5, 29}) {
      assertThat(AudioSpecificConfig.of(type, 24_000, 2).core())
          .isEqualTo(new AudioSpecificConfig(2, 24_000, 24_000, 2));
    }
    assertThat(AudioSpecificConfig.of(1, 24_000, 8).core().bytes()).isEqualTo(Media.hex("0b38"));
  }

  @Test
  void neverThrowsOnSpoiltConfigurations() {
    for (String hex : new String[] {"1210", "2b920800", "178061a810", "fa921210"}) {
      Media.spoiled(
          Media.hex(hex),
          bad -> {
            AudioSpecificConfig read = AudioSpecificConfig.parse(bad, 0, bad.length);
            assertThat(read == null || read.bytes().length > 0 && read.sampleRate() > 0).isTrue();
            assertThat(read == null || read.codec() == null || read.channels() > 0).isTrue();
          });
    }
  }
}
