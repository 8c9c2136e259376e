package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;

class BodyTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static VideoBody video(String hex) throws FlvException {
    return VideoBody.parse(bytes(hex));
  }

  private static AudioBody audio(String hex) throws FlvException {
    return AudioBody.parse(bytes(hex));
  }

  private static String hex(Slice slice) {
    return HexFormat.of().formatHex(slice.copy());
  }

  @Test
  void readsThePacketTypesOfEnhancedVideo() throws FlvException {
    assertThat(video("90 68766331 01")).isInstanceOf(VideoBody.Config.class);
    assertThat(video("92 68766331")).isEqualTo(new VideoBody.End(VideoFormat.HEVC));
    assertThat(video("95 61763031 00")).isInstanceOf(VideoBody.TransportStreamConfig.class);
    assertThat(video("98 68766331 00")).isEqualTo(new VideoBody.Other("video packet type unknown"));
    assertThat(video("91 61626364 00")).isEqualTo(new VideoBody.Other("video codec unknown"));
    VideoBody.Coded delayed = (VideoBody.Coded) video("91 68766331 fffffe aabb");
    assertThat(delayed.compositionTimeMillis()).isEqualTo(-2);
    assertThat(delayed.key()).isTrue();
    assertThat(hex(delayed.payload())).isEqualTo("aabb");
    VideoBody.Coded atOnce = (VideoBody.Coded) video("a3 61766331 aabb");
    assertThat(atOnce.compositionTimeMillis()).isZero();
    assertThat(atOnce.key()).isFalse();
    VideoBody.Coded vp9 = (VideoBody.Coded) video("a1 76703039 aabb");
    assertThat(hex(vp9.payload())).isEqualTo("aabb");
  }

  @Test
  void readsMetadataOfColours() throws FlvException {
    VideoBody.Metadata metadata = (VideoBody.Metadata) video("94 68766331 02 0001 61 05");
    assertThat(metadata.values()).containsExactly(AmfValue.of("a"), AmfValue.NULL);
    assertThatThrownBy(() -> video("94 68766331 02 00ff")).isInstanceOf(FlvException.class);
    // a command that is metadata all the same
    assertThat(video("d4 68766331 05")).isInstanceOf(VideoBody.Metadata.class);
  }

  @Test
  void readsModifiersOneAfterTheOther() throws FlvException {
    // nanoseconds, an unknown modifier of 256 bytes, then coded frames
    String nanos = "97 02 0003e8 07";
    String unknown = "ff 00ff" + "00".repeat(256) + "13";
    VideoBody.Coded coded = (VideoBody.Coded) video(nanos + unknown + "68766331 aa");
    assertThat(coded.offsetNanos()).isEqualTo(1000);
    assertThat(hex(coded.payload())).isEqualTo("aa");
    AudioBody.Coded sound = (AudioBody.Coded) audio("97 02 ffffff 01 4f707573 fc");
    assertThat(sound.offsetNanos()).isEqualTo(999_999);
    assertThatThrownBy(() -> video("97 ff")).isInstanceOf(FlvException.class);
    assertThatThrownBy(() -> video("97 02 0003e8 07".repeat(3))).isInstanceOf(FlvException.class);
  }

  @Test
  void readsAMultitrackOfOneTrack() throws FlvException {
    VideoBody.Multitrack multitrack = (VideoBody.Multitrack) video("96 01 68766331 05 000000 aa");
    assertThat(multitrack.parts()).hasSize(1);
    assertThat(multitrack.parts().getFirst().trackId()).isEqualTo(5);
    VideoBody.Coded coded = (VideoBody.Coded) multitrack.parts().getFirst().body();
    assertThat(hex(coded.payload())).isEqualTo("aa");
  }

  @Test
  void readsMultitracksOfSeveralTracks() throws FlvException {
    VideoBody.Multitrack same =
        (VideoBody.Multitrack) video("96 13 68766331 00 000002 aabb 01 000001 cc");
    assertThat(same.parts()).extracting(VideoBody.Part::trackId).containsExactly(0, 1);
    VideoBody.Multitrack mixed =
        (VideoBody.Multitrack) video("96 20 68766331 00 000001 aa 61763031 01 000001 bb");
    assertThat(mixed.parts().get(1).body())
        .isInstanceOfSatisfying(
            VideoBody.Config.class,
            config -> assertThat(config.format()).isEqualTo(VideoFormat.AV1));
  }

  @Test
  void refusesMultitracksWithinMultitracksAndTracksCutOff() throws FlvException {
    List<String> strange = List.of("96 06 68766331 00", "96 07 68766331 00", "96 31 68766331 00");
    for (String hex : strange) {
      assertThat(video(hex)).isEqualTo(new VideoBody.Other("video multitrack type unknown"));
      String sound = hex.replaceFirst("96 06", "95 05").replaceFirst("96", "95");
      assertThat(audio(sound)).isEqualTo(new AudioBody.Other("audio multitrack type unknown"));
    }
    assertThatThrownBy(() -> video("96 11 68766331 00 000005 aa")).isInstanceOf(FlvException.class);
    assertThatThrownBy(() -> video("96 11 68766331 00 ffffff aa")).isInstanceOf(FlvException.class);
  }

  @Test
  void readsThePacketTypesOfEnhancedAudio() throws FlvException {
    assertThat(audio("90 6d703461 1210")).isInstanceOf(AudioBody.Config.class);
    assertThat(audio("92 6d703461")).isEqualTo(new AudioBody.End(AudioFormat.AAC));
    assertThat(audio("94 6d703461 0102")).isInstanceOf(AudioBody.ChannelLayout.class);
    assertThat(audio("98 6d703461 0102"))
        .isEqualTo(new AudioBody.Other("audio packet type unknown"));
    assertThat(audio("91 2e6d7033 ff")).isInstanceOf(AudioBody.Coded.class);
    assertThat(audio("91 61626364 ff")).isEqualTo(new AudioBody.Other("audio codec unknown"));
  }

  @Test
  void readsTheFlagsOfOldAudio() throws FlvException {
    AudioBody.Coded coded = (AudioBody.Coded) audio("2f aa");
    assertThat(coded.format()).isEqualTo(AudioFormat.MP3);
    assertThat(coded.sampleRate()).isEqualTo(44_100);
    assertThat(coded.channels()).isEqualTo(2);
    assertThat(((AudioBody.Coded) audio("22 aa")).sampleRate()).isEqualTo(5_512);
  }

  @Test
  void addsTheSizeThatTheLastObuMayLack() {
    byte[] bare = bytes("0a 01 77 30 aabbcc");
    byte[] sized = Av1Units.sized(new Slice(bare, 0, bare.length));
    assertThat(sized).isEqualTo(bytes("0a 01 77 32 03 aabbcc"));
    assertThat(Av1Units.sized(new Slice(sized, 0, sized.length))).isEqualTo(sized);
    byte[] large = new byte[300];
    large[0] = 0x34;
    byte[] two = Av1Units.sized(new Slice(large, 0, large.length));
    assertThat(two).hasSize(302).startsWith(0x36, 0, 298 & 0x7F | 0x80, 298 >> 7);
    assertThat(Av1Units.sized(new Slice(new byte[] {0x34}, 0, 1))).isEqualTo(new byte[] {0x34});
  }

  @Test
  void refusesSlicesOutsideOfTheirArray() {
    assertThatThrownBy(() -> new Slice(new byte[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Slice(new byte[3], -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
