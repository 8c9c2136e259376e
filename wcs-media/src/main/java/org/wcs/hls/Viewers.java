package org.wcs.hls;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.wcs.stream.MediaStream;

/** Who has asked for a playlist lately. On the lane of the origin; the number on any thread. */
final class Viewers {

  private static final int MOST = 20_000;

  private final Map<String, Long> seen = new HashMap<>();
  private final Counters counters;
  private final long timeoutNanos;
  private MediaStream stream;
  private volatile int number;

  Viewers(MediaStream stream, Counters counters, long timeoutNanos) {
    this.stream = stream;
    this.counters = counters;
    this.timeoutNanos = timeoutNanos;
  }

  void seen(String viewer, long nowNanos) {
    if (seen.size() < MOST && seen.put(viewer, nowNanos) == null) {
      changed(1);
      stream.attach();
    }
  }

  void forgetIdle(long nowNanos) {
    for (Iterator<Long> each = seen.values().iterator(); each.hasNext(); ) {
      if (nowNanos - each.next() > timeoutNanos) {
        each.remove();
        changed(-1);
        stream.detach();
      }
    }
  }

  /** They all watch another stream from now on. */
  void moveTo(MediaStream next) {
    for (int i = 0; i < number; i++) {
      stream.detach();
      next.attach();
    }
    stream = next;
  }

  void clear() {
    for (int i = 0; i < number; i++) {
      stream.detach();
    }
    changed(-number);
    seen.clear();
  }

  int number() {
    return number;
  }

  private void changed(int more) {
    number = number + more;
    counters.viewers(more);
  }
}
