package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class UnwrapperTest {

  @Test
  void sequenceNumbersGoOnBeyondTheWrapInBothDirections() {
    SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    assertThat(unwrapper.unwrap(65_534)).isEqualTo(65_534);
    assertThat(unwrapper.unwrap(1)).isEqualTo(65_537);
    assertThat(unwrapper.unwrap(65_535)).isEqualTo(65_535);
    assertThat(unwrapper.unwrap(0)).isEqualTo(65_536);
    assertThat(unwrapper.unwrap(2)).isEqualTo(65_538);
  }

  @Test
  void oneFromBeforeTheFirstIsBelowIt() {
    SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    unwrapper.unwrap(0);
    assertThat(unwrapper.unwrap(65_535)).isEqualTo(-1);
    assertThat(unwrapper.unwrap(1)).isEqualTo(1);
  }

  @Test
  void sequenceNumbersSurviveReorderingAndLossOverManyWraps() {
    Random random = new Random(3);
    SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    long newest = 40_000;
    unwrapper.unwrap((int) newest);
    for (int i = 0; i < 100_000; i++) {
      long next = newest + random.nextInt(-30_000, 32_000) / (1 + random.nextInt(500));
      assertThat(unwrapper.unwrap((int) next & 0xFFFF)).isEqualTo(next);
      newest = Math.max(newest, next);
    }
    assertThat(newest).isGreaterThan(10 * 65_536L);
  }

  @Test
  void timestampsGoOnBeyondTheWrapInBothDirections() {
    TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    assertThat(unwrapper.peek(-3_000)).isEqualTo(4_294_964_296L);
    assertThat(unwrapper.unwrap(-3_000)).isEqualTo(4_294_964_296L);
    assertThat(unwrapper.unwrap(3_000)).isEqualTo(4_294_970_296L);
    assertThat(unwrapper.unwrap(-1)).isEqualTo(4_294_967_295L);
    assertThat(unwrapper.peek(0)).isEqualTo(4_294_967_296L);
    assertThat(unwrapper.unwrap(3_001)).isEqualTo(4_294_970_297L);
  }

  @Test
  void lookingAtATimestampDoesNotMoveTheNewest() {
    TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    unwrapper.unwrap(0);
    for (int i = 0; i < 4; i++) {
      assertThat(unwrapper.peek(0x7000_0000)).isEqualTo(0x7000_0000L);
    }
    assertThat(unwrapper.peek(0x9000_0000)).isEqualTo(-0x7000_0000L);
  }
}
