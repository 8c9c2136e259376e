package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;

final class ReceptionStatisticsTest {
  private static final long MILLI = 1_000_000L;
  private final ReceptionStatistics statistics = new ReceptionStatistics(90_000);

  private RtcpPacket.ReportBlock report(long nowNanos) {
    byte[] out = new byte[64];
    int at = RtcpWriter.beginReceiverReport(out, 0, 1);
    at = statistics.writeReportBlock(out, at, 0x11223344, nowNanos);
    at = RtcpWriter.endReceiverReport(out, 0, at);
    RtcpPacket packet = RtcpCompound.parse(out, 0, at).getFirst();
    return ((RtcpPacket.ReceiverReport) packet).reports().getFirst();
  }

  @Test
  void tellsLossOfTheIntervalAndInAll_rfc3550A3() {
    for (int i = 0; i < 20; i++) {
      if (i != 4 && i != 9 && i != 10) {
        statistics.received(65_530 + i & 0xFFFF, i * 900, i * 10 * MILLI);
      }
    }
    RtcpPacket.ReportBlock block = report(200 * MILLI);
    assertThat(block.ssrc()).isEqualTo(0x11223344);
    assertThat(block.fractionLost()).isEqualTo(3 * 256 / 20);
    assertThat(block.lost()).isEqualTo(3);
    assertThat(block.highestSequence()).isEqualTo(0x1_000D);
    assertThat(block.jitter()).isZero();
    assertThat(statistics.lostLastInterval()).isEqualTo(3);
    assertThat(statistics.expectedLastInterval()).isEqualTo(20);
    for (int i = 20; i < 30; i++) {
      statistics.received(65_530 + i & 0xFFFF, i * 900, i * 10 * MILLI);
    }
    block = report(300 * MILLI);
    assertThat(block.fractionLost()).isZero();
    assertThat(block.lost()).isEqualTo(3);
    assertThat(statistics.lost()).isEqualTo(3);
    assertThat(statistics.packets()).isEqualTo(27);
  }

  @Test
  void duplicatesMakeTheCumulativeLossNegative_rfc3550A3() {
    for (int i = 0; i < 3; i++) {
      statistics.received(i, 0, 0);
      statistics.received(i, 0, 0);
    }
    RtcpPacket.ReportBlock block = report(0);
    assertThat(block.lost()).isEqualTo(-3);
    assertThat(block.fractionLost()).isZero();
    assertThat(statistics.lost()).isZero();
  }

  @Test
  void reorderingIsNoLoss() {
    for (int sequence : new int[] {0, 2, 1, 4, 3, 65_535, 5}) {
      statistics.received(sequence, 0, 0);
    }
    assertThat(report(0).highestSequence()).isEqualTo(5);
    assertThat(statistics.lost()).isZero();
  }

  @Test
  void smoothsJitterAsTheAppendixDoes_rfc3550A8() {
    statistics.received(0, 0, 0);
    statistics.received(1, 900, 10 * MILLI);
    assertThat(report(0).jitter()).isZero();
    statistics.received(2, 1_800, 30 * MILLI); // 10 ms late: D = 900
    assertThat(report(0).jitter()).isEqualTo(900 / 16);
    statistics.received(3, 2_700, 30 * MILLI); // in time again: D = -900
    assertThat(report(0).jitter()).isEqualTo((900 + 900 - (900 + 8) / 16) / 16);
  }

  @Test
  void jitterSurvivesTheWrapOfTheTimestamp() {
    for (int i = 0; i < 100; i++) {
      statistics.received(i, -45_000 + i * 900, i * 10 * MILLI);
    }
    assertThat(report(0).jitter()).isZero();
  }

  @Test
  void tellsWhenTheLastSenderReportCame() {
    statistics.received(0, 0, 0);
    assertThat(report(0).lastReport()).isZero();
    assertThat(report(0).delay()).isZero();
    statistics.senderReport(0x11112222_33334444L, 500 * MILLI);
    RtcpPacket.ReportBlock block = report(2_000 * MILLI);
    assertThat(block.lastReport()).isEqualTo(0x22223333);
    assertThat(block.delay()).isEqualTo(65_536 * 3 / 2);
    assertThat(report(72L * 3_600_000 * MILLI).delay()).isPositive();
  }

  @Test
  void nothingReceivedIsNothingLost() {
    RtcpPacket.ReportBlock block = report(0);
    assertThat(block.fractionLost()).isZero();
    assertThat(block.lost()).isZero();
    assertThat(statistics.lost()).isZero();
  }

  @Test
  void anotherSourceKeepsTheTotals() {
    statistics.received(0, 0, 0);
    statistics.received(3, 0, 0);
    statistics.reset();
    assertThat(statistics.lost()).isEqualTo(2);
    statistics.received(40_000, 0, 0);
    statistics.received(40_002, 0, 0);
    RtcpPacket.ReportBlock block = report(0);
    assertThat(block.lost()).isEqualTo(1);
    assertThat(block.highestSequence()).isEqualTo(40_002);
    assertThat(statistics.lost()).isEqualTo(3);
    assertThat(statistics.packets()).isEqualTo(4);
  }
}
