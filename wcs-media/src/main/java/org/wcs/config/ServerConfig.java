package org.wcs.config;

/**
 * The process as a whole.
 *
 * @param data folder of everything written at run time: logs, keys, records
 * @param mediaFolder folder of files that are played; empty means one in the data folder
 * @param logLevel least level of our own log lines
 * @param managementAddress local address of the server's own management port
 * @param managementPort the server's own management port
 * @param operations how the server is administered and watched
 */
public record ServerConfig(
    String data,
    String mediaFolder,
    LogLevel logLevel,
    String managementAddress,
    int managementPort,
    OperationsConfig operations) {

  /** Levels of the log, the quietest first. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  static ServerConfig from(Settings settings) {
    return new ServerConfig(
        settings.text("wcs.data", "wcs-data"),
        settings.text("media_dir", ""),
        settings.oneOf("log_level", LogLevel.INFO),
        settings.text("management.address", "127.0.0.1"),
        settings.port("management.port", 9990),
        settings.section(OperationsConfig::from));
  }
}
