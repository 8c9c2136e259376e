package org.wcs.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BurstRunTest {

  private final BurstRun run = new BurstRun();

  @Test
  void takesDatagramsOfOneSizeAndAShorterLastOne() {
    run.find(new int[] {1_000, 1_000, 1_000, 200, 1_000}, 0, 5, index -> false);
    assertThat(run.to()).isEqualTo(4);
    assertThat(run.segment()).isEqualTo(1_000);
  }

  @Test
  void padsWhatIsALittleShortWhereItMay() {
    int[] sizes = {1_000, 980, 1_000, 900};
    run.find(sizes, 0, 4, index -> true);
    assertThat(run.to()).isEqualTo(4);
    assertThat(run.padding(1, 980)).isEqualTo(20);
    assertThat(run.padding(3, 900)).isZero();
    run.find(sizes, 0, 4, index -> index != 1);
    assertThat(run.to()).isEqualTo(2);
    assertThat(run.padding(1, 980)).isZero();
  }

  @Test
  void largeDatagramsGoAlone() {
    run.find(new int[] {1_600, 1_600, 100}, 0, 3, index -> true);
    assertThat(run.to()).isEqualTo(1);
    run.find(new int[] {1_460, 1_480, 1_460}, 0, 3, index -> true);
    assertThat(run.to()).isEqualTo(1);
  }

  @Test
  void everyBurstKeepsTheLimitsOfThePath() {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      int[] sizes = random.ints(1 + random.nextInt(200), 12, 1_400 + random.nextInt(300)).toArray();
      if (round % 2 == 0) {
        int usual = 12 + random.nextInt(1_400);
        Arrays.setAll(sizes, i -> usual - Math.min(usual - 12, random.nextInt(40)));
      }
      boolean padded = random.nextBoolean();
      int next = 0;
      while (next < sizes.length) {
        run.find(sizes, next, sizes.length, index -> padded);
        assertThat(run.to()).isGreaterThan(next);
        assertBurst(sizes, next);
        next = run.to();
      }
    }
  }

  private void assertBurst(int[] sizes, int from) {
    List<Integer> lengths = new ArrayList<>();
    int sum = 0;
    for (int i = from; i < run.to(); i++) {
      int padding = run.padding(i, sizes[i]);
      assertThat(padding).isBetween(0, 32);
      lengths.add(sizes[i] + padding);
      sum += sizes[i] + padding;
    }
    assertThat(lengths).hasSizeLessThanOrEqualTo(MediaPath.MAX_SEGMENTS);
    assertThat(sum).isLessThanOrEqualTo(MediaPath.MAX_BURST_BYTES);
    assertThat(lengths.subList(0, lengths.size() - 1)).allMatch(each -> each == run.segment());
    assertThat(lengths.getLast()).isLessThanOrEqualTo(run.segment());
  }
}
