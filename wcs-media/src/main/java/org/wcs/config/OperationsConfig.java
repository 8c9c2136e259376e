package org.wcs.config;

/**
 * How the server is administered and watched.
 *
 * @param hooks calls to the backends of applications
 * @param rest the REST API
 * @param shell the console over SSH
 * @param jmx management beans
 * @param monitoring statistics, metrics and health
 */
public record OperationsConfig(
    HooksConfig hooks,
    RestConfig rest,
    ShellConfig shell,
    JmxConfig jmx,
    MonitoringConfig monitoring) {
  static OperationsConfig from(Settings settings) {
    return new OperationsConfig(
        settings.section(HooksConfig::from),
        settings.section(RestConfig::from),
        settings.section(ShellConfig::from),
        settings.section(JmxConfig::from),
        settings.section(MonitoringConfig::from));
  }
}
