package org.wcs.config;

import java.time.Duration;

/**
 * What happens when a connection to another server fails.
 *
 * @param first the pause before the second try; doubled each time
 * @param most the longest pause
 * @param tries how many tries in a row may fail; 0 means any number
 */
public record RetryConfig(Duration first, Duration most, int tries) {

  /**
   * Reads what one client does.
   *
   * @param client what the keys begin with, without the dot
   */
  static RetryConfig from(Settings settings, String client) {
    Duration least = Duration.ofMillis(10);
    return new RetryConfig(
        settings.duration(client + ".retry_first", "1s", least, Duration.ofMinutes(10)),
        settings.duration(client + ".retry_most", "30s", least, Duration.ofHours(1)),
        settings.integer(client + ".retries", 10, 0, 1_000_000));
  }
}
