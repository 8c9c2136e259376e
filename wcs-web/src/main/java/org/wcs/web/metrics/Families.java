package org.wcs.web.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.stats.MetricFamily;

/** All families there are, each once. Stateless. */
public final class Families {

  private Families() {}

  /**
   * Those of the server, then those of MicroProfile Metrics.
   *
   * @param hlsConnections connections on which HLS was asked for lately
   * @param maxStreams streams that have series of their own
   */
  public static Collection<MetricFamilySamples> of(
      ServerStatus status, int hlsConnections, int maxStreams) {
    Map<String, MetricFamilySamples> all = new LinkedHashMap<>();
    for (MetricFamily family : org.wcs.ejb.stats.Metrics.of(status, hlsConnections, maxStreams)) {
      add(all, samples(family));
    }
    for (MeterRegistry registry : Metrics.globalRegistry.getRegistries()) {
      if (registry instanceof PrometheusMeterRegistry prometheus) {
        Collections.list(prometheus.getPrometheusRegistry().metricFamilySamples())
            .forEach(family -> add(all, family));
      }
    }
    return all.values();
  }

  /** Each scope of MicroProfile Metrics has a registry of its own; a family may be in several. */
  private static void add(Map<String, MetricFamilySamples> all, MetricFamilySamples family) {
    all.merge(
        family.name,
        family,
        (first, second) -> {
          List<MetricFamilySamples.Sample> samples = new ArrayList<>(first.samples);
          samples.addAll(second.samples);
          return new MetricFamilySamples(first.name, first.unit, first.type, first.help, samples);
        });
  }

  private static MetricFamilySamples samples(MetricFamily family) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    for (MetricFamily.Sample sample : family.samples()) {
      List<String> names = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (MetricFamily.Label label : sample.labels()) {
        names.add(label.name());
        values.add(label.value());
      }
      samples.add(
          new MetricFamilySamples.Sample(
              family.name() + suffix(family.type()) + sample.suffix(),
              names,
              values,
              sample.value()));
    }
    return new MetricFamilySamples(family.name(), type(family.type()), family.help(), samples);
  }

  private static String suffix(MetricFamily.Type type) {
    return switch (type) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      case GAUGE, HISTOGRAM -> "";
    };
  }

  private static Type type(MetricFamily.Type type) {
    return switch (type) {
      case COUNTER -> Type.COUNTER;
      case GAUGE -> Type.GAUGE;
      case HISTOGRAM -> Type.HISTOGRAM;
      case INFO -> Type.INFO;
    };
  }
}
