package org.wcs.rtsp;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many clients wait for streams at once: each costs the publishers a look. */
final class WaitingRoom {

  private static final int SEATS = 4_096;

  private final AtomicInteger taken = new AtomicInteger();

  /** Whether one more may wait; if so it {@linkplain #leave leaves} later. Any thread. */
  boolean enter() {
    if (taken.incrementAndGet() > SEATS) {
      taken.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    taken.decrementAndGet();
  }

  int size() {
    return taken.get();
  }
}
