package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainWindowTest {

  private static final long WINDOW = 1_000_000;

  @Test
  void doesNotWaitBeforeTheFirstFlush() {
    assertThat(new DrainWindow(WINDOW, 1).holdNanos()).isZero();
  }

  @Test
  void doesNotWaitAfterACheapFlush() {
    DrainWindow window = new DrainWindow(WINDOW, 1);
    window.flushed(5, 5 + DrainWindow.CHEAP_NANOS);
    assertThat(window.holdNanos()).isZero();
  }

  @Test
  void waitsAsLongAsTheLastFlushTook() {
    DrainWindow window = new DrainWindow(WINDOW, 1);
    window.flushed(1000, 401_000);
    assertThat(window.holdNanos()).isEqualTo(400_000);
  }

  @Test
  void waitsSeveralTimesAsLongWhereItIsPatient() {
    DrainWindow window = new DrainWindow(10 * WINDOW, 8);
    window.flushed(1000, 401_000);
    assertThat(window.holdNanos()).isEqualTo(3_200_000);
    window.flushed(0, 5_000_000);
    assertThat(window.holdNanos()).isEqualTo(10 * WINDOW);
  }

  @Test
  void neverWaitsLongerThanTheWindow() {
    DrainWindow window = new DrainWindow(WINDOW, 1);
    window.flushed(0, 30_000_000);
    assertThat(window.holdNanos()).isEqualTo(WINDOW);
  }

  @Test
  void stopsWaitingWhenTheLoadIsGone() {
    DrainWindow window = new DrainWindow(WINDOW, 1);
    window.flushed(0, 900_000);
    window.flushed(2_000_000, 2_010_000);
    assertThat(window.holdNanos()).isZero();
  }

  @Test
  void neverWaitsWithoutAWindow() {
    DrainWindow window = new DrainWindow(0, 1);
    window.flushed(0, 30_000_000);
    assertThat(window.holdNanos()).isZero();
    assertThat(window.enabled()).isFalse();
  }
}
