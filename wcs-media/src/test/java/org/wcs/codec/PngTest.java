package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.unit.Frame;

final class PngTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int RED = 0xFFFF0000;
  private static final int HALF_WHITE = 0x80FFFFFF;

  @Test
  void aPictureBecomesAFileThatOthersRead() throws CodecException, IOException {
    try (RawPicture picture = plain(90, 150)) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(TestMedia.CODECS.png(picture)));
      assertThat(image.getWidth()).isEqualTo(WIDTH);
      assertThat(image.getHeight()).isEqualTo(HEIGHT);
      int rgb = image.getRGB(100, 100);
      // ITU-R BT.601, limited range: Y 90, Cb 128, Cr 150
      assertThat(rgb >> 16 & 0xFF).isCloseTo(121, within(2));
      assertThat(rgb >> 8 & 0xFF).isCloseTo(68, within(2));
      assertThat(rgb & 0xFF).isCloseTo(86, within(2));
    }
  }

  @Test
  void anOddSizeIsKept() throws CodecException, IOException {
    try (RawPicture picture = TestMedia.picture(161, 91, 3, 0)) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(TestMedia.CODECS.png(picture)));
      assertThat(image.getWidth()).isEqualTo(161);
      assertThat(image.getHeight()).isEqualTo(91);
    }
  }

  @Test
  void whatIsLaidOverShowsAndTheRestStays() throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 40, 20, (x, y) -> x < 20 ? RED : 0);
    byte[] shown = covered(file, new Overlay.Place(16, 8, false, false));
    assertThat(luma(shown, 20, 12)).isCloseTo(81, within(6)); // red
    assertThat(cr(shown, 20, 12)).isGreaterThan(200);
    assertThat(luma(shown, 46, 12)).isCloseTo(60, within(6)); // transparent
    assertThat(luma(shown, 8, 12)).isCloseTo(60, within(6)); // beside
    assertThat(luma(shown, 20, 40)).isCloseTo(60, within(6)); // below
  }

  @Test
  void halfATransparencyIsAMixture() throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 40, 20, (x, y) -> HALF_WHITE);
    byte[] shown = covered(file, Overlay.Place.CORNER);
    assertThat(luma(shown, 20, 10)).isCloseTo((60 + 235) / 2, within(6));
  }

  @Test
  void distancesMayBeFromTheOtherEdges() throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 40, 20, (x, y) -> 0xFFFFFFFF);
    byte[] shown = covered(file, new Overlay.Place(10, 6, true, true));
    assertThat(luma(shown, WIDTH - 30, HEIGHT - 16)).isCloseTo(235, within(6));
    assertThat(luma(shown, WIDTH - 4, HEIGHT - 16)).isCloseTo(60, within(6));
    assertThat(luma(shown, WIDTH - 30, HEIGHT - 2)).isCloseTo(60, within(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 318, 319, 320, 5_000})
  void whatDoesNotFitIsCutOff(int at) throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 401, 301, (x, y) -> 0xFFFFFFFF);
    byte[] shown = covered(file, new Overlay.Place(at, at, false, false));
    assertThat(shown).hasSize(WIDTH * HEIGHT * 3 / 2);
    boolean inside = at < HEIGHT - 2;
    assertThat(luma(shown, WIDTH - 8, HEIGHT - 8)).isCloseTo(inside ? 235 : 60, within(8));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void filesWithoutTransparencyCoverEverything(int type) throws CodecException, IOException {
    byte[] file = png(type, 40, 20, (x, y) -> 0xFFFFFFFF);
    byte[] shown = covered(file, Overlay.Place.CORNER);
    assertThat(luma(shown, 20, 10)).isCloseTo(235, within(8));
  }

  @Test
  void thePictureUnderneathIsNotTouchedForOthers() throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 40, 20, (x, y) -> 0xFFFFFFFF);
    Overlay overlay = TestMedia.CODECS.overlay(file, Overlay.Place.CORNER);
    try (RawPicture picture = plain(60, 128);
        VideoEncoder encoder =
            TestMedia.CODECS.videoEncoder(TestMedia.H264, VideoSettings.of(0, 0, 1_000_000))) {
      byte[] before = picture.i420();
      encoder.overlay(overlay);
      encoder.encode(picture, true, frame -> {});
      assertThat(picture.i420()).isEqualTo(before);
    }
  }

  @Test
  void whatIsLaidOverMayChangeWhileTheEncoderRuns() throws CodecException, IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 160, 120, (x, y) -> 0xFFFFFFFF);
    Overlay overlay = TestMedia.CODECS.overlay(file, Overlay.Place.CORNER);
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder =
        TestMedia.CODECS.videoEncoder(TestMedia.H264, VideoSettings.of(160, 120, 2_000_000))) {
      for (int i = 0; i < 30; i++) {
        encoder.overlay(i >= 10 && i < 20 ? overlay : null);
        try (RawPicture picture = plain(60, 128)) { // scaled, so it is drawn on a canvas
          encoder.encode(picture.at(i * 3_000L), false, frames::add);
        }
      }
    }
    List<TestMedia.Shown> shown = TestMedia.decoded(TestMedia.H264, frames);
    assertThat(mean(shown.get(5))).isCloseTo(60.0, within(8.0));
    assertThat(mean(shown.get(18))).isCloseTo(235.0, within(12.0));
    assertThat(mean(shown.get(29))).isCloseTo(60.0, within(12.0));
  }

  @Test
  void everyCorruptionAndTruncationIsRefusedOrRead() throws IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 9, 7, (x, y) -> x * 0x01020304 + y);
    int read = 0;
    for (int length = 0; length < file.length; length++) {
      read += isRead(Arrays.copyOf(file, length)) ? 1 : 0;
    }
    for (int at = 0; at < file.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] broken = file.clone();
        broken[at] ^= (byte) mask;
        read += isRead(broken) ? 1 : 0;
      }
    }
    assertThat(isRead(file)).isTrue();
    assertThat(read).isLessThan(file.length * 4);
  }

  @Test
  void aFileThatWouldTakeAllMemoryIsRefused() throws IOException {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB, 9, 7, (x, y) -> RED);
    byte[] huge = file.clone();
    huge[16] = 0x40; // width 2^30
    assertThatThrownBy(() -> TestMedia.CODECS.overlay(huge, Overlay.Place.CORNER))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> TestMedia.CODECS.overlay(new byte[0], Overlay.Place.CORNER))
        .isInstanceOf(CodecException.class);
  }

  private static boolean isRead(byte[] file) {
    try {
      Overlay overlay = TestMedia.CODECS.overlay(file, Overlay.Place.CORNER);
      return overlay.width() > 0 && overlay.height() > 0;
    } catch (CodecException refused) {
      return false;
    }
  }

  /** A grey picture with something over it, encoded and decoded. */
  private static byte[] covered(byte[] file, Overlay.Place place) throws CodecException {
    Overlay overlay = TestMedia.CODECS.overlay(file, place);
    List<Frame> frames = new ArrayList<>();
    try (RawPicture picture = plain(60, 128);
        VideoEncoder encoder =
            TestMedia.CODECS.videoEncoder(TestMedia.H264, VideoSettings.of(0, 0, 4_000_000))) {
      encoder.overlay(overlay);
      encoder.encode(picture, true, frames::add);
    }
    return TestMedia.decoded(TestMedia.H264, frames).get(0).i420();
  }

  private static RawPicture plain(int luma, int cr) {
    byte[] i420 = new byte[WIDTH * HEIGHT * 3 / 2];
    Arrays.fill(i420, (byte) 128);
    Arrays.fill(i420, 0, WIDTH * HEIGHT, (byte) luma);
    Arrays.fill(i420, WIDTH * HEIGHT * 5 / 4, i420.length, (byte) cr);
    return RawPicture.ofI420(WIDTH, HEIGHT, 0, i420);
  }

  private static int luma(byte[] i420, int x, int y) {
    return i420[y * WIDTH + x] & 0xFF;
  }

  private static int cr(byte[] i420, int x, int y) {
    return i420[WIDTH * HEIGHT * 5 / 4 + y / 2 * (WIDTH / 2) + x / 2] & 0xFF;
  }

  private static double mean(TestMedia.Shown shown) {
    double sum = 0;
    int pixels = shown.width() * shown.height();
    for (int i = 0; i < pixels; i++) {
      sum += shown.i420()[i] & 0xFF;
    }
    return sum / pixels;
  }

  private static byte[] png(int type, int width, int height, Paint paint) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, paint.at(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private interface Paint {
    int at(int x, int y);
  }
}
