package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameRateLimitTest {
  private static int passed(int limit, int rate, int jitter) {
    FrameRateLimit frames = new FrameRateLimit(limit);
    Random random = new Random(4);
    int passed = 0;
    for (int i = 0; i < rate * 100; i++) {
      passed += frames.passes(i * 90_000L / rate + random.nextInt(jitter + 1)) ? 1 : 0;
    }
    return passed;
  }

  @Test
  void letsAsManyPassAsItSays() {
    assertThat(passed(15, 30, 0)).isBetween(1_499, 1_501);
    assertThat(passed(20, 30, 0)).isBetween(1_980, 2_020);
    assertThat(passed(25, 30, 0)).isBetween(2_450, 2_550);
    assertThat(passed(10, 60, 300)).isBetween(990, 1_010);
  }

  @Test
  void leavesSlowerPicturesAlone() {
    assertThat(passed(30, 30, 0)).isEqualTo(3_000);
    assertThat(passed(30, 30, 600)).isGreaterThan(2_950);
    assertThat(passed(30, 15, 2_000)).isEqualTo(1_500);
    assertThat(passed(0, 240, 0)).isEqualTo(24_000);
  }

  @Test
  void goesOnAfterJumps() {
    FrameRateLimit limit = new FrameRateLimit(10);
    assertThat(limit.passes(1_000_000_000)).isTrue();
    assertThat(limit.passes(0)).isTrue();
    assertThat(limit.passes(3_000)).isFalse();
    assertThat(limit.passes(9_000)).isTrue();
    assertThat(limit.passes(900_000)).isTrue();
    assertThat(limit.passes(903_000)).isFalse();
  }

  @Test
  void measuresTheRate() {
    FrameRate rate = new FrameRate();
    assertThat(rate.orElse(30)).isEqualTo(30);
    for (int i = 0; i < 20; i++) {
      rate.shown(i * 6_000L);
    }
    assertThat(rate.orElse(30)).isEqualTo(15);
    rate.shown(10_000_000);
    assertThat(rate.orElse(30)).isEqualTo(15);
    for (int i = 0; i < 200; i++) {
      rate.shown(10_000_000 + i * 1_500L);
    }
    assertThat(rate.orElse(30)).isBetween(59, 60);
  }
}
