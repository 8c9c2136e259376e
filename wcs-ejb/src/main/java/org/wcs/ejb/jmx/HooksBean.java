package org.wcs.ejb.jmx;

import java.util.List;
import java.util.function.Supplier;
import org.wcs.ejb.hook.HookSnapshot;

/** Calls to backends, as the server counts them. Any thread. */
final class HooksBean implements HooksMXBean {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Supplier<HookSnapshot> now;

  HooksBean(Supplier<HookSnapshot> now) {
    this.now = now;
  }

  @Override
  public int getLeased() {
    return now.get().connections().leased();
  }

  @Override
  public int getAvailable() {
    return now.get().connections().available();
  }

  @Override
  public int getPending() {
    return now.get().connections().pending();
  }

  @Override
  public long getCalls() {
    return now.get().totals().calls();
  }

  @Override
  public long getErrors() {
    return now.get().totals().errors();
  }

  @Override
  public long getTimeouts() {
    return now.get().totals().timeouts();
  }

  @Override
  public long getDropped() {
    return now.get().totals().dropped();
  }

  @Override
  public long getRefused() {
    return now.get().totals().refused();
  }

  @Override
  public List<HookData> getMethods() {
    return now.get().calls().stream().map(HooksBean::data).toList();
  }

  private static HookData data(HookSnapshot.Call call) {
    long count = call.latency().count();
    return new HookData(
        call.app(),
        call.method(),
        call.totals().calls(),
        call.totals().errors(),
        call.totals().timeouts(),
        count == 0 ? 0 : call.latency().sumNanos() / NANOS_PER_MILLI / count);
  }
}
