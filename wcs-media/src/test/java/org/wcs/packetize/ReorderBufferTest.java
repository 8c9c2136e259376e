package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.unit.RtpPacket;

final class ReorderBufferTest {
  private static final long MILLIS = 1_000_000;

  private final List<String> taken = new ArrayList<>();
  private final ReorderBuffer buffer =
      new ReorderBuffer(
          8, 200 * MILLIS, (packet, gap) -> taken.add((gap ? "!" : "") + packet.sequence()));

  private void arrives(long sequence, long millis) {
    buffer.add(new RtpPacket(new byte[12], 12, 0, true, sequence, 0, true, millis * MILLIS));
  }

  @Test
  void putsPacketsInOrderAndDropsDoublets() {
    for (long sequence : new long[] {10, 12, 12, 11, 10, 13, 12, 14}) {
      arrives(sequence, 0);
    }
    assertThat(taken).containsExactly("10", "11", "12", "13", "14");
  }

  @Test
  void waitsAsLongAsItShouldAndThenTellsOfTheGap() {
    arrives(10, 0);
    arrives(12, 20);
    arrives(13, 219);
    assertThat(taken).containsExactly("10");
    arrives(14, 220);
    assertThat(taken).containsExactly("10", "!12", "13", "14");
    arrives(11, 221);
    arrives(15, 222);
    assertThat(taken).containsExactly("10", "!12", "13", "14", "15");
  }

  @Test
  void waitsForEachGapOnItsOwn() {
    arrives(10, 0);
    arrives(12, 20);
    arrives(14, 150);
    arrives(15, 230);
    assertThat(taken).containsExactly("10", "!12");
    arrives(16, 350);
    assertThat(taken).containsExactly("10", "!12", "!14", "15", "16");
  }

  @Test
  void givesUpWhereTooManyWait() {
    arrives(10, 0);
    for (int i = 12; i < 19; i++) {
      arrives(i, 1);
    }
    assertThat(taken).containsExactly("10");
    arrives(19, 1);
    assertThat(taken).containsExactly("10", "!12", "13", "14", "15", "16", "17", "18", "19");
  }

  @Test
  void leapsWithTheSource() {
    arrives(10, 0);
    arrives(12, 0);
    arrives(5_000, 1);
    arrives(5_001, 2);
    arrives(5_002, 3);
    assertThat(taken).containsExactly("10", "!12", "!5000", "5001", "5002");
  }

  @Test
  void followsASourceThatCountsAnew() {
    arrives(50_000, 0);
    for (int i = 0; i < 40; i++) {
      arrives(i, i);
    }
    assertThat(taken).hasSize(10).startsWith("50000", "!31", "32").endsWith("39");
  }

  @Test
  void letsEverythingOutOnARestart() {
    arrives(10, 0);
    arrives(12, 0);
    buffer.restart();
    arrives(100, 0);
    arrives(101, 0);
    assertThat(taken).containsExactly("10", "!12", "!100", "101");
  }
}
