package org.wcs.hls;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.wcs.stream.MediaStream;
import org.wcs.stream.PlayStart;
import org.wcs.stream.PlayStarts;

/** Who has asked for a playlist lately. On the lane of the origin; the number on any thread. */
final class Viewers {

  private static final int MOST = 20_000;

  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, PlayStart> waiting = new HashMap<>(); // no media yet
  private final Counters counters;
  private final long timeoutNanos;
  private MediaStream stream;
  private volatile int number;

  Viewers(MediaStream stream, Counters counters, long timeoutNanos) {
    this.stream = stream;
    this.counters = counters;
    this.timeoutNanos = timeoutNanos;
  }

  void seen(String viewer, long nowNanos, PlayStarts starts) {
    if (seen.size() < MOST && seen.put(viewer, nowNanos) == null) {
      waiting.put(viewer, starts.asked(PlayStarts.Way.HLS, nowNanos));
      changed(1);
      stream.attach();
    }
  }

  /** It is given a piece of media. */
  void served(String viewer, long nowNanos) {
    PlayStart start = waiting.remove(viewer);
    if (start != null) {
      start.sent(nowNanos);
    }
  }

  void forgetIdle(long nowNanos) {
    for (Iterator<Map.Entry<String, Long>> all = seen.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Long> each = all.next();
      if (nowNanos - each.getValue() > timeoutNanos) {
        waiting.remove(each.getKey());
        all.remove();
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
    waiting.clear();
  }

  int number() {
    return number;
  }

  private void changed(int more) {
    number = number + more;
    counters.viewers(more);
  }
}
