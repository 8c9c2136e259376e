package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;

final class SenderStatisticsTest {
  private static final long MILLI = 1_000_000L;
  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private final SenderStatistics statistics = new SenderStatistics(7, EPOCH);

  private RtcpPacket.SenderReport report(long nowNanos) {
    byte[] out = new byte[40];
    int end = statistics.writeSenderReport(out, 4, 90_000, nowNanos);
    return (RtcpPacket.SenderReport) RtcpCompound.parse(out, 4, end - 4).getFirst();
  }

  private static RtcpPacket.ReportBlock block(int lost, int lastReport, long delay) {
    return new RtcpPacket.ReportBlock(7, 0, lost, 0, 0, lastReport, delay);
  }

  @Test
  void reportsWhatWasSentOnTheClockOfTheWall_rfc3550() {
    statistics.sent(1_000);
    statistics.sent(200);
    RtcpPacket.SenderReport report = report(1_500 * MILLI);
    assertThat(report.ssrc()).isEqualTo(7);
    assertThat(report.packets()).isEqualTo(2);
    assertThat(report.octets()).isEqualTo(1_200);
    assertThat(report.rtpTimestamp()).isEqualTo(90_000);
    assertThat(report.ntpTimestamp() >>> 32).isEqualTo(1_700_000_001L + 2_208_988_800L);
    assertThat(report.ntpTimestamp() & 0xFFFFFFFFL).isEqualTo(0x80000000L);
  }

  @Test
  void tellsTheRoundTripTime_rfc3550() {
    for (long sent = 0; sent < 200_000; sent += 9_973) { // over the wrap of the middle 32 bits
      int lastReport = (int) (report(sent * MILLI).ntpTimestamp() >>> 16);
      statistics.reported(block(5, lastReport, 32_768), (sent + 500 + 237) * MILLI);
      assertThat(statistics.roundTripMillis()).isCloseTo(237, within(1));
    }
    assertThat(statistics.lost()).isEqualTo(5);
  }

  @Test
  void impossibleReportsLeaveTheRoundTripTimeAlone() {
    int lastReport = (int) (report(0).ntpTimestamp() >>> 16);
    statistics.reported(block(-4, 0, 99_999), 80 * MILLI);
    assertThat(statistics.roundTripMillis()).isZero();
    assertThat(statistics.lost()).isZero();
    statistics.reported(block(1, lastReport, 0), 80 * MILLI);
    assertThat(statistics.roundTripMillis()).isCloseTo(80, within(1));
    statistics.reported(block(1, lastReport, 65_536), 90 * MILLI);
    assertThat(statistics.roundTripMillis()).isCloseTo(80, within(1));
  }

  @Test
  void tellsTheBitRateOfTheLastInterval() {
    statistics.tick(1_000 * MILLI);
    for (int i = 0; i < 100; i++) {
      statistics.sent(1_000);
    }
    assertThat(statistics.bitsPerSecond()).isZero();
    statistics.tick(1_500 * MILLI);
    assertThat(statistics.bitsPerSecond()).isEqualTo(1_600_000);
    statistics.tick(1_500 * MILLI);
    statistics.tick(2_500 * MILLI);
    assertThat(statistics.bitsPerSecond()).isZero();
    assertThat(statistics.octets()).isEqualTo(100_000);
    assertThat(statistics.packets()).isEqualTo(100);
  }

  @Test
  void countsAPictureOnceHoweverManyPacketsItTakes() {
    statistics.tick(1_000 * MILLI);
    for (int packet = 0; packet < 60; packet++) {
      statistics.sent(1_000, packet / 4 * 3_600L);
    }
    statistics.tick(1_500 * MILLI);
    assertThat(statistics.picturesPerSecond()).isEqualTo(30);
    assertThat(statistics.packets()).isEqualTo(60);
    statistics.tick(2_500 * MILLI);
    assertThat(statistics.picturesPerSecond()).isZero();
  }
}
