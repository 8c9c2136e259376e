package org.wcs.peer;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many clients wait for streams at once: each costs the publishers a look. */
public final class WaitingRoom {

  private static final int SEATS = 4_096;

  private final AtomicInteger taken = new AtomicInteger();

  /** Whether one more may wait; if so it {@linkplain #leave leaves} later. Any thread. */
  public boolean enter() {
    if (taken.incrementAndGet() > SEATS) {
      taken.decrementAndGet();
      return false;
    }
    return true;
  }

  /** One of those that entered waits no longer. Any thread. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** How many wait now. Any thread. */
  public int size() {
    return taken.get();
  }
}
