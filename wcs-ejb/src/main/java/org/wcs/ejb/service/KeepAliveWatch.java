package org.wcs.ejb.service;

/**
 * Says when to ping a client and when to give it up. {@link #heard()} may be called from any
 * thread, the rest by the ticking thread alone.
 */
final class KeepAliveWatch {

  /** What to do now. */
  enum Verdict {
    /** Nothing. */
    WAIT,
    /** Send a ping. */
    PING,
    /** Too many pings went unanswered. */
    DEAD
  }

  private final long intervalNanos;
  private final int probes;
  private long nextNanos;
  private volatile int unanswered;

  KeepAliveWatch(long intervalNanos, int probes, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.probes = probes;
    this.nextNanos = nowNanos + intervalNanos;
  }

  /** The client said something, whatever it was. */
  void heard() {
    unanswered = 0;
  }

  Verdict tick(long nowNanos) {
    if (nowNanos - nextNanos < 0) {
      return Verdict.WAIT;
    }
    nextNanos = nowNanos + intervalNanos;
    int missed = unanswered;
    if (missed >= probes) {
      return Verdict.DEAD;
    }
    unanswered = missed + 1;
    return Verdict.PING;
  }
}
