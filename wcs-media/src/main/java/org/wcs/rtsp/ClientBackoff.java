package org.wcs.rtsp;

import org.wcs.config.RtspConfig;

/** How long to wait before the next try: twice as long each time. */
final class ClientBackoff {

  private final RtspConfig.Retry config;
  private int failures;

  ClientBackoff(RtspConfig.Retry config) {
    this.config = config;
  }

  /** Notes a failure; the pause in nanoseconds, -1 when there have been enough. */
  long next() {
    failures++;
    if (config.tries() > 0 && failures > config.tries()) {
      return -1;
    }
    double factor = Math.pow(2, Math.min(failures - 1, 30));
    return (long) Math.min(config.first().toNanos() * factor, config.most().toNanos());
  }

  /** It worked: the next failure is a first one. */
  void worked() {
    failures = 0;
  }
}
