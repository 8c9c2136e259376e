package org.wcs.ice;

import java.time.Duration;

/**
 * How long an agent waits.
 *
 * @param connect from creation until a pair is selected
 * @param keepAlive from the last authenticated check until the peer counts as gone (RFC 7675
 *     section 5.1 says 30 s)
 */
public record IceTimeouts(Duration connect, Duration keepAlive) {
  /** 15 s and 30 s. */
  public static final IceTimeouts DEFAULT =
      new IceTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(30));

  public IceTimeouts {
    if (!connect.isPositive() || !keepAlive.isPositive()) {
      throw new IllegalArgumentException(
          "timeouts must be positive: " + connect + ", " + keepAlive);
    }
  }
}
