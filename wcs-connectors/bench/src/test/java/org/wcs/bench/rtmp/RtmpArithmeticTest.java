package org.wcs.bench.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.Target;

class RtmpArithmeticTest {

  @Test
  void makesTheBitrateItIsAskedFor() {
    StreamPattern pattern = new StreamPattern(2_500_000);
    assertThat(pattern.bytesPerSecond() * 8).isCloseTo(2_500_000, within(10_000.0));
    long bytes = 0;
    for (int i = 0; i < 60; i++) {
      bytes += pattern.nextPicture(0, 0).remaining() - 12;
    }
    double sound = pattern.nextSound(0).remaining() - 12;
    double perSecond = bytes / 2.0 + sound * 1e9 / StreamPattern.SOUND_NANOS;
    assertThat(perSecond).isCloseTo(pattern.bytesPerSecond(), within(100.0));
  }

  @Test
  void findsTheTimeAPictureWasMade() {
    StreamPattern pattern = new StreamPattern(1_000_000);
    Delays delays = new Delays();
    delays.look(pattern.nextPicture(0, System.nanoTime() - 5_000_000));
    ByteBuffer cut = pattern.nextPicture(0, System.nanoTime());
    delays.look(cut.limit(30));
    DelaySamples.Summary summary = delays.samples().summary();
    assertThat(summary.samples()).isOne();
    assertThat(summary.p50Millis()).isBetween(5.0, 1_000.0);
  }

  @Test
  void countsCallsASecond() {
    SystemCalls calls =
        SystemCalls.parse(
            """
            4000,,raw_syscalls:sys_enter,2000,100.00,,
            2000,,syscalls:sys_enter_sendmsg,2000,100.00,,
            <not counted>,,syscalls:sys_enter_sendto,0,100.00,,
            20,,syscalls:sys_enter_writev,2000,100.00,,
            """,
            2);
    assertThat(calls.all()).isEqualTo(2_000);
    assertThat(calls.sends()).isEqualTo(1_010);
    assertThat(SystemCalls.parse("Permission denied", 2)).isEqualTo(SystemCalls.UNKNOWN);
  }

  @Test
  void sharesTheCostAmongThePlayers() {
    RtmpFigures figures =
        new RtmpFigures(
            "WCS",
            100,
            2_000_000_000L,
            1_000_000_000L,
            250_000_000L,
            250_000_000,
            new RtmpFigures.Memory(10_000_000, 14_000_000, 1_000_000),
            new RtmpFigures.Path(
                new DelaySamples.Summary(1, 1, 1, 1), new SystemCalls(5_000, 6_000)));
    assertThat(figures.cpuPercentPerPlayer()).isEqualTo(0.5);
    assertThat(figures.megabitsPerCore()).isEqualTo(2_000);
    assertThat(figures.kilobytesPerPlayer()).isEqualTo(40);
    assertThat(figures.liveKilobytesPerPlayer()).isEqualTo(10);
    assertThat(figures.sendsPerPlayer()).isEqualTo(50);
    assertThat(figures.deliveredPercent()).isEqualTo(100);
    assertThat(RtmpReport.table(List.of(figures, figures)))
        .contains("WCS needs 1.00 times the CPU of WCS.");
    assertThat(RtmpReport.json(List.of(figures))).contains("\"cpuPercentPerPlayer\": 0.50000");
  }

  @Test
  void readsTheCommandLine() {
    RtmpOptions options =
        RtmpOptions.parse(
            "--players",
            "7",
            "--bitrate",
            "800000",
            "--seconds",
            "3",
            "--warm-up",
            "0",
            "--alone",
            "--running",
            "1935:77",
            "--json",
            "-Dlog_level=WARN");
    assertThat(options.load()).isEqualTo(new PlayerLoad(7, 800_000, 3, 0));
    assertThat(options.beside()).isFalse();
    assertThat(options.json()).isTrue();
    assertThat(options.running()).isEqualTo(new Target.Running(1_935, 77));
    assertThat(options.serverOptions()).containsExactly("-Dlog_level=WARN");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String[] wrong :
        new String[][] {
          {"--players"}, {"--players", "many"}, {"--players", "0"}, {"--loud"}, {"--running", "x"}
        }) {
      assertThatThrownBy(() -> RtmpOptions.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
