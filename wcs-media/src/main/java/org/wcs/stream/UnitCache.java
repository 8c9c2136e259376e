package org.wcs.stream;

import java.util.ArrayDeque;
import java.util.List;
import org.wcs.unit.MediaUnit;

/**
 * The units that a reader needs to start at once: for pictures everything since the last resync
 * point, for sound the last moments. On the writer's lane.
 */
final class UnitCache<U extends MediaUnit> {

  private final FeedLimits limits;
  private final ArrayDeque<U> units = new ArrayDeque<>();
  private long octets;
  private boolean broken = true; // until a resync point comes

  UnitCache(FeedLimits limits) {
    this.limits = limits;
  }

  void add(U unit) {
    if (limits.cacheOctets() == 0) {
      return;
    }
    U newest = units.peekLast();
    boolean rolls = newest != null && newest.resync(); // sound: every unit is a beginning
    if (unit.resync() && !rolls) {
      clear();
      broken = false;
    }
    if (!broken) {
      keep(unit);
      trim(unit);
    }
  }

  /** A copy. */
  List<U> units() {
    return List.copyOf(units);
  }

  void clear() {
    units.clear();
    octets = 0;
    broken = true;
  }

  private void keep(U unit) {
    units.add(unit);
    octets += unit.octets();
  }

  private void trim(U newest) {
    while (tooMuch(newest)) {
      U oldest = units.remove();
      octets -= oldest.octets();
      U next = units.peek();
      if (next == null || !next.resync()) {
        clear();
        return;
      }
    }
  }

  private boolean tooMuch(U newest) {
    U oldest = units.peek();
    return oldest != null
        && (octets > limits.cacheOctets() || newest.pts() - oldest.pts() > limits.cacheTicks());
  }
}
