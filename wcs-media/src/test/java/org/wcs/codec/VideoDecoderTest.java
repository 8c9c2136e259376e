package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.H264;
import static org.wcs.codec.TestMedia.decoded;
import static org.wcs.codec.TestMedia.encoded;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class VideoDecoderTest {
  @ParameterizedTest
  @EnumSource
  void showsEachPictureAtItsTimeInOrder(GoldenFrames golden) throws Exception {
    List<TestMedia.Shown> shown = decoded(golden.codec(), golden.frames());
    assertThat(shown).hasSize(GoldenFrames.COUNT);
    for (int i = 0; i < shown.size(); i++) {
      assertThat(shown.get(i).pts()).isEqualTo((long) i * GoldenFrames.TICKS);
      assertThat(GoldenFrames.marker(shown.get(i)))
          .as("picture %s", i)
          .isCloseTo(20 + 6 * i, within(4.0));
      assertThat(shown.get(i).width()).isEqualTo(192);
      assertThat(shown.get(i).height()).isEqualTo(108);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsAtTheSecondKeyFrame(GoldenFrames golden) throws Exception {
    List<Frame> frames = golden.frames();
    int key = 1;
    while (!frames.get(key).key()) {
      key++;
    }
    List<TestMedia.Shown> shown = decoded(golden.codec(), frames.subList(key, frames.size()));
    assertThat(shown).isNotEmpty();
    for (TestMedia.Shown one : shown) {
      double index = (double) one.pts() / GoldenFrames.TICKS;
      if (one.pts() >= frames.get(key).pts()) {
        assertThat(GoldenFrames.marker(one)).isCloseTo(20 + 6 * index, within(4.0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOverFramesBeforeTheFirstKeyFrame(GoldenFrames golden) throws Exception {
    List<Frame> frames = golden.frames();
    List<TestMedia.Shown> shown = decoded(golden.codec(), frames.subList(1, frames.size()));
    assertThat(shown).isNotEmpty().hasSizeLessThan(GoldenFrames.COUNT - 10);
    assertThat(decoded(golden.codec(), frames.subList(1, 5))).isEmpty();
  }

  @Test
  void decodesAgainAfterAFlush() throws Exception {
    List<Frame> frames = GoldenFrames.H264_B_FRAMES.frames();
    List<Long> shown = new ArrayList<>();
    try (VideoDecoder decoder = CODECS.videoDecoder(GoldenFrames.H264_B_FRAMES.codec(), 1)) {
      for (int i = 0; i < 3; i++) {
        shown.clear();
        for (Frame frame : frames) {
          decoder.decode(frame, picture -> shown.add(picture.pts()));
        }
        decoder.flush(picture -> shown.add(picture.pts()));
        assertThat(shown).hasSize(GoldenFrames.COUNT).isSorted();
      }
    }
  }

  @Test
  void holdsNothingBackWithoutReordering() throws Exception {
    for (Codec.Video codec : List.of(H264, new Codec.Vp8(), new Codec.Vp9(0))) {
      try (VideoDecoder decoder = CODECS.videoDecoder(codec, 1)) {
        for (Frame frame : encoded(codec, VideoSettings.DEFAULT, 160, 120, 10)) {
          List<Long> shown = new ArrayList<>();
          decoder.decode(frame, picture -> shown.add(picture.pts()));
          assertThat(shown).as(codec.encodingName()).containsExactly(frame.pts());
        }
      }
    }
  }

  @Test
  void followsAnotherSizeInTheMiddleOfTheStream() throws Exception {
    for (Codec.Video codec : List.of(H264, new Codec.Vp8(), new Codec.Vp9(0))) {
      List<Frame> frames = new ArrayList<>(encoded(codec, VideoSettings.DEFAULT, 320, 180, 5));
      for (Frame frame : encoded(codec, VideoSettings.DEFAULT, 160, 120, 5)) {
        long pts = frame.pts() + 15_000;
        frames.add(new Frame(pts, pts, frame.key(), frame.payload()));
      }
      List<TestMedia.Shown> shown = decoded(codec, frames);
      assertThat(shown)
          .extracting(TestMedia.Shown::width)
          .containsExactly(320, 320, 320, 320, 320, 160, 160, 160, 160, 160);
    }
  }

  @Test
  void keepsAReferenceAfterThePictureIsGone() throws Exception {
    List<Frame> frames = encoded(H264, VideoSettings.DEFAULT, 320, 180, 30);
    List<RawPicture> kept = new ArrayList<>();
    List<RawPicture> lent = new ArrayList<>();
    try (VideoDecoder decoder = CODECS.videoDecoder(H264, 1)) {
      for (Frame frame : frames) {
        decoder.decode(
            frame,
            picture -> {
              kept.add(picture.ref());
              lent.add(picture);
            });
      }
    }
    assertThat(kept).hasSize(30);
    for (int i = 0; i < 30; i++) {
      byte[] expected = TestMedia.pattern(320, 180, i);
      assertThat(TestMedia.psnr(expected, kept.get(i).i420())).isGreaterThan(30);
      kept.get(i).close();
      RawPicture gone = lent.get(i);
      assertThatThrownBy(gone::width).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void goesOnAfterADamagedFrame() throws Exception {
    List<Frame> frames = encoded(H264, VideoSettings.of(0, 0, 0).withFrames(30, 10), 160, 120, 30);
    Frame damaged = new Frame(15_000, 15_000, false, new byte[] {0, 0, 0, 9, 1, 2});
    List<Long> shown = new ArrayList<>();
    try (VideoDecoder decoder = CODECS.videoDecoder(H264, 1)) {
      for (int i = 0; i < 5; i++) {
        decoder.decode(frames.get(i), picture -> shown.add(picture.pts()));
      }
      assertThatThrownBy(() -> decoder.decode(damaged, picture -> {}))
          .isInstanceOf(CodecException.class);
      for (int i = 10; i < 30; i++) {
        decoder.decode(frames.get(i), picture -> shown.add(picture.pts()));
      }
    }
    assertThat(shown).hasSize(25);
  }

  @Test
  void refusesPicturesLargerThanAnyoneSends() throws Exception {
    // A VP8 key frame header of 16383x16383 (RFC 6386 section 9.1).
    byte[] header = new byte[200];
    header[0] = 0x10;
    header[3] = (byte) 0x9D;
    header[4] = 0x01;
    header[5] = 0x2A;
    header[6] = (byte) 0xFF;
    header[7] = 0x3F;
    header[8] = (byte) 0xFF;
    header[9] = 0x3F;
    try (VideoDecoder decoder = CODECS.videoDecoder(new Codec.Vp8(), 1)) {
      assertThatThrownBy(() -> decoder.decode(new Frame(0, 0, true, header), picture -> {}))
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void saysThatItIsClosed() throws Exception {
    VideoDecoder decoder = CODECS.videoDecoder(H264, 1);
    decoder.close();
    decoder.close();
    assertThatThrownBy(
            () -> decoder.decode(new Frame(0, 0, true, new byte[] {0, 0, 0, 1, 5}), picture -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
