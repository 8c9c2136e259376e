package org.wcs.ejb.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.ServerStatus;

final class MetricsTest {

  private static MetricFamily family(ServerStatus status, int most, String name) {
    return Metrics.of(status, 0, most).stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesEachFamilyAndEachSeriesOnce() {
    List<MetricFamily> all = Metrics.of(Pictures.of(Pictures.streams(3), 0.5), 0, 100);
    assertThat(all).extracting(MetricFamily::name).doesNotHaveDuplicates();
    for (MetricFamily family : all) {
      assertThat(family.name()).matches("wcs_[a-z_]+").doesNotEndWith("_total");
      assertThat(family.help()).endsWith(".");
      assertThat(family.samples())
          .extracting(sample -> sample.suffix() + sample.labels())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void namesTheMostViewedStreamsAndSumsUpTheRest() {
    ServerStatus status = Pictures.of(Pictures.streams(5), 0.5);
    List<MetricFamily.Sample> viewers = family(status, 2, "wcs_stream_viewers").samples();
    assertThat(viewers).extracting(MetricFamily.Sample::value).containsExactly(4.0, 3.0, 3.0);
    assertThat(viewers)
        .extracting(sample -> sample.labels().getFirst().value())
        .containsExactly("s4", "s3", "");
    assertThat(family(status, 2, "wcs_stream_packets_lost").samples()).hasSize(2);
    assertThat(family(status, 0, "wcs_stream_viewers").samples()).hasSize(1);
    assertThat(family(status, 5, "wcs_stream_viewers").samples()).hasSize(5);
  }

  @Test
  void putsStreamsTogetherThatAreAlikeWithoutTheirSecrets() {
    ServerStatus status =
        Pictures.of(
            List.of(Pictures.stream("rtsp://a:b@cam/1", 1), Pictures.stream("rtsp://c:d@cam/1", 2)),
            0.5);
    List<MetricFamily.Sample> viewers = family(status, 100, "wcs_stream_viewers").samples();
    assertThat(viewers).hasSize(1);
    assertThat(viewers.getFirst().value()).isEqualTo(3);
    assertThat(viewers.getFirst().labels().getFirst().value()).isEqualTo("rtsp://cam/1");
  }

  @Test
  void endsHistogramsWithTheBucketOfAll() {
    List<MetricFamily.Sample> waits =
        family(Pictures.of(List.of(), 0.5), 0, "wcs_time_to_first_frame_seconds").samples();
    assertThat(waits).filteredOn(sample -> sample.suffix().equals("_count")).hasSize(4);
    assertThat(waits)
        .filteredOn(sample -> sample.labels().contains(new MetricFamily.Label("le", "+Inf")))
        .hasSize(4);
  }
}
