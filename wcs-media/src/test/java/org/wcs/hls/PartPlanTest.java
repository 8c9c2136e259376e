package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartPlanTest {

  private static final long MILLI = 1_000_000L;

  private final PartPlan plan = new PartPlan(500 * MILLI, 0);

  /** The lengths of the parts of a segment, in microseconds. */
  private List<Long> parts(long expected, long segment, long frameMicros) {
    plan.begin(expected * MILLI);
    List<Long> parts = new ArrayList<>();
    long begun = 0;
    for (long at = frameMicros; at < segment * 1_000; at += frameMicros) {
      if (plan.endsBefore(at * 1_000, (at - begun) * 1_000, frameMicros * 1_000)) {
        parts.add(at - begun);
        begun = at;
      }
    }
    parts.add(segment * 1_000 - begun);
    return parts;
  }

  @Test
  void makesEqualPartsOfASegmentLikeTheOneBefore() {
    for (long frame :
        List.of(16_667L, 20_000L, 33_333L, 40_000L, 66_667L, 100_000L, 23_220L, 21_333L)) {
      assertThat(parts(2_000, 2_000, frame))
          .as("frames of %s us", frame)
          .hasSize(4)
          .allMatch(part -> part > 400_000 && part <= 550_000);
    }
  }

  @Test
  void leavesNoTinyPartOver() {
    for (long segment = 1_000; segment <= 8_000; segment += 40) {
      for (long frame : List.of(40_000L, 23_220L)) {
        assertThat(parts(segment, segment, frame))
            .as("%s ms, frames of %s us", segment, frame)
            .allMatch(part -> part > 200_000 && part <= 550_000);
      }
    }
  }

  @Test
  void keepsToTheLongestPartWhateverComes() {
    for (long expected : List.of(0L, 500L, 1_900L, 2_000L, 2_100L, 5_000L, 100_000L)) {
      for (long segment = 100; segment < 6_000; segment += 130) {
        assertThat(parts(expected, segment, 40_000)).allMatch(part -> part <= 550_000);
      }
    }
  }

  @Test
  void makesNoPartsWhereNoneAreWanted() {
    PartPlan none = new PartPlan(0, 0);
    none.begin(2_000 * MILLI);
    assertThat(none.endsBefore(9_000 * MILLI, 9_000 * MILLI, 40 * MILLI)).isFalse();
    assertThat(PartPlan.mostNanos(0)).isZero();
  }
}
