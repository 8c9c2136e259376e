package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.pattern;
import static org.wcs.codec.TestMedia.picture;
import static org.wcs.codec.TestMedia.psnr;

import org.junit.jupiter.api.Test;

class PictureScalerTest {
  @Test
  void scalesDownAndUpAgain() throws Exception {
    try (PictureScaler down = CODECS.scaler();
        PictureScaler up = CODECS.scaler();
        RawPicture picture = picture(640, 360, 0, 7);
        RawPicture small = down.scale(picture, new PictureSize(320, 180), Fit.STRETCH);
        RawPicture large = up.scale(small, new PictureSize(640, 360), Fit.STRETCH)) {
      assertThat(small.width()).isEqualTo(320);
      assertThat(small.pts()).isEqualTo(7);
      assertThat(psnr(pattern(640, 360, 0), large.i420())).isGreaterThan(33);
    }
  }

  @Test
  void keepsTheShapeInsideBlackBorders() throws Exception {
    try (PictureScaler scaler = CODECS.scaler();
        RawPicture picture = picture(320, 240, 0, 0);
        RawPicture wide = scaler.scale(picture, new PictureSize(640, 240), Fit.LETTERBOX);
        RawPicture stretched = scaler.scale(picture, new PictureSize(640, 240), Fit.STRETCH)) {
      byte[] pixels = wide.i420();
      assertThat(pixels[100 * 640 + 10] & 0xFF).isEqualTo(16);
      assertThat(pixels[100 * 640 + 630] & 0xFF).isEqualTo(16);
      assertThat(pixels[640 * 240 + 10] & 0xFF).isEqualTo(128);
      assertThat(pixels[20 * 640 + 320] & 0xFF).isCloseTo(112, within(4));
      assertThat(stretched.i420()[20 * 640 + 320] & 0xFF).isCloseTo(112, within(4));
      assertThat(stretched.i420()[20 * 640 + 10] & 0xFF).isCloseTo(44, within(4));
    }
  }

  @Test
  void drawsIntoFourCorners() throws Exception {
    try (PictureScaler scaler = CODECS.scaler();
        RawPicture canvas = RawPicture.black(320, 240, 0);
        RawPicture picture = picture(320, 240, 0, 0)) {
      scaler.draw(picture, canvas, new Area(0, 0, 160, 120));
      scaler.draw(picture, canvas, new Area(160, 120, 160, 120));
      byte[] pixels = canvas.i420();
      assertThat(pixels[10 * 320 + 80] & 0xFF).isCloseTo(112, within(4));
      assertThat(pixels[130 * 320 + 240] & 0xFF).isCloseTo(112, within(4));
      assertThat(pixels[10 * 320 + 240] & 0xFF).isEqualTo(16);
      assertThat(pixels[130 * 320 + 80] & 0xFF).isEqualTo(16);
    }
  }

  @Test
  void onlyRefersToAPictureThatHasTheSizeAlready() throws Exception {
    try (PictureScaler scaler = CODECS.scaler();
        RawPicture picture = picture(320, 240, 0, 0);
        RawPicture same = scaler.scale(picture, new PictureSize(320, 240), Fit.LETTERBOX)) {
      assertThat(same.i420()).isEqualTo(picture.i420());
      assertThat(same.isAlone()).isFalse();
    }
  }

  @Test
  void refusesToDrawOnASharedPictureOrOutside() throws Exception {
    try (PictureScaler scaler = CODECS.scaler();
        RawPicture picture = picture(320, 240, 0, 0);
        RawPicture canvas = RawPicture.black(320, 240, 0)) {
      assertThatThrownBy(() -> scaler.draw(picture, canvas, new Area(2, 0, 320, 240)))
          .isInstanceOf(IllegalArgumentException.class);
      try (RawPicture other = canvas.ref()) {
        assertThat(other.width()).isEqualTo(320);
        assertThatThrownBy(() -> scaler.draw(picture, canvas, new Area(0, 0, 320, 240)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      scaler.draw(picture, canvas, new Area(0, 0, 320, 240));
    }
    assertThatThrownBy(() -> new Area(1, 0, 2, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysThatItIsClosed() throws Exception {
    PictureScaler scaler = CODECS.scaler();
    scaler.close();
    scaler.close();
    try (RawPicture picture = picture(320, 240, 0, 0)) {
      assertThatThrownBy(() -> scaler.scale(picture, new PictureSize(160, 120), Fit.STRETCH))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
