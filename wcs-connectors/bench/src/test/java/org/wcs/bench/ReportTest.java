package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Figures FIGURES =
      new Figures(
          new Scenario(10, 640_000, 10, 1, true, "G1", List.of()),
          new Figures.Sending(10_000_000_000L, 70_000_000L, 14_000, 7_000, 3),
          new Delivery(13_986, 14_000, 14, 0, 0),
          new DelaySamples.Summary(0, Double.NaN, Double.NaN, Double.NaN),
          new Figures.Memory(100_000_000, 101_500_000, 20_000_000, 20_500_000, 140_000),
          new GcLog.Pauses(1, 2.5, 2.5));

  @Test
  void dividesByDatagramsAndViewers() {
    String[] lines = Report.table(List.of(FIGURES)).split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[1].split(" {2,}"))
        .containsExactly(
            "10 viewers, 640 kbit/s, GSO on, G1GC",
            "5.00",
            "1400",
            "0.7",
            "2.00",
            "0.100",
            "-",
            "-",
            "150",
            "50",
            "10.0",
            "1",
            "2.50",
            "2.5");
  }

  @Test
  void writesNullForWhatIsNotANumber() {
    assertThat(Report.json(List.of(FIGURES)))
        .startsWith("[\n{\"viewers\": 10, ")
        .contains("\"collector\": \"G1\"", "\"delayP99Millis\": null", "\"packetsLost\": 14")
        .endsWith("\"gcTotalMillis\": 2.5}\n]");
  }

  @Test
  void remarksOnWhatMakesFiguresDoubtful() {
    assertThat(Report.remarks(FIGURES)).containsExactly("the kernel refused 3 datagrams");
  }
}
