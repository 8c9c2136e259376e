package org.wcs.connectors.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane.Flushable;

/** A list that keeps its array, so that a drain allocates nothing. On its lane. */
final class FlushList {

  private @Nullable Flushable[] items = new @Nullable Flushable[64];
  private int size;

  void add(Flushable item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  int size() {
    return size;
  }

  /** Takes the item out, so that what has been closed meanwhile is not kept alive. */
  @Nullable Flushable take(int index) {
    Flushable item = items[index];
    items[index] = null;
    return item;
  }

  void clear() {
    size = 0;
  }
}
