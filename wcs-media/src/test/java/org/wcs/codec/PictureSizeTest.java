package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PictureSizeTest {
  @Test
  void followsTheShapeOfTheSource() {
    assertThat(PictureSize.of(1_280, 720, 0, 0)).isEqualTo(new PictureSize(1_280, 720));
    assertThat(PictureSize.of(1_280, 720, 640, 0)).isEqualTo(new PictureSize(640, 360));
    assertThat(PictureSize.of(1_280, 720, 0, 240)).isEqualTo(new PictureSize(428, 240));
    assertThat(PictureSize.of(1_280, 720, 100, 100)).isEqualTo(new PictureSize(100, 100));
    assertThat(PictureSize.of(161, 121, 0, 0)).isEqualTo(new PictureSize(162, 122));
    assertThat(PictureSize.of(10_000, 1, 20, 0)).isEqualTo(new PictureSize(20, 2));
  }

  @Test
  void fitsInside() {
    PictureSize frame = new PictureSize(640, 360);
    assertThat(PictureSize.within(1_920, 1_080, frame)).isEqualTo(frame);
    assertThat(PictureSize.within(640, 480, frame)).isEqualTo(new PictureSize(480, 360));
    assertThat(PictureSize.within(1_000, 200, frame)).isEqualTo(new PictureSize(640, 128));
    assertThat(PictureSize.within(1, 5_000, frame)).isEqualTo(new PictureSize(2, 360));
  }

  @Test
  void isEvenAndNotEmpty() {
    assertThatThrownBy(() -> new PictureSize(3, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PictureSize(0, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
