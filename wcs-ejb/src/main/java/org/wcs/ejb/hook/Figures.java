package org.wcs.ejb.hook;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and how long they took, by application and method. Any thread. */
final class Figures {

  private final Map<Key, Counters> byKey = new ConcurrentHashMap<>();

  private record Key(String app, HookMethod method) {}

  /** A call came to an end. */
  void called(String app, HookMethod method, Outcome outcome, long tookNanos) {
    Counters counters = counters(app, method);
    counters.calls.increment();
    if (outcome instanceof Outcome.Failed failed) {
      counters.errors.increment();
      if (failed.fault() == Outcome.Fault.TIMEOUT) {
        counters.timeouts.increment();
      }
    }
    counters.took(tookNanos);
  }

  /** Something was not sent because too much waited or it waited too long. */
  void dropped(String app, HookMethod method) {
    counters(app, method).dropped.increment();
  }

  /** A request of a client was refused. */
  void refused(String app, HookMethod method) {
    counters(app, method).refused.increment();
  }

  List<HookSnapshot.Call> calls() {
    return byKey.entrySet().stream()
        .map(
            entry ->
                new HookSnapshot.Call(
                    entry.getKey().app(),
                    entry.getKey().method().wireName(),
                    entry.getValue().totals(),
                    entry.getValue().latency()))
        .sorted(
            Comparator.comparing(HookSnapshot.Call::app).thenComparing(HookSnapshot.Call::method))
        .toList();
  }

  HookSnapshot.Totals totals() {
    HookSnapshot.Totals sum = new HookSnapshot.Totals(0, 0, 0, 0, 0);
    for (Counters counters : byKey.values()) {
      HookSnapshot.Totals more = counters.totals();
      sum =
          new HookSnapshot.Totals(
              sum.calls() + more.calls(),
              sum.errors() + more.errors(),
              sum.timeouts() + more.timeouts(),
              sum.dropped() + more.dropped(),
              sum.refused() + more.refused());
    }
    return sum;
  }

  private Counters counters(String app, HookMethod method) {
    return byKey.computeIfAbsent(new Key(app, method), key -> new Counters());
  }

  private static final class Counters {
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder sumNanos = new LongAdder();
    private final LongAdder[] latency =
        new LongAdder[HookSnapshot.Latency.BOUNDS_MILLIS.size() + 1];

    Counters() {
      Arrays.setAll(latency, i -> new LongAdder());
    }

    void took(long nanos) {
      List<Integer> bounds = HookSnapshot.Latency.BOUNDS_MILLIS;
      int slot = 0;
      while (slot < bounds.size() && nanos > TimeUnit.MILLISECONDS.toNanos(bounds.get(slot))) {
        slot++;
      }
      latency[slot].increment();
      sumNanos.add(nanos);
    }

    HookSnapshot.Totals totals() {
      return new HookSnapshot.Totals(
          calls.sum(), errors.sum(), timeouts.sum(), dropped.sum(), refused.sum());
    }

    HookSnapshot.Latency latency() {
      return new HookSnapshot.Latency(
          Arrays.stream(latency).map(LongAdder::sum).toList(), sumNanos.sum());
    }
  }
}
