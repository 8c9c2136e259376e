package org.wcs.connectors.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A log for things that may happen a million times a second. One line in five seconds. One thread.
 */
final class RareLog {

  private static final long PAUSE_NANOS = 5_000_000_000L;

  private final Logger logger;
  private long lastNanos;
  private long suppressed;
  private boolean used;

  RareLog(Class<?> owner) {
    logger = System.getLogger(owner.getName());
  }

  void warn(String message, @Nullable Throwable cause) {
    long now = System.nanoTime();
    if (used && now - lastNanos < PAUSE_NANOS) {
      suppressed++;
      return;
    }
    String more = suppressed == 0 ? "" : " (" + suppressed + " more since the last line)";
    used = true;
    lastNanos = now;
    suppressed = 0;
    logger.log(Level.WARNING, message + more, cause);
  }
}
