package org.wcs.ejb.hook;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connections shared among applications. One may take another connection only while it has fewer
 * than are free: however many hang, something is left for the next. Any thread.
 */
final class Shares {

  private final int most;
  private int taken;
  private int pending;
  private final Map<String, Integer> byApp = new HashMap<>();
  // Who waits, by application in order of their turns.
  private final Map<String, Queue<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();

  Shares(int most) {
    this.most = most;
  }

  /**
   * Waits for a connection; {@link #release} gives it back.
   *
   * @param patienceNanos how long, 0 without end
   * @return whether there is one
   */
  boolean acquire(String app, long patienceNanos) throws InterruptedException {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    synchronized (this) {
      if (!waiting.containsKey(app) && mayTake(app)) {
        take(app);
        return true;
      }
      waiting.computeIfAbsent(app, name -> new ArrayDeque<>()).add(turn);
      pending++;
    }
    try {
      if (patienceNanos == 0) {
        turn.get();
      } else {
        turn.get(patienceNanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return !leave(app, turn);
    } catch (InterruptedException e) {
      if (!leave(app, turn)) {
        release(app);
      }
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn never fails", e);
    }
  }

  /** Gives a connection back; the next that may have it gets it. */
  void release(String app) {
    Queue<CompletableFuture<Void>> ready = new ArrayDeque<>();
    synchronized (this) {
      taken--;
      byApp.computeIfPresent(app, (name, count) -> count == 1 ? null : count - 1);
      CompletableFuture<Void> next = next();
      while (next != null) {
        ready.add(next);
        next = next();
      }
    }
    ready.forEach(turn -> turn.complete(null));
  }

  /** Connections in use. */
  synchronized int leased() {
    return taken;
  }

  /** Those who wait for one. */
  synchronized int pending() {
    return pending;
  }

  private boolean mayTake(String app) {
    return byApp.getOrDefault(app, 0) < most - taken;
  }

  private void take(String app) {
    taken++;
    byApp.merge(app, 1, Integer::sum);
  }

  /** Gives the first application that may have it a connection; it then stands last in line. */
  private @Nullable CompletableFuture<Void> next() {
    for (Map.Entry<String, Queue<CompletableFuture<Void>>> entry : waiting.entrySet()) {
      String app = entry.getKey();
      if (mayTake(app)) {
        Queue<CompletableFuture<Void>> line = entry.getValue();
        waiting.remove(app);
        CompletableFuture<Void> turn = line.remove();
        pending--;
        take(app);
        if (!line.isEmpty()) {
          waiting.put(app, line);
        }
        return turn;
      }
    }
    return null;
  }

  private synchronized boolean leave(String app, CompletableFuture<Void> turn) {
    Queue<CompletableFuture<Void>> line = waiting.get(app);
    if (line == null || !line.remove(turn)) {
      return false;
    }
    pending--;
    if (line.isEmpty()) {
      waiting.remove(app);
    }
    return true;
  }
}
