package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RawPictureTest {
  @BeforeAll
  static void load() {
    assertThat(TestMedia.CODECS.available()).isTrue();
  }

  @Test
  void givesBackThePixelsOfEvenAndOddSizes() {
    for (int width = 1; width < 70; width += 3) {
      byte[] pattern = TestMedia.pattern(width + 20, width + 31, 1);
      try (RawPicture picture = RawPicture.ofI420(width + 20, width + 31, 5, pattern)) {
        assertThat(picture.i420()).isEqualTo(pattern);
        assertThat(picture.pts()).isEqualTo(5);
      }
    }
  }

  @Test
  void outlivesTheReferenceItWasMadeFrom() {
    RawPicture first = RawPicture.black(64, 48, 9);
    RawPicture second = first.at(10);
    first.close();
    first.close();
    assertThat(second.pts()).isEqualTo(10);
    assertThat(second.i420()).startsWith(16, 16).endsWith(128, 128).hasSize(64 * 48 * 3 / 2);
    second.close();
    assertThatThrownBy(second::ref).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesPixelsOfAnotherSize() {
    assertThatThrownBy(() -> RawPicture.ofI420(64, 48, 0, new byte[100]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
