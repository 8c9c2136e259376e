package org.wcs.dtls;

import java.time.Duration;

/**
 * How long a handshake waits.
 *
 * @param handshake from its start to its end
 * @param resend before the first retransmission of a flight; doubled each time
 */
public record DtlsTimeouts(Duration handshake, Duration resend) {
  /** 15 s and 100 ms. */
  public static final DtlsTimeouts DEFAULT =
      new DtlsTimeouts(Duration.ofSeconds(15), Duration.ofMillis(100));

  /** Refuses times that are not positive. */
  public DtlsTimeouts {
    if (!handshake.isPositive() || !resend.isPositive()) {
      throw new IllegalArgumentException("timeouts must be positive: " + handshake + ", " + resend);
    }
  }
}
