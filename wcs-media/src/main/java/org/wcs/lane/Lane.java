package org.wcs.lane;

/**
 * A serial executor with a clock and timers. A session is pinned to one lane for life: its state is
 * touched only there, so it needs no lock.
 *
 * <p>A lane works in <em>drains</em>: it handles everything that has arrived, then {@linkplain
 * #flushAfterDrain flushes} what was asked to be flushed, then waits. Joining the output of a drain
 * is what makes one send call per receiver possible.
 */
public interface Lane {

  /**
   * Runs the task on this lane after everything handed over before it. Any thread. Never blocks.
   */
  void execute(Runnable task);

  /** Tells whether the calling thread is running this lane. Any thread. */
  boolean isCurrent();

  /** The monotonic time of this lane in nanoseconds; the origin is arbitrary. Any thread. */
  long nanoTime();

  /** Runs the task on this lane once, {@code delayNanos} from now. Any thread. */
  Timer schedule(long delayNanos, Runnable task);

  /**
   * Calls {@link Flushable#flush()} once at the end of the current drain, in the order of asking.
   * On this lane only; the caller asks once per drain.
   */
  void flushAfterDrain(Flushable flushable);

  /**
   * Tells whether what was just handed over is the middle of something, such as a frame of video
   * whose last packet is still on its way. While it is, a lane may keep a flush waiting for a short
   * time, so that the whole leaves at once. The last word counts. On this lane only.
   */
  default void moreComing(boolean more) {}

  /** Something scheduled that can still be called off. */
  interface Timer {
    /** Any thread; no effect if the task has already started. */
    void cancel();
  }

  /** Something that gathers output during a drain and lets it go at its end. */
  interface Flushable {
    /** On the lane, at the end of a drain. */
    void flush();
  }
}
