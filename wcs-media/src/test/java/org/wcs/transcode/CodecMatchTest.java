package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.unit.Codec;

final class CodecMatchTest {

  @ParameterizedTest
  @CsvSource({
    "42e01f, 42e01f, true",
    "42e01f, 42e034, true", // levels are not compared
    "42001f, 42c01e, true",
    "42e01f, 4d001f, false",
    "42e01f, 64001f, false",
    "4d001f, 42e01f, true",
    "4d001f, 64001f, false",
    "64001f, 42e01f, true",
    "64001f, 4d0028, true",
    "64001f, 6e0028, false", // High 10
    "6e0028, 64001f, false",
    "6e0028, 6e0028, true",
    "000000, 64001f, true",
    "42e01f, 000000, true",
  })
  void profilesOfH264TakeThoseBeforeThem(String offered, String source, boolean accepted) {
    assertThat(CodecMatch.accepts(h264(offered, 1), h264(source, 1))).isEqualTo(accepted);
  }

  @Test
  void packetizationMode0TakesNoOther() {
    assertThat(CodecMatch.accepts(h264("42e01f", 0), h264("42e01f", 1))).isFalse();
    assertThat(CodecMatch.accepts(h264("42e01f", 0), h264("42e01f", 0))).isTrue();
    assertThat(CodecMatch.accepts(h264("42e01f", 1), h264("42e01f", 0))).isTrue();
  }

  @Test
  void everyCodecTakesItselfAndNoOtherKind() {
    List<Codec> all = AllCodecs.LIST;
    for (Codec offered : all) {
      for (Codec source : all) {
        assertThat(CodecMatch.accepts(offered, source))
            .as("%s for %s", source, offered)
            .isEqualTo(offered.equals(source));
      }
    }
  }

  @Test
  void parametersInsideTheFramesAreNotCompared() {
    assertThat(CodecMatch.accepts(new Codec.Opus(false, false), new Codec.Opus(true, true)))
        .isTrue();
    assertThat(CodecMatch.accepts(new Codec.Aac(2, 48_000, 2), new Codec.Aac(5, 22_050, 1)))
        .isTrue();
  }

  @Test
  void profilesOfTheOtherVideoCodecsCount() {
    assertThat(CodecMatch.accepts(new Codec.Vp9(0), new Codec.Vp9(2))).isFalse();
    assertThat(CodecMatch.accepts(new Codec.Av1(1), new Codec.Av1(0))).isTrue();
    assertThat(CodecMatch.accepts(new Codec.Av1(0), new Codec.Av1(1))).isFalse();
    assertThat(CodecMatch.accepts(new Codec.H265(1, 0, 93), new Codec.H265(2, 0, 93))).isFalse();
    assertThat(CodecMatch.accepts(new Codec.H265(0, 0, 0), new Codec.H265(2, 0, 93))).isTrue();
    assertThat(CodecMatch.accepts(new Codec.Speex(8_000), new Codec.Speex(16_000))).isFalse();
  }

  private static Codec h264(String profileLevelId, int mode) {
    return new Codec.H264(Integer.parseInt(profileLevelId, 16), mode);
  }
}
