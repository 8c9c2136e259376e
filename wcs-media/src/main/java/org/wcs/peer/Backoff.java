package org.wcs.peer;

import org.wcs.config.RetryConfig;

/** How long to wait before the next try: twice as long each time. On one lane. */
public final class Backoff {

  private final RetryConfig config;
  private int failures;

  /** Nothing has failed yet. */
  public Backoff(RetryConfig config) {
    this.config = config;
  }

  /** Notes a failure; the pause in nanoseconds, -1 when there have been enough. */
  public long next() {
    failures++;
    if (config.tries() > 0 && failures > config.tries()) {
      return -1;
    }
    double factor = Math.pow(2, Math.min(failures - 1, 30));
    return (long) Math.min(config.first().toNanos() * factor, config.most().toNanos());
  }

  /** It worked: the next failure is a first one. */
  public void worked() {
    failures = 0;
  }
}
