package org.wcs.connectors.net;

import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.wcs.lane.Lane;

/**
 * A lane on a Netty event loop. A drain is one iteration of the loop: everything that one wake-up
 * found readable, then the tasks that wait, then the flush. Under load the flush may be put off by
 * the {@linkplain DrainWindow burst window}, which makes several iterations one drain; so it is,
 * once and for the same time at most, while {@linkplain #moreComing more is coming}.
 *
 * <p>Threads: as {@link Lane} says; everything else here on the loop.
 */
public final class NetworkLane implements Lane {

  private static final Logger LOG = System.getLogger(NetworkLane.class.getName());

  private final SingleThreadEventLoop loop;
  private final DrainWindow window;
  private final Runnable endOfDrain = this::endDrain;
  private final Runnable endOfIteration = this::endAfterIteration;
  private final Runnable endOfHold = this::release;
  private final RareLog faults = new RareLog(NetworkLane.class);
  private FlushList asked = new FlushList();
  private FlushList spare = new FlushList();
  private final FlushList senders = new FlushList();
  private boolean armed;
  private boolean flushing;
  private boolean moreComing;
  private boolean held;
  private boolean hasHeld; // in this drain

  /**
   * Makes a lane of the loop.
   *
   * @param burstWindowNanos longest wait for more under load, 0 for none
   */
  public NetworkLane(SingleThreadEventLoop loop, long burstWindowNanos) {
    this(loop, burstWindowNanos, 1);
  }

  /**
   * Makes a lane of the loop.
   *
   * @param burstWindowNanos longest wait for more under load, 0 for none
   * @param patience how many times as long as the last flush took the next may wait
   */
  NetworkLane(SingleThreadEventLoop loop, long burstWindowNanos, int patience) {
    this.loop = loop;
    this.window = new DrainWindow(burstWindowNanos, patience);
  }

  SingleThreadEventLoop loop() {
    return loop;
  }

  @Override
  public void execute(Runnable task) {
    try {
      loop.execute(new Guarded(task, faults));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "a task came after the lane was closed", e);
    }
  }

  @Override
  public boolean isCurrent() {
    return loop.inEventLoop();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(long delayNanos, Runnable task) {
    try {
      return new LoopTimer(
          loop.schedule(new Guarded(task, faults), Math.max(0, delayNanos), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "a timer came after the lane was closed", e);
      return () -> {};
    }
  }

  @Override
  public void flushAfterDrain(Flushable flushable) {
    asked.add(flushable);
    arm();
  }

  /** Asks for a flush after all flushables of this drain have run: the sockets come last. */
  void sendAfterFlush(Flushable sender) {
    senders.add(sender);
    arm();
  }

  @Override
  public void moreComing(boolean more) {
    moreComing = more;
    if (!more) {
      release();
    }
  }

  private void hold() {
    held = true;
    hasHeld = true;
    loop.schedule(endOfHold, window.longestNanos(), TimeUnit.NANOSECONDS);
  }

  /** The timer of a hold that has ended otherwise may end the next one early: no harm. */
  private void release() {
    if (held) {
      held = false;
      loop.executeAfterEventLoopIteration(endOfDrain);
    }
  }

  private void arm() {
    if (armed || flushing) {
      return;
    }
    armed = true;
    long hold = window.holdNanos();
    if (hold == 0) {
      loop.executeAfterEventLoopIteration(endOfDrain);
    } else {
      loop.schedule(endOfIteration, hold, TimeUnit.NANOSECONDS);
    }
  }

  private void endAfterIteration() {
    loop.executeAfterEventLoopIteration(endOfDrain);
  }

  private void endDrain() {
    if (moreComing && !hasHeld && window.enabled()) {
      hold();
      return;
    }
    moreComing = false;
    hasHeld = false;
    long startNanos = window.enabled() ? System.nanoTime() : 0;
    flushing = true;
    try {
      flushAsked();
      run(senders);
    } finally {
      flushing = false;
      armed = false;
    }
    if (window.enabled()) {
      window.flushed(startNanos, System.nanoTime());
    }
    if (asked.size() > 0 || senders.size() > 0) {
      armed = true;
      loop.execute(endOfIteration);
    }
  }

  /**
   * What a flushable asks for while it runs belongs to the next drain, else there might be no end.
   */
  private void flushAsked() {
    FlushList current = asked;
    asked = spare;
    spare = current;
    run(current);
  }

  private void run(FlushList list) {
    for (int i = 0; i < list.size(); i++) {
      try {
        Flushable item = list.take(i);
        if (item != null) {
          item.flush();
        }
      } catch (Throwable fault) {
        faults.warn("a flush failed", fault);
      }
    }
    list.clear();
  }

  /** Keeps a fault of one session from reaching the loop and names it in our own log. */
  private record Guarded(Runnable task, RareLog faults) implements Runnable {
    @Override
    public void run() {
      try {
        task.run();
      } catch (Throwable fault) {
        faults.warn("a task failed", fault);
      }
    }
  }

  private record LoopTimer(Future<?> future) implements Timer {
    @Override
    public void cancel() {
      future.cancel(false);
    }
  }
}
