package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecodingTimesTest {
  private final List<Boolean> found = new ArrayList<>();
  private final DecodingTimes times = new DecodingTimes(found::add);

  private List<Long> of(long... pts) {
    List<Long> dts = new ArrayList<>();
    for (long each : pts) {
      dts.add(times.of(each));
    }
    return dts;
  }

  @Test
  void areThoseOfPresentationWhereNothingIsReordered() {
    times.reordering(0);
    assertThat(of(100, 200, 300)).containsExactly(100L, 200L, 300L);
    assertThat(found).containsExactly(false);
  }

  @Test
  void runAsFarBehindAsPicturesAreReordered() {
    times.reordering(1);
    assertThat(of(100, 400, 200, 300, 700, 500, 600))
        .containsExactly(99L, 100L, 200L, 300L, 400L, 500L, 600L);
    assertThat(found).containsExactly(true);
  }

  @Test
  void fitPyramidsOfPictures() {
    times.reordering(2);
    assertThat(of(100, 500, 300, 200, 400, 900, 700, 600, 800))
        .containsExactly(98L, 99L, 100L, 200L, 300L, 400L, 500L, 600L, 700L);
  }

  @Test
  void growOnAfterAGapAndStartAnewWhenTheClockIsSetBack() {
    times.reordering(1);
    of(100, 400, 200, 300);
    times.gap();
    assertThat(of(10_000, 10_300, 10_100)).containsExactly(9_999L, 10_000L, 10_100L);
    assertThat(of(50, 350, 150)).containsExactly(49L, 50L, 150L);
  }

  @Test
  void takeTheCommonDepthWhereTheStreamLeavesItOpenAndTellOfReorderingWhenSeen() {
    times.reordering(DecodingTimes.UNTOLD);
    assertThat(of(100, 200)).containsExactly(98L, 99L);
    assertThat(found).containsExactly(false);
    assertThat(of(500, 300, 400)).containsExactly(100L, 200L, 300L);
    assertThat(found).containsExactly(false, true);
    times.reordering(DecodingTimes.UNTOLD);
    assertThat(found).containsExactly(false, true, true);
  }
}
