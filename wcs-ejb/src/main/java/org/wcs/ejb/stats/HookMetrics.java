package org.wcs.ejb.stats;

import java.util.List;
import org.wcs.ejb.hook.HookSnapshot;

/** Calls to the backends of applications. Stateless. */
final class HookMetrics {

  private static final double MILLIS = 1_000;
  private static final double NANOS = 1e9;

  private HookMetrics() {}

  static List<MetricFamily> of(HookSnapshot hooks) {
    MetricFamily.Builder latency =
        Metrics.histogram("wcs_hook_seconds", "Time that backends took to answer.");
    MetricFamily.Builder errors =
        Metrics.counter("wcs_hook_errors", "Calls not answered as they should.");
    MetricFamily.Builder timeouts =
        Metrics.counter("wcs_hook_timeouts", "Calls not answered in time.");
    MetricFamily.Builder refused =
        Metrics.counter("wcs_hook_refused", "Requests refused because of the answer.");
    for (HookSnapshot.Call call : hooks.calls()) {
      List<MetricFamily.Label> labels =
          MetricFamily.Builder.labels("app", call.app(), "method", call.method());
      histogram(latency, call.latency(), labels);
      errors.add("", call.totals().errors(), labels);
      timeouts.add("", call.totals().timeouts(), labels);
      refused.add("", call.totals().refused(), labels);
    }
    return List.of(
        connections(hooks.connections()),
        latency.build(),
        errors.build(),
        timeouts.build(),
        refused.build());
  }

  private static MetricFamily connections(HookSnapshot.Connections now) {
    return Metrics.gauge("wcs_hook_connections", "Connections to backends, and calls that wait.")
        .add(now.leased(), "state", "leased")
        .add(now.available(), "state", "available")
        .add(now.pending(), "state", "pending")
        .build();
  }

  private static void histogram(
      MetricFamily.Builder family, HookSnapshot.Latency latency, List<MetricFamily.Label> labels) {
    long sum = 0;
    for (int i = 0; i < HookSnapshot.Latency.BOUNDS_MILLIS.size(); i++) {
      sum += latency.counts().get(i);
      Buckets.add(family, HookSnapshot.Latency.BOUNDS_MILLIS.get(i) / MILLIS, sum, labels);
    }
    Buckets.finish(family, latency.count(), latency.sumNanos() / NANOS, labels);
  }
}
