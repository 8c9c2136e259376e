package org.wcs.ejb.hook;

import java.util.List;

/**
 * Calls to backends, as they are now.
 *
 * @param connections calls under way
 * @param totals of all calls since the start
 * @param calls by application and method, sorted by both
 */
public record HookSnapshot(Connections connections, Totals totals, List<Call> calls) {
  public HookSnapshot {
    calls = List.copyOf(calls);
  }

  /**
   * Calls under way.
   *
   * @param leased calls that have a connection
   * @param available calls that could be made besides
   * @param pending calls that wait for a connection
   */
  public record Connections(int leased, int available, int pending) {}

  /**
   * Counts since the start.
   *
   * @param calls made or tried, those answered inside the server too
   * @param errors not answered as they should, all of the following included
   * @param timeouts not answered in time
   * @param dropped events never told because too many waited
   * @param refused requests of clients refused because of the answer
   */
  public record Totals(long calls, long errors, long timeouts, long dropped, long refused) {}

  /**
   * One kind of call.
   *
   * @param app name of the application
   * @param method wire name of the hook
   * @param totals its counts
   * @param latency how long answers took
   */
  public record Call(String app, String method, Totals totals, Latency latency) {}

  /**
   * How long calls took that were answered, well or not, waiting for a connection included.
   *
   * @param counts calls up to each of {@link #BOUNDS_MILLIS} but above the one before; the last
   *     count is of those above all bounds
   * @param sumNanos of all times
   */
  public record Latency(List<Long> counts, long sumNanos) {

    /** Upper bounds, included, in milliseconds. */
    public static final List<Integer> BOUNDS_MILLIS =
        List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000);

    public Latency {
      counts = List.copyOf(counts);
    }

    /** All calls. */
    public long count() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }
}
