package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.stream.StreamName;

/**
 * Series of single streams: of so many with the most viewers, and sums of the rest, so that no
 * number of streams floods who watches. Stateless.
 */
final class StreamMetricFamilies {

  /** The label of what is summed up; no stream is called that. */
  private static final String OTHERS = "";

  private StreamMetricFamilies() {}

  static List<MetricFamily> of(List<ServerStatus.StreamRow> streams, int most) {
    List<ServerStatus.StreamRow> sorted =
        streams.stream()
            .sorted(
                Comparator.comparingInt(ServerStatus.StreamRow::viewers)
                    .reversed()
                    .thenComparing(ServerStatus.StreamRow::name))
            .toList();
    List<ServerStatus.StreamRow> named = sorted.subList(0, Math.min(most, sorted.size()));
    List<ServerStatus.StreamRow> others = sorted.subList(named.size(), sorted.size());
    List<MetricFamily> families = new ArrayList<>();
    families.add(
        Metrics.gauge("wcs_streams_published", "Streams being published, by whatever protocol.")
            .of(streams.size())
            .build());
    families.add(
        Metrics.gauge("wcs_viewers", "Who plays a stream, by whatever protocol.")
            .of(streams.stream().mapToInt(ServerStatus.StreamRow::viewers).sum())
            .build());
    families.add(
        summed("wcs_stream_viewers", "Who plays it.", named, others, row -> row.viewers()));
    families.add(
        summed(
            "wcs_stream_bits_per_second",
            "Sound and pictures that come in.",
            named,
            others,
            row -> row.figures().bitsPerSecond()));
    families.addAll(arriving(named));
    return families;
  }

  /** Of streams with a name only: what cannot be summed up, or says nothing as a sum. */
  private static List<MetricFamily> arriving(List<ServerStatus.StreamRow> named) {
    return List.of(
        alone(
            Metrics.gauge("wcs_stream_frames_per_second", "Pictures that come in."),
            named,
            row -> row.figures().framesPerSecond()),
        alone(
            Metrics.gauge(
                "wcs_stream_sync_milliseconds",
                "By how much the newest picture is younger than the newest sound."),
            named,
            row -> row.figures().syncMillis()),
        alone(
            Metrics.counter("wcs_stream_packets_lost", "Packets lost on the way to the server."),
            named,
            row -> row.figures().lostPackets()),
        alone(
            Metrics.counter("wcs_stream_nacks", "Packets that the server asked for again."),
            named,
            row -> row.figures().nacks()),
        alone(
            Metrics.counter("wcs_stream_plis", "Key frames that the server asked for."),
            named,
            row -> row.figures().plis()));
  }

  private static MetricFamily summed(
      String name,
      String help,
      List<ServerStatus.StreamRow> named,
      List<ServerStatus.StreamRow> others,
      ToDoubleFunction<ServerStatus.StreamRow> value) {
    MetricFamily.Builder family =
        Metrics.gauge(name, help + " Those without a name of their own are summed up.");
    fill(family, named, value);
    if (!others.isEmpty()) {
      family.add(others.stream().mapToDouble(value).sum(), "stream", OTHERS);
    }
    return family.build();
  }

  private static MetricFamily alone(
      MetricFamily.Builder family,
      List<ServerStatus.StreamRow> named,
      ToDoubleFunction<ServerStatus.StreamRow> value) {
    fill(family, named, value);
    return family.build();
  }

  private static void fill(
      MetricFamily.Builder family,
      List<ServerStatus.StreamRow> named,
      ToDoubleFunction<ServerStatus.StreamRow> value) {
    Map<String, Double> series = new LinkedHashMap<>(); // without their secrets two may be alike
    for (ServerStatus.StreamRow row : named) {
      series.merge(StreamName.shown(row.name()), value.applyAsDouble(row), Double::sum);
    }
    series.forEach((name, number) -> family.add(number, "stream", name));
  }
}
