package org.wcs.rtsp.egress;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.Feed;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.unit.MediaUnit;

/** Reads a feed until enough has come, which may be while it is being subscribed. On one lane. */
final class Reading {

  private @Nullable Subscription subscription;
  private boolean over;

  /** Begins, unless it is over already. */
  <U extends MediaUnit> void begin(Feed<U> feed, Sink<U> sink) {
    if (over) {
      return;
    }
    Subscription made = feed.subscribe(sink);
    if (over) {
      made.cancel();
    } else {
      subscription = made;
    }
  }

  /** Enough has come, or nobody waits any longer. Idempotent. */
  void stop() {
    Subscription last = subscription;
    ended();
    if (last != null) {
      last.cancel();
    }
  }

  /** The feed has ended. */
  void ended() {
    over = true;
    subscription = null;
  }

  boolean over() {
    return over;
  }
}
