package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AudioClockTest {

  private static final long FRAME_NANOS = 1_024L * 1_000_000_000L / 48_000;

  private final AudioClock clock = new AudioClock(48_000, 1_000_000_000L);

  @Test
  void putsJitteringFramesBehindOneAnother() {
    for (int i = 0; i < 1_000; i++) {
      long jitter = i % 3 * 1_000_000L - 1_000_000L;
      long nanos = 1_000_000_000L + i * FRAME_NANOS + jitter;
      assertThat(clock.missing(nanos)).isZero();
      assertThat(clock.place(nanos)).isEqualTo(48_000 + i * 1_024L);
    }
  }

  @Test
  void followsAClockThatDrifts() {
    long nanos = 1_000_000_000L;
    for (int i = 0; i < 100_000; i++) {
      assertThat(clock.missing(nanos)).isZero();
      long placed = clock.nanos(clock.place(nanos));
      assertThat(Math.abs(placed - nanos)).isLessThan(6_000_000L);
      nanos += FRAME_NANOS + FRAME_NANOS / 1_000;
    }
  }

  @Test
  void countsMissingFrames() {
    assertThat(clock.missing(1_000_000_000L + 3 * FRAME_NANOS)).isEqualTo(3);
    assertThat(clock.missing(1_000_000_000L - FRAME_NANOS)).isEqualTo(AudioClock.OVERLAP);
    assertThat(clock.fill()).isEqualTo(48_000);
    assertThat(clock.missing(1_000_000_000L + 3 * FRAME_NANOS)).isEqualTo(2);
  }

  @Test
  void neverGoesBack() {
    clock.place(1_000_000_000L);
    assertThat(clock.place(0)).isEqualTo(49_024);
  }
}
