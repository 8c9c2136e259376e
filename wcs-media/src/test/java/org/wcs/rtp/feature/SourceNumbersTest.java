package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtp.feature.SourceNumbers.Heard.CHANGED;
import static org.wcs.rtp.feature.SourceNumbers.Heard.FIRST;
import static org.wcs.rtp.feature.SourceNumbers.Heard.SAME;
import static org.wcs.rtp.feature.SourceNumbers.Heard.STRANGER;

import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtpHeader;

final class SourceNumbersTest {
  private static final long MILLI = 1_000_000L;

  private final SourceNumbers numbers = new SourceNumbers(8_000);
  private long sequence;
  private long pts;

  private SourceNumbers.Heard hear(int ssrc, int number, int timestamp, long nowNanos) {
    byte[] wire = new byte[12];
    wire[0] = (byte) 0x80;
    RtpHeader.writeShort(wire, 2, number);
    RtpHeader.writeInt(wire, 4, timestamp);
    RtpHeader.writeInt(wire, 8, ssrc);
    SourceNumbers.Heard heard = numbers.hear(wire, 0, nowNanos);
    if (heard != STRANGER) {
      sequence = numbers.sequence(number);
      pts = numbers.pts(timestamp, nowNanos);
      numbers.published(sequence, pts, nowNanos);
    }
    return heard;
  }

  @Test
  void goesOnInNumbersAndTimeWhenTheSourceChanges() {
    assertThat(hear(1, 65_535, 1_000, 0)).isEqualTo(FIRST);
    assertThat(hear(1, 0, 1_160, 20 * MILLI)).isEqualTo(SAME);
    assertThat(sequence).isEqualTo(65_536);
    assertThat(hear(2, 9, 5, 30 * MILLI)).isEqualTo(STRANGER);
    assertThat(hear(2, 9, 5, 520 * MILLI)).isEqualTo(CHANGED);
    assertThat(sequence).isEqualTo(65_537);
    assertThat(pts).isEqualTo(1_160 + 4_000);
    assertThat(numbers.ssrc()).isEqualTo(2);
  }

  @Test
  void followsAtOnceWhoeverComesAfterARelease() {
    hear(1, 10, 1_000, 0);
    numbers.release();
    assertThat(hear(1, 10, 1_000, MILLI)).isEqualTo(CHANGED);
    assertThat(sequence).isEqualTo(11);
    assertThat(pts).isEqualTo(1_008);
    assertThat(hear(1, 11, 1_160, 2 * MILLI)).isEqualTo(SAME);
  }

  @Test
  void packetsSentAgainBelongToTheSourceThatIsFollowed() {
    hear(1, 100, 0, 0);
    hear(1, 105, 0, 0);
    assertThat(numbers.again(103)).isEqualTo(103);
    assertThat(numbers.again(106)).isEqualTo(-1);
    hear(2, 7, 0, 1_000 * MILLI);
    hear(2, 9, 0, 1_000 * MILLI);
    assertThat(numbers.again(8)).isEqualTo(107);
    assertThat(numbers.again(6)).isEqualTo(-1);
  }

  @Test
  void timeGoesOnWhereTheTimestampJumps() {
    hear(1, 0, 0, 0);
    hear(1, 1, 160, 20 * MILLI);
    hear(1, 2, 0x4000_0000, 40 * MILLI);
    assertThat(pts).isEqualTo(320);
    hear(1, 3, 0x4000_0000 + 160, 60 * MILLI);
    assertThat(pts).isEqualTo(480);
    hear(1, 4, 0, 80 * MILLI);
    assertThat(pts).isEqualTo(640);
    hear(1, 5, 160, 3_600_000 * MILLI);
    assertThat(pts).as("a pause is no jump").isEqualTo(800);
  }

  @Test
  void timeThatPassedIsNoJump() {
    hear(1, 0, 0, 0);
    hear(1, 1, 8_000 * 600, 600_000 * MILLI);
    assertThat(pts).isEqualTo(8_000 * 600);
  }

  @Test
  void timestampsWrap() {
    int start = -200;
    for (int i = 0; i < 10; i++) {
      hear(1, i, start + 160 * i, 20 * MILLI * i);
      assertThat(pts).isEqualTo((start & 0xFFFFFFFFL) + 160 * i);
    }
    assertThat(numbers.peekPts(start)).isEqualTo(start & 0xFFFFFFFFL);
  }
}
