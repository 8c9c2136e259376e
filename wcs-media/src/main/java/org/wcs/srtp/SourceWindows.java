package org.wcs.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The replay windows of all sources of one session, found by SSRC without boxing. The number is
 * bounded; there are a handful in practice, so the search is linear after a look at the last hit.
 */
final class SourceWindows {
  private final int limit;
  private final int windowSize;
  private int[] ssrcs = new int[4];
  private @Nullable ReplayWindow[] windows = new ReplayWindow[4];
  private int count;
  private int lastHit;

  SourceWindows(int limit, int windowSize) {
    this.limit = limit;
    this.windowSize = windowSize;
  }

  @Nullable ReplayWindow find(int ssrc) {
    if (lastHit < count && ssrcs[lastHit] == ssrc) {
      return windows[lastHit];
    }
    for (int i = 0; i < count; i++) {
      if (ssrcs[i] == ssrc) {
        lastHit = i;
        return windows[i];
      }
    }
    return null;
  }

  boolean isFull() {
    return count == limit;
  }

  /** Adds a source that is not there, when not {@linkplain #isFull() full}. */
  ReplayWindow add(int ssrc) {
    if (count == ssrcs.length) {
      ssrcs = Arrays.copyOf(ssrcs, count * 2);
      windows = Arrays.copyOf(windows, count * 2);
    }
    ReplayWindow window = new ReplayWindow(windowSize);
    ssrcs[count] = ssrc;
    windows[count++] = window;
    return window;
  }

  void remove(int ssrc) {
    for (int i = 0; i < count; i++) {
      if (ssrcs[i] == ssrc) {
        count--;
        ssrcs[i] = ssrcs[count];
        windows[i] = windows[count];
        windows[count] = null;
        return;
      }
    }
  }
}
