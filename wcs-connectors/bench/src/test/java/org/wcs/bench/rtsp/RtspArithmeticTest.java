package org.wcs.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.Target;
import org.wcs.bench.rtmp.SystemCalls;

class RtspArithmeticTest {

  private static RtspFigures figures(String server, String way, long cpuNanos) {
    return new RtspFigures(
        new RtspFigures.Subject(server, way),
        100,
        new RtspFigures.Usage(2_000_000_000L, cpuNanos),
        250_000_000L,
        250_000_000,
        new RtspFigures.Memory(10_000_000, 14_000_000, Double.NaN),
        new RtspFigures.Path(new DelaySamples.Summary(1, 1, 1, 1), SystemCalls.UNKNOWN));
  }

  @Test
  void sharesTheCostAmongThePlayers() {
    RtspFigures figures = figures("WCS", "tcp", 1_000_000_000L);
    assertThat(figures.cpuPercentEach()).isEqualTo(0.5);
    assertThat(figures.megabits()).isEqualTo(1_000);
    assertThat(figures.megabitsPerCore()).isEqualTo(2_000);
    assertThat(figures.kilobytesEach()).isEqualTo(40);
    assertThat(figures.deliveredPercent()).isEqualTo(100);
  }

  @Test
  void comparesServersThatDidTheSame() {
    List<RtspFigures> all =
        List.of(
            figures("WCS", "tcp", 1_000_000_000L),
            figures("gst", "tcp", 2_000_000_000L),
            figures("WCS", "udp", 1_000_000_000L),
            figures("gst", "udp", 4_000_000_000L));
    assertThat(RtspReport.table(all).lines().skip(5))
        .containsExactly(
            "WCS tcp needs 0.50 times the CPU of gst tcp.",
            "WCS udp needs 0.25 times the CPU of gst udp.");
    assertThat(RtspReport.table(all)).doesNotContain("NaN");
    assertThat(RtspReport.json(all)).contains("\"way\": \"udp\"", "\"cpuPercentEach\": 0.50000");
  }

  @Test
  void readsTheCommandLine() {
    RtspOptions options =
        RtspOptions.parse(
            "--players",
            "7",
            "--bitrate",
            "800000",
            "--seconds",
            "3",
            "--warm-up",
            "0",
            "--udp",
            "--alone",
            "--running",
            "554:77",
            "--json",
            "-Dlog_level=WARN");
    assertThat(options.load()).isEqualTo(new PlayerLoad(7, 800_000, 3, 0));
    assertThat(options.ways()).containsExactly(RtspOptions.Way.UDP);
    assertThat(options.beside()).isFalse();
    assertThat(options.json()).isTrue();
    assertThat(options.running()).isEqualTo(new Target.Running(554, 77));
    assertThat(options.serverOptions()).containsExactly("-Dlog_level=WARN");
    assertThat(RtspOptions.parse("--cameras", "100").cameras()).isEqualTo(100);
    assertThat(RtspOptions.parse().ways()).hasSize(2);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String[] wrong :
        new String[][] {
          {"--players"},
          {"--players", "0"},
          {"--loud"},
          {"--running", "x"},
          {"--cameras", "1", "--running", "1:1"}
        }) {
      assertThatThrownBy(() -> RtspOptions.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
