package org.wcs.config;

/**
 * Statistics, metrics and health.
 *
 * @param statistics whether {@code ?action=stat} is answered
 * @param maxStreams streams that have series of their own in the metrics, those with the most
 *     viewers; the others are summed up
 * @param health whether and when load balancers are told that this node takes clients
 */
public record MonitoringConfig(boolean statistics, int maxStreams, Health health) {

  /**
   * What load balancers are told.
   *
   * @param enabled whether {@code /health} is answered on the HTTP ports
   * @param maxCpuPercent processor load of the machine above which no more clients are taken; 100
   *     for no such limit
   */
  public record Health(boolean enabled, int maxCpuPercent) {
    static Health from(Settings settings) {
      return new Health(
          settings.flag("health.enabled", true),
          settings.integer("health.max_cpu_percent", 100, 1, 100));
    }
  }

  static MonitoringConfig from(Settings settings) {
    return new MonitoringConfig(
        settings.flag("statistics_enabled", true),
        settings.integer("metrics.max_streams", 100, 0, 100_000),
        settings.section(Health::from));
  }
}
