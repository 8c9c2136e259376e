package org.wcs.hls;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Figures of all origins. Any thread. */
final class Counters implements MediaPlaylist.Output {

  private final LongAdder segments = new LongAdder();
  private final LongAdder parts = new LongAdder();
  private final LongAdder octets = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicInteger waiters = new AtomicInteger();
  private final AtomicInteger viewers = new AtomicInteger();
  private final int mostWaiters;

  Counters(int mostWaiters) {
    this.mostWaiters = mostWaiters;
  }

  @Override
  public void segment(long length) {
    segments.increment();
    octets.add(length);
  }

  @Override
  public void part() {
    parts.increment();
  }

  void sent(long length) {
    sent.add(length);
  }

  void request() {
    requests.increment();
  }

  void answered(HlsResponse response) {
    if (response.status() != 200) {
      refused.increment();
    }
  }

  /** Counts a waiter in, unless there are too many. */
  boolean waiting() {
    if (waiters.incrementAndGet() > mostWaiters) {
      waiters.decrementAndGet();
      return false;
    }
    return true;
  }

  void served() {
    waiters.decrementAndGet();
  }

  void viewers(int more) {
    viewers.addAndGet(more);
  }

  HlsStatistics snapshot(int origins) {
    return new HlsStatistics(
        origins,
        viewers.get(),
        waiters.get(),
        segments.sum(),
        parts.sum(),
        octets.sum(),
        sent.sum(),
        requests.sum(),
        refused.sum());
  }
}
