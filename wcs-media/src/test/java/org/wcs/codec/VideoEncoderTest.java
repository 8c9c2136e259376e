package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.H264;
import static org.wcs.codec.TestMedia.decoded;
import static org.wcs.codec.TestMedia.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class VideoEncoderTest {
  private static final String ENCODERS = "org.wcs.codec.VideoRoundTripTest#encoders";

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void scalesWithBlackBordersAndFollowsAnotherSourceSize(Codec.Video codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, VideoSettings.of(320, 180, 500_000))) {
      for (int i = 0; i < 6; i++) {
        int width = i < 3 ? 320 : 640;
        int height = i < 3 ? 240 : 200;
        try (RawPicture picture = picture(width, height, i, i * 3_000L)) {
          encoder.encode(picture, false, frames::add);
        }
      }
      assertThat(encoder.width()).isEqualTo(320);
      assertThat(encoder.height()).isEqualTo(180);
    }
    assertThat(frames).hasSize(6);
    assertThat(frames.subList(1, 6)).noneMatch(Frame::key);
    List<TestMedia.Shown> shown = decoded(codec, frames);
    assertThat(shown).allMatch(one -> one.width() == 320 && one.height() == 180);
    TestMedia.Shown pillars = shown.get(2);
    assertThat(luma(pillars, 5, 90)).isCloseTo(16, within(8));
    assertThat(luma(pillars, 314, 90)).isCloseTo(16, within(8));
    assertThat(luma(pillars, 60, 10)).isGreaterThan(40);
    TestMedia.Shown bars = shown.get(5);
    assertThat(luma(bars, 160, 5)).isCloseTo(16, within(8));
    assertThat(luma(bars, 160, 174)).isCloseTo(16, within(8));
    assertThat(luma(bars, 5, 90)).isGreaterThan(30);
  }

  private static int luma(TestMedia.Shown shown, int x, int y) {
    return shown.i420()[y * shown.width() + x] & 0xFF;
  }

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void followsTheSizeOfThePicturesWithAKeyFrame(Codec.Video codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, VideoSettings.DEFAULT)) {
      for (int i = 0; i < 6; i++) {
        try (RawPicture picture = picture(i < 3 ? 161 : 320, i < 3 ? 121 : 240, i, i * 3_000L)) {
          encoder.encode(picture, false, frames::add);
        }
      }
    }
    assertThat(frames)
        .extracting(Frame::key)
        .containsExactly(true, false, false, true, false, false);
    assertThat(decoded(codec, frames))
        .extracting(TestMedia.Shown::width)
        .containsExactly(162, 162, 162, 320, 320, 320);
  }

  @Test
  void followsTheShapeWhereOnlyTheHeightIsGiven() throws Exception {
    try (VideoEncoder encoder = CODECS.videoEncoder(H264, VideoSettings.of(0, 90, 0));
        RawPicture picture = picture(320, 180, 0, 0)) {
      encoder.encode(picture, false, frame -> {});
      assertThat(encoder.width()).isEqualTo(160);
      assertThat(encoder.height()).isEqualTo(90);
    }
  }

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void dropsPicturesAboveTheFrameRateButNotTheKeyFrameAskedFor(Codec.Video codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    VideoSettings settings = VideoSettings.of(0, 0, 0).withFrames(10, 100);
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, settings)) {
      for (int i = 0; i < 60; i++) {
        try (RawPicture picture = picture(160, 120, i, i * 3_000L)) {
          encoder.encode(picture, i == 31, frames::add);
        }
      }
    }
    assertThat(frames).extracting(Frame::pts).startsWith(0L, 9_000L, 18_000L);
    assertThat(frames).hasSize(20);
    assertThat(frames.get(11).key()).isTrue();
    assertThat(frames.get(11).pts()).isEqualTo(33 * 3_000L);
  }

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void keepsToTheBitrateAndToAnother(Codec.Video codec) throws Exception {
    long[] octets = new long[2];
    try (VideoEncoder encoder =
        CODECS.videoEncoder(codec, VideoSettings.of(0, 0, 800_000).withFrames(0, 60))) {
      for (int i = 0; i < 360; i++) {
        int part = i / 180;
        if (i == 180) {
          encoder.bitrate(250_000);
        }
        try (RawPicture picture = noise(320, 240, i)) {
          encoder.encode(picture, false, frame -> octets[part] += frame.payload().length);
        }
      }
    }
    assertThat(octets[0] * 8 / 6.0).isBetween(500_000.0, 1_100_000.0);
    assertThat(octets[1] * 8 / 6.0).isBetween(150_000.0, 380_000.0);
  }

  @Test
  void h264KeepsToTheBitrateWhateverTheFrameRate() throws Exception {
    for (int rate : new int[] {10, 60}) {
      long[] octets = new long[1];
      try (VideoEncoder encoder =
          CODECS.videoEncoder(H264, VideoSettings.of(0, 0, 400_000).withFrames(0, 5 * rate))) {
        for (int i = 0; i < rate * 10; i++) {
          boolean counted = i >= rate * 2;
          try (RawPicture picture = noise(320, 240, i).at(i * 90_000L / rate)) {
            encoder.encode(
                picture, false, frame -> octets[0] += counted ? frame.payload().length : 0);
          }
        }
      }
      assertThat(octets[0] * 8 / 8.0).as("%s a second", rate).isBetween(280_000.0, 560_000.0);
    }
  }

  /** Moves and has some noise, so that it costs bits. */
  private static RawPicture noise(int width, int height, int index) {
    byte[] pattern = TestMedia.pattern(width, height, index);
    Random random = new Random(index);
    for (int i = 0; i < width * height; i++) {
      pattern[i] += (byte) (random.nextInt(13) - 6);
    }
    return RawPicture.ofI420(width, height, index * 3_000L, pattern);
  }

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void goesOnAfterAJumpBackInTime(Codec.Video codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, VideoSettings.DEFAULT)) {
      for (int i = 0; i < 10; i++) {
        long pts = i < 5 ? 90_000_000L + i * 3_000L : i * 3_000L;
        try (RawPicture picture = picture(160, 120, i, pts)) {
          encoder.encode(picture, false, frames::add);
        }
      }
    }
    assertThat(frames).hasSize(10);
    assertThat(frames.get(5).key()).isTrue();
    assertThat(frames.get(9).pts()).isEqualTo(27_000);
  }

  @ParameterizedTest
  @MethodSource(ENCODERS)
  void qualityLimitsWhatIsSpent(Codec.Video codec) throws Exception {
    int good = size(codec, VideoSettings.of(0, 0, 3_000_000).withQuality(15));
    int poor = size(codec, VideoSettings.of(0, 0, 3_000_000).withQuality(40));
    assertThat(poor).isLessThan(good * 2 / 3);
  }

  private static int size(Codec.Video codec, VideoSettings settings) throws CodecException {
    int[] size = new int[1];
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, settings)) {
      for (int i = 0; i < 30; i++) {
        try (RawPicture picture = noise(320, 240, i)) {
          encoder.encode(picture, false, frame -> size[0] += frame.payload().length);
        }
      }
    }
    return size[0];
  }

  @Test
  void passesOnWhatIsSaidOfTheColours() throws Exception {
    for (Codec.Video codec : List.of(H264, new Codec.Vp9(0))) {
      List<Frame> frames = new ArrayList<>();
      try (VideoEncoder encoder = CODECS.videoEncoder(codec, VideoSettings.of(160, 90, 0));
          RawPicture picture = picture(320, 180, 0, 0)) {
        picture.frame().colorspace(avutil.AVCOL_SPC_BT709);
        picture.frame().color_primaries(avutil.AVCOL_PRI_BT709);
        picture.frame().color_trc(avutil.AVCOL_TRC_BT709);
        encoder.encode(picture, false, frames::add);
      }
      try (VideoDecoder decoder = CODECS.videoDecoder(codec, 1)) {
        int[] colours = {-1};
        decoder.decode(frames.getFirst(), picture -> colours[0] = picture.frame().colorspace());
        assertThat(colours[0]).as(codec.encodingName()).isEqualTo(avutil.AVCOL_SPC_BT709);
      }
    }
  }

  @Test
  void everyEffortWorks() throws Exception {
    for (Codec.Video codec : VideoRoundTripTest.encoders().toList()) {
      for (int effort = 1; effort <= 9; effort++) {
        int[] frames = new int[1];
        try (VideoEncoder encoder =
            CODECS.videoEncoder(codec, VideoSettings.DEFAULT.withEffort(effort))) {
          for (int i = 0; i < 3; i++) {
            try (RawPicture picture = picture(160, 120, i, i * 3_000L)) {
              encoder.encode(picture, false, frame -> frames[0]++);
            }
          }
        }
        assertThat(frames[0]).as("%s %s", codec, effort).isEqualTo(3);
      }
    }
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> CODECS.videoEncoder(new Codec.H265(1, 0, 93), VideoSettings.DEFAULT))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> CODECS.videoEncoder(new Codec.Av1(0), VideoSettings.DEFAULT))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> CODECS.audioEncoder(new Codec.Mp3(44_100, 2), AudioSettings.DEFAULT))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> VideoSettings.of(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysThatItIsClosed() throws Exception {
    VideoEncoder encoder = CODECS.videoEncoder(H264, VideoSettings.DEFAULT);
    encoder.close();
    encoder.close();
    try (RawPicture picture = picture(160, 120, 0, 0)) {
      assertThatThrownBy(() -> encoder.encode(picture, false, frame -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
