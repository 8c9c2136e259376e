package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.codec.CodecException;
import org.wcs.codec.RawPicture;
import org.wcs.codec.VideoDecoder;
import org.wcs.codec.VideoEncoder;
import org.wcs.codec.VideoSettings;
import org.wcs.stream.Picture;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Pictures through the real codecs. */
final class PicturesTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final Codec.Video H264 = new Codec.H264(0x42E01F, 1);
  private static final Codec.Video VP8 = new Codec.Vp8();

  @Test
  void picturesStayWhatTheyWere() throws CodecException {
    List<Frame> made = new ArrayList<>();
    RealBench bench = new RealBench(H264);
    Bench.Viewer viewer = bench.watch(Wish.of(VP8));
    encoded(H264, 40).forEach(bench::publish);
    bench.close();
    made.addAll(viewer.frames);
    assertThat(made).hasSize(40);
    assertThat(made.getFirst().key()).isTrue();
    List<Integer> levels = levels(made, VP8);
    for (int i = 0; i < 40; i++) {
      assertThat(levels.get(i)).isBetween(level(i) - 8, level(i) + 8);
    }
  }

  @ParameterizedTest
  @MethodSource("viewers")
  void theJpegOfACameraComesOutInLimitedRange(Codec.Video viewer)
      throws CodecException, IOException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(new Frame(i * 6_000L, i * 6_000L, true, jpeg(dark(i))));
    }
    List<Frame> made = RealBench.transcoded(frames, new Codec.Jpeg(), viewer);
    assertThat(made).hasSize(20);
    assertThat(made.getFirst().key()).isTrue();
    List<Integer> levels = levels(made, viewer);
    for (int i = 0; i < 20; i++) {
      int limited = 16 + 219 * dark(i) / 255;
      assertThat(levels.get(i)).isBetween(limited - 8, limited + 8);
    }
  }

  static Stream<Codec.Video> viewers() {
    return Stream.of(H264, VP8);
  }

  /** So dark that the ranges differ by more than an encoder's rounding. */
  private static int dark(int number) {
    return 3 * number;
  }

  private static byte[] jpeg(int grey) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, 0x010101 * grey);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Right halves of the recorded pictures are 20 bright and 6 more with each. */
  @ParameterizedTest
  @MethodSource("recorded")
  void recordedPicturesOfEveryCodecComeOutInTheirOrder(String file, Codec.Video codec)
      throws CodecException, IOException {
    RealBench bench = new RealBench(codec);
    bench.source.reordered(true);
    Bench.Viewer viewer = bench.watch(new Wish(List.of(VP8), false, Picture.AS_IS));
    recording(file).forEach(bench::publish);
    bench.close();
    List<Frame> made = viewer.frames;
    assertThat(made).hasSizeBetween(26, 30); // a decoder may hold back the last ones
    assertThat(made).allMatch(frame -> frame.pts() == frame.dts());
    List<Integer> levels = rightLevels(made);
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i).pts()).isEqualTo(made.getFirst().pts() + i * 3_600L);
      assertThat(levels.get(i)).isBetween(20 + 6 * i - 8, 20 + 6 * i + 8);
    }
  }

  static Stream<Arguments> recorded() {
    return Stream.of(
        Arguments.of("h264-b-frames", new Codec.H264(0x640014, 1)),
        Arguments.of("h265-b-frames", new Codec.H265(1, 0, 60)),
        Arguments.of("h265-main10", new Codec.H265(2, 0, 60)),
        Arguments.of("vp9-hidden-frames", new Codec.Vp9(0)),
        Arguments.of("av1", new Codec.Av1(0)));
  }

  @Test
  void oneDecoderServesOutputsOfEverySize() throws CodecException {
    RealBench bench = new RealBench(VP8);
    Bench.Viewer whole = bench.watch(Wish.of(H264));
    Bench.Viewer half = bench.watch(wish(H264, new Picture(160, 120, 0, 0, 0)));
    Bench.Viewer shaped = bench.watch(wish(VP8, new Picture(0, 60, 0, 0, 15)));
    List<Frame> source = encoded(VP8, 30);
    source.forEach(bench::publish);
    List<TrackSnapshot.Made> made = bench.transcoders.snapshot().getFirst().outputs();
    assertThat(bench.transcoders.snapshot().getFirst().decode().out()).isEqualTo(30);
    assertThat(bench.transcoders.counts()).isEqualTo(new Transcoders.Counts(1, 3, 0, 0));
    assertThat(made).extracting(TrackSnapshot.Made::width).containsExactly(WIDTH, 160, 80);
    assertThat(made).extracting(TrackSnapshot.Made::height).containsExactly(HEIGHT, 120, 60);
    assertThat(whole.frames).hasSize(30);
    assertThat(half.frames).hasSize(30);
    assertThat(shaped.frames).hasSizeBetween(14, 17);
    bench.close();
    assertThat(bench.transcoders.counts()).isEqualTo(new Transcoders.Counts(0, 0, 0, 0));
  }

  @Test
  void keyFramesComeAtLeastEveryTwoSeconds() throws CodecException {
    RealBench bench = new RealBench(VP8);
    Bench.Viewer viewer = bench.watch(Wish.of(H264));
    encoded(VP8, 150).forEach(bench::publish);
    bench.close();
    assertThat(viewer.keys()).containsExactly(0L, 180_000L, 360_000L);
  }

  @Test
  void aHeightAboveTheSourceIsNotMade() {
    assertThat(PictureRules.settings(new Picture(0, 1_080, 0, 0, 0), 1_280, 720, 0).height())
        .isZero();
    assertThat(PictureRules.settings(new Picture(1_920, 0, 0, 0, 0), 1_280, 720, 0).width())
        .isZero();
    assertThat(PictureRules.settings(new Picture(1_921, 1_081, 0, 0, 0), 1_280, 720, 0))
        .extracting(VideoSettings::width, VideoSettings::height)
        .containsExactly(1_920, 1_080);
  }

  @Test
  void wishesBeyondAllReasonAreBroughtToWhatAnEncoderCanDo() {
    VideoSettings settings =
        PictureRules.settings(new Picture(100_000, 1, 2_000_000_000, 99, 10_000), 640, 360, 0);
    assertThat(settings.width()).isEqualTo(4_096);
    assertThat(settings.height()).isEqualTo(16);
    assertThat(settings.quality()).isEqualTo(51);
    assertThat(settings.framesPerSecond()).isEqualTo(240);
  }

  private static Wish wish(Codec codec, Picture picture) {
    return new Wish(List.of(codec), false, picture);
  }

  /** Up and down without a jump, which an encoder might take for a new scene. */
  private static int level(int number) {
    int step = number % 100;
    return 60 + 3 * Math.min(step, 100 - step);
  }

  private static List<Frame> encoded(Codec.Video codec, int count) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder =
        RealBench.CODECS.videoEncoder(codec, VideoSettings.of(WIDTH, HEIGHT, 1_000_000))) {
      for (int i = 0; i < count; i++) {
        byte[] i420 = new byte[WIDTH * HEIGHT * 3 / 2];
        Arrays.fill(i420, (byte) 128);
        Arrays.fill(i420, 0, WIDTH * HEIGHT, (byte) level(i));
        try (RawPicture picture = RawPicture.ofI420(WIDTH, HEIGHT, i * 3_000L, i420)) {
          encoder.encode(picture, false, frames::add);
        }
      }
    }
    return frames;
  }

  /** Each frame is its length in 4 octets, pts and dts in 8 each, key in 1, and the payload. */
  private static List<Frame> recording(String name) throws IOException {
    List<Frame> frames = new ArrayList<>();
    String resource = "/org/wcs/codec/" + name + ".frames";
    try (DataInputStream in =
        new DataInputStream(
            Objects.requireNonNull(PicturesTest.class.getResourceAsStream(resource), resource))) {
      while (in.available() > 0) {
        int length = in.readInt();
        long pts = in.readLong();
        long dts = in.readLong();
        boolean key = in.readBoolean();
        frames.add(new Frame(pts, dts, key, in.readNBytes(length)));
      }
    }
    return frames;
  }

  private static List<Integer> rightLevels(List<Frame> frames) throws CodecException {
    List<Integer> levels = new ArrayList<>();
    try (VideoDecoder decoder = RealBench.CODECS.videoDecoder(VP8, 1)) {
      for (Frame frame : frames) {
        decoder.decode(frame, picture -> levels.add(rightLevel(picture)));
      }
    }
    return levels;
  }

  private static int rightLevel(RawPicture picture) {
    byte[] i420 = picture.i420();
    return i420[picture.height() / 2 * picture.width() + picture.width() * 3 / 4] & 0xFF;
  }

  /** The brightness of each picture. */
  private static List<Integer> levels(List<Frame> frames, Codec.Video codec) throws CodecException {
    List<Integer> levels = new ArrayList<>();
    try (VideoDecoder decoder = RealBench.CODECS.videoDecoder(codec, 1)) {
      for (Frame frame : frames) {
        decoder.decode(frame, picture -> levels.add(brightness(picture)));
      }
    }
    return levels;
  }

  private static int brightness(RawPicture picture) {
    byte[] i420 = picture.i420();
    long sum = 0;
    int pixels = picture.width() * picture.height();
    for (int i = 0; i < pixels; i++) {
      sum += i420[i] & 0xFF;
    }
    return (int) (sum / pixels);
  }
}
