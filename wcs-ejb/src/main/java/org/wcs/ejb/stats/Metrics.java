package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wcs.ejb.service.ServerStatus;

/**
 * The server as families of metrics. Their names begin with {@code wcs_} and end with their unit;
 * dashboards know them, so none is renamed lightly. Stateless.
 */
public final class Metrics {

  private Metrics() {}

  /**
   * All families.
   *
   * @param hlsConnections connections on which HLS was asked for lately
   * @param maxStreams streams that have series of their own, those with the most viewers
   */
  public static List<MetricFamily> of(ServerStatus status, int hlsConnections, int maxStreams) {
    List<MetricFamily> all = new ArrayList<>();
    all.addAll(MachineMetrics.of(status));
    all.addAll(TrafficMetrics.of(status, hlsConnections));
    all.addAll(MediaMetrics.of(status));
    all.addAll(HookMetrics.of(status.hooks()));
    all.addAll(StreamMetricFamilies.of(status.streams(), maxStreams));
    return all;
  }

  /** A constant as the value of a label. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static MetricFamily.Builder gauge(String name, String help) {
    return new MetricFamily.Builder(MetricFamily.Type.GAUGE, name, help);
  }

  static MetricFamily.Builder counter(String name, String help) {
    return new MetricFamily.Builder(MetricFamily.Type.COUNTER, name, help);
  }

  static MetricFamily.Builder histogram(String name, String help) {
    return new MetricFamily.Builder(MetricFamily.Type.HISTOGRAM, name, help);
  }

  static MetricFamily.Builder info(String name, String help) {
    return new MetricFamily.Builder(MetricFamily.Type.INFO, name, help);
  }
}
