package org.wcs.ejb.stats;

import java.util.List;
import org.wcs.config.MonitoringConfig;
import org.wcs.ejb.service.ServerStatus;

/**
 * Whether the server works, and whether it takes more clients.
 *
 * @param live what must be well, or the process is to be started anew
 * @param ready what must be well for clients to be sent here
 */
public record Health(List<Check> live, List<Check> ready) {

  /** A picture that is older tells that the server's clock has stopped. */
  private static final long STALE_MILLIS = 10_000;

  private static final double PERCENT = 100;

  /** Copies the lists. */
  public Health {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
  }

  /**
   * One thing that is looked at.
   *
   * @param name of the check
   * @param up whether it is well
   * @param detail what was seen
   */
  public record Check(String name, boolean up, String detail) {}

  /** Looks at the last picture. */
  public static Health of(
      ServerStatus status, boolean portsOpen, MonitoringConfig.Health limits, long nowMillis) {
    long age = nowMillis - status.server().seenMillis();
    double cpu = status.machine().host().cpu() * PERCENT;
    Check clock =
        new Check("clock", !portsOpen || age < STALE_MILLIS, "last tick " + age + " ms ago");
    Check ports = new Check("ports", portsOpen, portsOpen ? "all open" : "not all open");
    Check load =
        new Check(
            "load",
            limits.maxCpuPercent() >= PERCENT || cpu <= limits.maxCpuPercent(),
            "processors are used to " + Math.round(cpu) + " %");
    return new Health(List.of(clock), List.of(ports, load));
  }

  /** Whether all of these are well. */
  public static boolean up(List<Check> checks) {
    return checks.stream().allMatch(Check::up);
  }
}
