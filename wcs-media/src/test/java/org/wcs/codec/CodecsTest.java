package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.H264;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;

class CodecsTest {
  private static final List<Codec> DECODED_ONLY =
      List.of(
          new Codec.H265(1, 0, 93),
          new Codec.Av1(0),
          new Codec.Mp3(44_100, 2),
          new Codec.Aac(5, 24_000, 2));

  private static final List<Codec> BOTH =
      List.of(
          H264,
          new Codec.Vp8(),
          new Codec.Vp9(0),
          new Codec.Opus(true, true),
          new Codec.Aac(2, 44_100, 2),
          new Codec.Speex(16_000),
          new Codec.Pcmu(),
          new Codec.Pcma(),
          new Codec.G722());

  @Test
  void tellsWhatItCan() {
    assertThat(CODECS.available()).isTrue();
    assertThat(BOTH).allMatch(CODECS::canDecode).allMatch(CODECS::canEncode);
    assertThat(DECODED_ONLY).allMatch(CODECS::canDecode).noneMatch(CODECS::canEncode);
  }

  @Test
  void withoutLibrariesThereIsNothing() {
    Codecs none = Codecs.none();
    assertThat(none.available()).isFalse();
    assertThat(BOTH).noneMatch(none::canDecode).noneMatch(none::canEncode);
    assertThatThrownBy(() -> none.videoDecoder(H264, 1)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> none.audioDecoder(new Codec.Pcmu()))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> none.videoEncoder(H264, VideoSettings.DEFAULT))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> none.audioEncoder(new Codec.Pcmu(), AudioSettings.DEFAULT))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(none::scaler).isInstanceOf(CodecException.class);
  }

  @Test
  void theLevelFollowsTheSize() {
    assertThat(Codecs.h264ProfileLevelId(320, 240, 15)).isEqualTo(0x42E00C);
    assertThat(Codecs.h264ProfileLevelId(640, 480, 30)).isEqualTo(0x42E01E);
    assertThat(Codecs.h264ProfileLevelId(1_280, 720, 30)).isEqualTo(0x42E01F);
    assertThat(Codecs.h264ProfileLevelId(1_920, 1_080, 30)).isEqualTo(0x42E028);
    assertThat(Codecs.h264ProfileLevelId(1_920, 1_080, 60)).isEqualTo(0x42E02A);
    assertThat(Codecs.h264ProfileLevelId(8_192, 8_192, 60)).isEqualTo(0x42E034);
  }
}
