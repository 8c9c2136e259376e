package org.wcs.meter;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations in buckets. Any thread; recording allocates nothing. */
public final class DurationHistogram {

  private final long[] boundsNanos;
  private final AtomicLongArray counts; // one more than bounds: what is above them all
  private final LongAdder sumNanos = new LongAdder();

  /**
   * Makes an empty one.
   *
   * @param boundsMillis upper bounds of the buckets, inclusive and ascending
   */
  public DurationHistogram(long... boundsMillis) {
    boundsNanos = new long[boundsMillis.length];
    for (int i = 0; i < boundsMillis.length; i++) {
      if (i > 0 && boundsMillis[i] <= boundsMillis[i - 1]) {
        throw new IllegalArgumentException("bounds that do not ascend");
      }
      boundsNanos[i] = TimeUnit.MILLISECONDS.toNanos(boundsMillis[i]);
    }
    counts = new AtomicLongArray(boundsNanos.length + 1);
  }

  /** Counts one; a negative duration, as clocks of two lanes may make it, is none. */
  public void record(long nanos) {
    long spent = Math.max(0, nanos);
    int bucket = 0;
    while (bucket < boundsNanos.length && spent > boundsNanos[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sumNanos.add(spent);
  }

  /** What was recorded so far. */
  public Snapshot snapshot() {
    Bucket[] buckets = new Bucket[boundsNanos.length];
    long sum = 0;
    for (int i = 0; i < buckets.length; i++) {
      sum += counts.get(i);
      buckets[i] = new Bucket(boundsNanos[i] / 1e9, sum);
    }
    sum += counts.get(buckets.length);
    return new Snapshot(List.of(buckets), sum, sumNanos.sum() / 1e9);
  }

  /**
   * Durations up to a bound.
   *
   * @param upToSeconds the bound, inclusive
   * @param count how many there were, those of the smaller bounds among them
   */
  public record Bucket(double upToSeconds, long count) {}

  /**
   * What was recorded up to a moment.
   *
   * @param buckets by ascending bounds
   * @param count all that were recorded
   * @param sumSeconds of all that were recorded
   */
  public record Snapshot(List<Bucket> buckets, long count, double sumSeconds) {

    /** Copies the list. */
    public Snapshot {
      buckets = List.copyOf(buckets);
    }

    /** The mean in seconds, 0 if there was nothing. */
    public double meanSeconds() {
      return count == 0 ? 0 : sumSeconds / count;
    }
  }
}
