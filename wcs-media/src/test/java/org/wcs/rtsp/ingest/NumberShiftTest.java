package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumberShiftTest {
  private final NumberShift shift = new NumberShift();

  @Test
  void makesRoomInFrontOfANumber() {
    assertThat(shift.of(10)).isEqualTo(10);
    assertThat(shift.insert(11, 2)).isEqualTo(11);
    assertThat(shift.of(10)).isEqualTo(10);
    assertThat(shift.of(11)).isEqualTo(13);
    assertThat(shift.insert(20, 3)).isEqualTo(22);
    assertThat(shift.of(19)).isEqualTo(21);
    assertThat(shift.of(20)).isEqualTo(25);
    assertThat(shift.of(5)).isEqualTo(5);
  }

  @Test
  void givesNoNumberTwiceHoweverOftenRoomIsMade() {
    long next = 0;
    for (long number = 0; number < 10_000; number++) {
      if (number % 7 == 3) {
        assertThat(shift.insert(number, 2)).isEqualTo(next);
        next += 2;
      }
      assertThat(shift.of(number)).isEqualTo(next);
      next++;
    }
  }

  @Test
  void tellsDoublesAsFarBackAsItRemembers() {
    SeenNumbers seen = new SeenNumbers();
    for (long number = 0; number < 5_000; number++) {
      assertThat(seen.first(number)).isTrue();
      assertThat(seen.first(number)).isFalse();
    }
    assertThat(seen.first(1)).isFalse();
    assertThat(seen.first(-1)).isFalse();
    assertThat(seen.first(6_000)).isTrue();
    assertThat(seen.first(4_999 - 24)).isFalse();
    assertThat(seen.first(5_500)).as("late, but for the first time").isTrue();
  }
}
