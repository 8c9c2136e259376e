package org.wcs.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * On which connections HLS was asked for lately. With HTTP/2 players share one, so there are not as
 * many as viewers. Any thread.
 */
@ApplicationScoped
public class HlsConnections {

  private static final long LATELY_MILLIS = 30_000;
  private static final long PRUNE_MILLIS = 5_000;

  private final ConcurrentMap<String, Long> seen = new ConcurrentHashMap<>();
  private final AtomicLong pruned = new AtomicLong();

  /**
   * Something was asked for.
   *
   * @param peer address and port at the other end
   */
  public void asked(String peer, long nowMillis) {
    seen.put(peer, nowMillis);
    long last = pruned.get();
    if (nowMillis - last > PRUNE_MILLIS && pruned.compareAndSet(last, nowMillis)) {
      prune(nowMillis);
    }
  }

  /** How many there are. */
  public int count(long nowMillis) {
    prune(nowMillis);
    return seen.size();
  }

  private void prune(long nowMillis) {
    seen.values().removeIf(asked -> nowMillis - asked > LATELY_MILLIS);
  }
}
