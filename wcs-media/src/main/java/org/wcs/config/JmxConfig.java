package org.wcs.config;

/**
 * Management beans over RMI.
 *
 * @param address local address of the port
 * @param port of registry and connector; 0 opens none
 * @param tls whether it is TLS, with the server's certificate
 */
public record JmxConfig(String address, int port, boolean tls) {
  static JmxConfig from(Settings settings) {
    return new JmxConfig(
        settings.text("jmx.address", "127.0.0.1"),
        settings.integer("jmx.port", 50999, 0, 65_535),
        settings.flag("jmx.tls", false));
  }
}
