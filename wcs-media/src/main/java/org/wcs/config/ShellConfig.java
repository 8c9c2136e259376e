package org.wcs.config;

import java.time.Duration;

/**
 * The console over SSH.
 *
 * @param address local address of its ports
 * @param port where everything may be done; 0 opens none
 * @param readOnlyPort where one may only look; 0 opens none
 * @param maxSessions open at once
 * @param idleTimeout after which a silent session is closed
 * @param login how passwords may be tried
 */
public record ShellConfig(
    String address,
    int port,
    int readOnlyPort,
    int maxSessions,
    Duration idleTimeout,
    Login login) {

  /**
   * How passwords may be tried, over SSH, REST and JMX alike.
   *
   * @param maxFailures from one address or for one user, after which further tries must wait
   * @param delay how long they must wait; it doubles with each further failure
   */
  public record Login(int maxFailures, Duration delay) {
    static Login from(Settings settings) {
      return new Login(
          settings.integer("login_max_failures", 5, 1, 1_000),
          settings.duration("login_delay", "1s", Duration.ZERO, Duration.ofMinutes(10)));
    }
  }

  static ShellConfig from(Settings settings) {
    return new ShellConfig(
        settings.text("cli.address", "127.0.0.1"),
        settings.integer("cli.port", 2001, 0, 65_535),
        settings.integer("cli.read_only_port", 2002, 0, 65_535),
        settings.integer("cli.max_sessions", 20, 1, 10_000),
        settings.duration("cli.idle_timeout", "30m", Duration.ofSeconds(1), Duration.ofDays(1)),
        settings.section(Login::from));
  }
}
