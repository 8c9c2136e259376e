package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.H264;
import static org.wcs.codec.TestMedia.decoded;
import static org.wcs.codec.TestMedia.encoded;
import static org.wcs.codec.TestMedia.pattern;
import static org.wcs.codec.TestMedia.picture;
import static org.wcs.codec.TestMedia.psnr;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class VideoRoundTripTest {
  static Stream<Codec.Video> encoders() {
    return Stream.of(H264, new Codec.Vp8(), new Codec.Vp9(0));
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void keepsThePictureAndItsTime(Codec.Video codec) throws Exception {
    List<Frame> frames = encoded(codec, VideoSettings.of(0, 0, 800_000), 320, 240, 30);
    assertThat(frames).hasSize(30);
    assertThat(frames.getFirst().key()).isTrue();
    assertThat(frames.subList(1, 30)).noneMatch(Frame::key);
    List<TestMedia.Shown> shown = decoded(codec, frames);
    assertThat(shown).hasSize(30);
    for (int i = 0; i < 30; i++) {
      TestMedia.Shown one = shown.get(i);
      assertThat(one.pts()).isEqualTo(i * 3_000L);
      assertThat(one.width()).isEqualTo(320);
      assertThat(one.height()).isEqualTo(240);
      assertThat(psnr(pattern(320, 240, i), one.i420())).as("picture %s", i).isGreaterThan(32);
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void makesAKeyFrameWhenAskedAndAtTheInterval(Codec.Video codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    VideoSettings settings = VideoSettings.of(0, 0, 500_000).withFrames(30, 20);
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, settings)) {
      for (int i = 0; i < 50; i++) {
        try (RawPicture picture = picture(160, 120, i, i * 3_000L)) {
          encoder.encode(picture, i == 7, frames::add);
        }
      }
    }
    assertThat(frames).hasSize(50);
    assertThat(frames.get(7).key()).isTrue();
    long keys = frames.stream().filter(Frame::key).count();
    assertThat(keys).isBetween(4L, 5L);
  }

  @Test
  void h264IsConstrainedBaselineWithParameterSetsBeforeEachKeyFrame() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder =
        CODECS.videoEncoder(H264, VideoSettings.of(0, 0, 0).withFrames(30, 10))) {
      for (int i = 0; i < 21; i++) {
        try (RawPicture picture = picture(640, 480, i, i * 3_000L)) {
          encoder.encode(picture, false, frames::add);
        }
      }
      Codec.H264 made = (Codec.H264) encoder.codec();
      assertThat(made.profileLevelId() >> 16).isEqualTo(0x42);
      assertThat(made.profileLevelId() >> 8 & 0xC0).isEqualTo(0xC0);
      assertThat(made.packetizationMode()).isEqualTo(1);
      assertThat(encoder.width()).isEqualTo(640);
    }
    for (Frame frame : frames) {
      if (frame.key()) {
        assertThat(types(frame.payload())).startsWith(7, 8).contains(5);
      } else {
        assertThat(types(frame.payload())).containsOnly(1);
      }
    }
    assertThat(frames.stream().filter(Frame::key).count()).isEqualTo(3);
  }

  private static List<Integer> types(byte[] frame) {
    List<Integer> types = new ArrayList<>();
    int at = 0;
    while (at < frame.length) {
      int length =
          (frame[at + 1] & 0xFF) << 16 | (frame[at + 2] & 0xFF) << 8 | frame[at + 3] & 0xFF;
      types.add(frame[at + 4] & 0x1F);
      at += 4 + length;
    }
    return types;
  }
}
