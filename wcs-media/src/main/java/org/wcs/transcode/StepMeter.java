package org.wcs.transcode;

import java.util.concurrent.atomic.AtomicLong;

/** The numbers of one step: counted on its lane alone, read by anybody. */
final class StepMeter {

  private final AtomicLong in = new AtomicLong();
  private final AtomicLong out = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();

  void in() {
    add(in, 1);
  }

  void out() {
    add(out, 1);
  }

  void skipped(int units) {
    add(skipped, units);
  }

  void failed() {
    add(failed, 1);
  }

  void busy(long nanos) {
    add(busyNanos, nanos);
  }

  /**
   * Reads the numbers.
   *
   * @param queued what waits now
   * @param skippedElsewhere what was left out before it came to the step's lane
   */
  StepSnapshot snapshot(int queued, long skippedElsewhere) {
    return new StepSnapshot(
        in.getOpaque(),
        out.getOpaque(),
        skipped.getOpaque() + skippedElsewhere,
        failed.getOpaque(),
        busyNanos.getOpaque(),
        queued);
  }

  private static void add(AtomicLong counter, long amount) {
    counter.setOpaque(counter.getPlain() + amount);
  }
}
