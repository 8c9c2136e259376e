package org.wcs.transcode;

import java.util.concurrent.atomic.AtomicInteger;

/** So many may work at once. Any thread. */
final class Quota {

  private final int most;
  private final AtomicInteger used = new AtomicInteger();

  Quota(int most) {
    this.most = most;
  }

  boolean take() {
    if (used.incrementAndGet() <= most) {
      return true;
    }
    used.decrementAndGet();
    return false;
  }

  void giveBack() {
    used.decrementAndGet();
  }

  int used() {
    return used.get();
  }

  int left() {
    return most - used.get();
  }
}
